//! Units and beds: adding, renaming, closing for good, opening again; each with its line in the audit log.

use chrono::{DateTime, NaiveDate, Utc};
use domain::people::Reference;
use sqlx::postgres::PgQueryResult;
use sqlx::{Connection as _, PgConnection, Postgres, Transaction};
use uuid::Uuid;

use crate::clock::england;
use crate::store::StoreError;
use crate::store::audit::{self, By, Entry};

/// A unit or a bed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Place {
    /// A unit.
    Unit(Uuid),
    /// A bed.
    Bed(Uuid),
}

/// What came of a change.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Change {
    /// It was made, or had been before.
    Done,
    /// Another one has that name.
    NameTaken,
    /// Somebody else gave it another name meanwhile.
    Renamed(String),
    /// It is kept for these cases.
    Kept(Vec<Reference>),
}

/// Adds a unit. A form that is sent twice names the same id, and adds it once.
pub async fn add_unit(
    conn: &mut PgConnection,
    id: Uuid,
    name: &str,
    (by, now): (By, DateTime<Utc>),
) -> Result<Change, StoreError> {
    let mut tx = conn.begin().await?;
    let added = sqlx::query!(
        "INSERT INTO units (id, name) VALUES ($1, $2) ON CONFLICT (id) DO NOTHING",
        id,
        name
    );
    let added = added.execute(&mut *tx).await;
    finish(tx, added, Place::Unit(id), "added", (by, now)).await
}

/// Adds a bed to a unit, once like [`add_unit`].
pub async fn add_bed(
    conn: &mut PgConnection,
    id: Uuid,
    unit: Uuid,
    name: &str,
    (by, now): (By, DateTime<Utc>),
) -> Result<Change, StoreError> {
    let mut tx = conn.begin().await?;
    let added = sqlx::query!(
        "INSERT INTO beds (id, unit_id, name) VALUES ($1, $2, $3) ON CONFLICT (id) DO NOTHING",
        id,
        unit,
        name
    );
    let added = added.execute(&mut *tx).await;
    finish(tx, added, Place::Bed(id), "added", (by, now)).await
}

/// Gives it another name, if it still has the one that was seen. Stays keep the name that the bed had when they were booked.
pub async fn rename(
    conn: &mut PgConnection,
    place: Place,
    (seen, name): (&str, &str),
    (by, now): (By, DateTime<Utc>),
) -> Result<Change, StoreError> {
    let mut tx = conn.begin().await?;
    let current = lock(&mut tx, place).await?;
    if current == name {
        return Ok(Change::Done);
    }
    if current != seen {
        return Ok(Change::Renamed(current));
    }
    let renamed = match place {
        Place::Unit(id) => {
            let query = sqlx::query!("UPDATE units SET name = $2 WHERE id = $1", id, name);
            query.execute(&mut *tx).await
        }
        Place::Bed(id) => {
            let query = sqlx::query!("UPDATE beds SET name = $2 WHERE id = $1", id, name);
            query.execute(&mut *tx).await
        }
    };
    finish(tx, renamed, place, "renamed", (by, now)).await
}

/// Notes what was written, if anything was, and ends the transaction; nothing is kept where another one has that name.
async fn finish(
    mut tx: Transaction<'_, Postgres>,
    written: Result<PgQueryResult, sqlx::Error>,
    place: Place,
    what: &str,
    by: (By, DateTime<Utc>),
) -> Result<Change, StoreError> {
    match written.map_err(StoreError::from) {
        Ok(done) if done.rows_affected() == 0 => return Ok(Change::Done),
        Ok(_) => {}
        Err(StoreError::Conflict) => return Ok(Change::NameTaken),
        Err(other) => return Err(other),
    }
    note(&mut tx, place, what, by).await?;
    tx.commit().await?;
    Ok(Change::Done)
}

/// Closes it for good, unless somebody stays there today or later.
pub async fn close(
    conn: &mut PgConnection,
    place: Place,
    (by, now): (By, DateTime<Utc>),
) -> Result<Change, StoreError> {
    let mut tx = conn.begin().await?;
    lock(&mut tx, place).await?;
    let kept = kept(&mut tx, place, england::date(now)).await?;
    if !kept.is_empty() {
        return Ok(Change::Kept(kept));
    }
    if set_closed(&mut tx, place, Some(now)).await? {
        note(&mut tx, place, "closed", (by, now)).await?;
    }
    tx.commit().await?;
    Ok(Change::Done)
}

/// Opens it again.
pub async fn reopen(
    conn: &mut PgConnection,
    place: Place,
    (by, now): (By, DateTime<Utc>),
) -> Result<Change, StoreError> {
    let mut tx = conn.begin().await?;
    lock(&mut tx, place).await?;
    if set_closed(&mut tx, place, None).await? {
        note(&mut tx, place, "reopened", (by, now)).await?;
    }
    tx.commit().await?;
    Ok(Change::Done)
}

/// Keeps others from booking or changing it until the transaction ends; its name.
async fn lock(conn: &mut PgConnection, place: Place) -> Result<String, StoreError> {
    let name = match place {
        Place::Unit(id) => {
            let query = sqlx::query_scalar!("SELECT name FROM units WHERE id = $1 FOR UPDATE", id);
            query.fetch_one(conn).await
        }
        Place::Bed(id) => {
            let query = sqlx::query_scalar!("SELECT name FROM beds WHERE id = $1 FOR UPDATE", id);
            query.fetch_one(conn).await
        }
    };
    Ok(name?)
}

/// The cases that it is kept for on a day or later.
async fn kept(
    conn: &mut PgConnection,
    place: Place,
    today: NaiveDate,
) -> Result<Vec<Reference>, StoreError> {
    let (unit, bed) = match place {
        Place::Unit(id) => (Some(id), None),
        Place::Bed(id) => (None, Some(id)),
    };
    let references = sqlx::query_scalar!(
        "SELECT r.reference FROM stays s JOIN beds b ON b.id = s.bed_id JOIN referrals r ON r.id = s.referral_id
         WHERE (b.unit_id = $1 OR b.id = $2) AND s.until_day > $3 ORDER BY s.from_day LIMIT 20",
        unit,
        bed,
        today
    );
    let references = references.fetch_all(conn).await?;
    references
        .iter()
        .map(|text| Reference::parse(text).map_err(|_| StoreError::Corrupt("referrals.reference")))
        .collect()
}

/// Whether that changed anything.
async fn set_closed(
    conn: &mut PgConnection,
    place: Place,
    at: Option<DateTime<Utc>>,
) -> Result<bool, StoreError> {
    let changed = match place {
        Place::Unit(id) => {
            let query = sqlx::query!(
                "UPDATE units SET closed_at = $2 WHERE id = $1 AND (closed_at IS NULL) <> ($2::timestamptz IS NULL)",
                id,
                at
            );
            query.execute(conn).await?
        }
        Place::Bed(id) => {
            let query = sqlx::query!(
                "UPDATE beds SET closed_at = $2 WHERE id = $1 AND (closed_at IS NULL) <> ($2::timestamptz IS NULL)",
                id,
                at
            );
            query.execute(conn).await?
        }
    };
    Ok(changed.rows_affected() == 1)
}

pub(super) async fn note(
    conn: &mut PgConnection,
    place: Place,
    what: &str,
    (by, now): (By, DateTime<Utc>),
) -> Result<(), StoreError> {
    let (subject, id) = match place {
        Place::Unit(id) => ("unit", id),
        Place::Bed(id) => ("bed", id),
    };
    let entry = Entry {
        by,
        action: &format!("{subject}.{what}"),
        subject,
        subject_id: Some(id),
        data: serde_json::json!({}),
    };
    audit::record(conn, entry, now).await
}

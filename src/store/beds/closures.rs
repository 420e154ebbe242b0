//! Closing a bed for some days, and taking that back.

use chrono::{DateTime, Utc};
use domain::beds::Days;
use domain::people::Reference;
use sqlx::{Connection as _, PgConnection};
use uuid::Uuid;

use super::changes::{Change, Place, note};
use crate::store::StoreError;
use crate::store::audit::By;

/// A closure to be written.
#[derive(Debug, Clone, Copy)]
pub struct NewClosure<'a> {
    /// Its row: that of the form that asks for it, so that a form sent twice closes once.
    pub id: Uuid,
    /// The bed.
    pub bed: Uuid,
    /// The days.
    pub days: Days,
    /// Why; nothing about a person.
    pub reason: &'a str,
}

/// Closes a bed for some days, unless it is kept for somebody on one of them.
pub async fn add_closure(
    conn: &mut PgConnection,
    new: NewClosure<'_>,
    (by, now): (By, DateTime<Utc>),
) -> Result<Change, StoreError> {
    let mut tx = conn.begin().await?;
    lock_bed(&mut tx, new.bed).await?;
    let kept = kept(&mut tx, new.bed, new.days).await?;
    if !kept.is_empty() {
        return Ok(Change::Kept(kept));
    }
    let added = sqlx::query!(
        "INSERT INTO bed_closures (id, bed_id, from_day, to_day, reason) VALUES ($1, $2, $3, $4, $5)
         ON CONFLICT (id) DO NOTHING",
        new.id,
        new.bed,
        new.days.from(),
        new.days.last(),
        new.reason,
    );
    if added.execute(&mut *tx).await?.rows_affected() == 1 {
        note(&mut tx, Place::Bed(new.bed), "closure_added", (by, now)).await?;
    }
    tx.commit().await?;
    Ok(Change::Done)
}

/// Takes a closure of a bed back; one that is gone is gone.
pub async fn remove_closure(
    conn: &mut PgConnection,
    bed: Uuid,
    closure: Uuid,
    (by, now): (By, DateTime<Utc>),
) -> Result<(), StoreError> {
    let mut tx = conn.begin().await?;
    lock_bed(&mut tx, bed).await?;
    let removed = sqlx::query!(
        "DELETE FROM bed_closures WHERE id = $1 AND bed_id = $2",
        closure,
        bed
    );
    if removed.execute(&mut *tx).await?.rows_affected() == 1 {
        note(&mut tx, Place::Bed(bed), "closure_removed", (by, now)).await?;
    }
    Ok(tx.commit().await?)
}

async fn lock_bed(conn: &mut PgConnection, bed: Uuid) -> Result<(), StoreError> {
    sqlx::query!("SELECT id FROM beds WHERE id = $1 FOR UPDATE", bed)
        .fetch_one(conn)
        .await?;
    Ok(())
}

/// The cases whose stay in the bed has a day of these.
async fn kept(
    conn: &mut PgConnection,
    bed: Uuid,
    days: Days,
) -> Result<Vec<Reference>, StoreError> {
    let references = sqlx::query_scalar!(
        "SELECT r.reference FROM stays s JOIN referrals r ON r.id = s.referral_id
         WHERE s.bed_id = $1 AND s.from_day < $3 AND s.until_day > $2 ORDER BY s.from_day LIMIT 20",
        bed,
        days.from(),
        days.until()
    );
    let references = references.fetch_all(conn).await?;
    references
        .iter()
        .map(|text| Reference::parse(text).map_err(|_| StoreError::Corrupt("referrals.reference")))
        .collect()
}

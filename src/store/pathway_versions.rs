//! Which definitions of pathways were offered, since when, and who approved them.

use chrono::{DateTime, NaiveDate, Utc};
use domain::Audience;
use domain::pathway::{Pathway, Pathways};
use serde_json::json;
use sqlx::{Connection as _, PgConnection};
use uuid::Uuid;

use super::StoreError;
use super::audit::{self, By, Entry};

/// A definition that this service has offered.
#[derive(Debug, Clone)]
pub struct Version {
    /// SHA-256 of its text, in hexadecimal.
    pub hash: String,
    /// The pathway.
    pub pathway: String,
    /// The version that its authors gave to it.
    pub version: String,
    /// The condition's name.
    pub title: String,
    /// The day that its authors gave to it.
    pub dated: NaiveDate,
    /// When it was offered, the last time first; open ended while it is live.
    pub live: Vec<(DateTime<Utc>, Option<DateTime<Utc>>)>,
    /// Who approved it, the last first.
    pub approvals: Vec<Approval>,
    /// How many were sent under it; counting stops at [`MOST_SENT`].
    pub sent: i64,
}

/// That somebody approved a definition.
#[derive(Debug, Clone)]
pub struct Approval {
    /// Who approved.
    pub approver: String,
    /// What they are at the hospital.
    pub role: String,
    /// On which day.
    pub on: NaiveDate,
    /// The administrator who recorded it.
    pub recorded_by: String,
    /// When.
    pub recorded_at: DateTime<Utc>,
}

/// A count of submissions this large means "or more".
pub const MOST_SENT: i64 = 100_000;

/// Notes what is offered from now on: definitions not known before with their text, and each change of what is live. Several nodes may
/// do so at once, and again at each start.
pub async fn note_live(
    conn: &mut PgConnection,
    pathways: &Pathways,
    now: DateTime<Utc>,
) -> Result<(), StoreError> {
    let mut tx = conn.begin().await?;
    // One node at a time, so that each sees what the one before has noted.
    sqlx::query!("SELECT pg_advisory_xact_lock(7355608002)")
        .execute(&mut *tx)
        .await?;
    let live = live_now(&mut tx).await?;
    for pathway in pathways.iter() {
        keep(&mut tx, pathway).await?;
        let same = (pathway.id().to_owned(), Some(pathway.hash().to_owned()));
        if !live.contains(&same) {
            turn(&mut tx, (pathway.id(), Some(pathway)), now).await?;
        }
    }
    for (id, hash) in &live {
        if hash.is_some() && pathways.get(id).is_none() {
            turn(&mut tx, (id, None), now).await?;
        }
    }
    Ok(tx.commit().await?)
}

/// Each pathway that was ever offered, with the definition that is live, if one is.
async fn live_now(conn: &mut PgConnection) -> Result<Vec<(String, Option<String>)>, StoreError> {
    let rows = sqlx::query!(
        "SELECT DISTINCT ON (pathway_id) pathway_id, hash FROM pathway_live ORDER BY pathway_id, id DESC"
    );
    let rows = rows.fetch_all(conn).await?;
    Ok(rows
        .into_iter()
        .map(|row| (row.pathway_id, row.hash))
        .collect())
}

async fn keep(conn: &mut PgConnection, pathway: &Pathway) -> Result<(), StoreError> {
    sqlx::query!(
        "INSERT INTO pathway_versions (hash, pathway_id, version, title, dated, definition) VALUES ($1, $2, $3, $4, $5, $6)
         ON CONFLICT (hash) DO NOTHING",
        pathway.hash(),
        pathway.id(),
        pathway.version(),
        pathway.name().get(Audience::Gp),
        pathway.date(),
        pathway.source(),
    )
    .execute(conn)
    .await?;
    Ok(())
}

async fn turn(
    conn: &mut PgConnection,
    (id, to): (&str, Option<&Pathway>),
    now: DateTime<Utc>,
) -> Result<(), StoreError> {
    sqlx::query!(
        "INSERT INTO pathway_live (pathway_id, hash, since) VALUES ($1, $2, $3)",
        id,
        to.map(Pathway::hash),
        now
    )
    .execute(&mut *conn)
    .await?;
    let entry = Entry {
        by: By::System,
        action: if to.is_some() {
            "pathway.live"
        } else {
            "pathway.withdrawn"
        },
        subject: "pathway",
        subject_id: None,
        data: json!({ "pathway": id, "version": to.map(Pathway::version), "hash": to.map(Pathway::hash) }),
    };
    audit::record(conn, entry, now).await
}

/// Every definition, the one that went live last first; at most 200.
pub async fn all(conn: &mut PgConnection) -> Result<Vec<Version>, StoreError> {
    let hashes = sqlx::query_scalar!(
        r#"SELECT hash AS "hash!" FROM pathway_live WHERE hash IS NOT NULL GROUP BY hash ORDER BY max(id) DESC LIMIT 200"#
    );
    let hashes = hashes.fetch_all(&mut *conn).await?;
    read(conn, &hashes).await
}

/// One definition. [`StoreError::NotFound`] if this service never offered it.
pub async fn one(conn: &mut PgConnection, hash: &str) -> Result<Version, StoreError> {
    let found = read(conn, &[hash.to_owned()]).await?.pop();
    found.ok_or(StoreError::NotFound)
}

/// The text of a definition. [`StoreError::NotFound`] if this service never offered it.
pub async fn definition(conn: &mut PgConnection, hash: &str) -> Result<String, StoreError> {
    let text = sqlx::query_scalar!(
        "SELECT definition FROM pathway_versions WHERE hash = $1",
        hash
    );
    Ok(text.fetch_one(conn).await?)
}

/// The definitions with these hashes, in this order, with all that is known of them.
async fn read(conn: &mut PgConnection, hashes: &[String]) -> Result<Vec<Version>, StoreError> {
    let rows = sqlx::query!(
        r#"SELECT v.hash, v.pathway_id, v.version, v.title, v.dated,
                  (SELECT count(*) FROM (SELECT FROM submissions s WHERE s.pathway_hash = v.hash LIMIT $2) c) AS "sent!"
           FROM unnest($1::text[]) WITH ORDINALITY AS wanted (hash, place) JOIN pathway_versions v ON v.hash = wanted.hash
           ORDER BY wanted.place"#,
        hashes,
        MOST_SENT
    )
    .fetch_all(&mut *conn)
    .await?;
    let live = sqlx::query!(
        r#"SELECT hash AS "hash!", since, until AS "until?" FROM (
               SELECT id, hash, since, lead(since) OVER (PARTITION BY pathway_id ORDER BY id) AS until FROM pathway_live
               WHERE pathway_id IN (SELECT pathway_id FROM pathway_versions WHERE hash = ANY ($1))
           ) l WHERE hash = ANY ($1) ORDER BY id DESC"#,
        hashes
    )
    .fetch_all(&mut *conn)
    .await?;
    let approvals = sqlx::query!(
        "SELECT p.hash, p.approver, p.approver_role, p.approved_on, p.recorded_at, a.display_name
         FROM pathway_approvals p JOIN accounts a ON a.id = p.recorded_by WHERE p.hash = ANY ($1)
         ORDER BY p.recorded_at DESC, p.id",
        hashes
    )
    .fetch_all(conn)
    .await?;
    let versions = rows.into_iter().map(|row| Version {
        live: live
            .iter()
            .filter(|one| one.hash == row.hash)
            .map(|one| (one.since, one.until))
            .collect(),
        approvals: approvals
            .iter()
            .filter(|one| one.hash == row.hash)
            .map(|one| Approval {
                approver: one.approver.clone(),
                role: one.approver_role.clone(),
                on: one.approved_on,
                recorded_by: one.display_name.clone(),
                recorded_at: one.recorded_at,
            })
            .collect(),
        hash: row.hash,
        pathway: row.pathway_id,
        version: row.version,
        title: row.title,
        dated: row.dated,
        sent: row.sent,
    });
    Ok(versions.collect())
}

/// An approval that an administrator records.
#[derive(Debug, Clone, Copy)]
pub struct NewApproval<'a> {
    /// Its row, from the form: the same for a second press.
    pub id: Uuid,
    /// The definition.
    pub hash: &'a str,
    /// Who approved.
    pub approver: &'a str,
    /// What they are at the hospital.
    pub role: &'a str,
    /// On which day.
    pub on: NaiveDate,
    /// The administrator.
    pub by: Uuid,
}

/// Keeps an approval, once.
pub async fn approve(
    conn: &mut PgConnection,
    new: NewApproval<'_>,
    now: DateTime<Utc>,
) -> Result<(), StoreError> {
    let mut tx = conn.begin().await?;
    let kept = sqlx::query!(
        "INSERT INTO pathway_approvals (id, hash, approver, approver_role, approved_on, recorded_at, recorded_by)
         SELECT $1, v.hash, $3, $4, $5, $6, $7 FROM pathway_versions v WHERE v.hash = $2
         ON CONFLICT (id) DO NOTHING",
        new.id,
        new.hash,
        new.approver,
        new.role,
        new.on,
        now,
        new.by
    )
    .execute(&mut *tx)
    .await?;
    if kept.rows_affected() == 1 {
        let entry = Entry {
            by: By::Staff(new.by),
            action: "pathway.approved",
            subject: "pathway",
            subject_id: Some(new.id),
            data: json!({ "hash": new.hash, "on": new.on }),
        };
        audit::record(&mut tx, entry, now).await?;
    }
    Ok(tx.commit().await?)
}

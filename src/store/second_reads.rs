//! Declines that were drawn for a second reader, who reads the case without the decision and says what they would have done.

mod seeing;

pub use seeing::{among, case_read_blind, see, without_reader};

use chrono::{DateTime, Utc};
use domain::people::Reference;
use sqlx::{Connection as _, PgConnection};
use uuid::Uuid;

use super::{StoreError, audit, new_id};
use crate::security::keyring::{Column, Keyring};

const RATIONALE: Column = Column::new("second_reads", "rationale_enc");

/// Most lines of a list; a team that has more to read begins with the oldest.
const MOST: i64 = 100;

/// What a second reader would have done.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Opinion {
    /// Declined too.
    Decline,
    /// Gone on.
    GoOn,
    /// What was there does not tell.
    CannotTell,
}

impl Opinion {
    /// Every one, in the order in which they are offered.
    pub const ALL: [Self; 3] = [Self::Decline, Self::GoOn, Self::CannotTell];

    /// As it is stored and sent.
    pub fn code(self) -> &'static str {
        match self {
            Self::Decline => "decline",
            Self::GoOn => "go_on",
            Self::CannotTell => "cannot_tell",
        }
    }

    /// The one with this code.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|one| one.code() == code)
    }
}

/// A decline that was drawn.
#[derive(Debug, Clone)]
pub struct SecondRead {
    /// Its row.
    pub id: Uuid,
    /// The case.
    pub reference: Reference,
    /// The version that the decline made.
    pub version: i32,
    /// Who declined.
    pub declined_by: Uuid,
    /// When it was declined, and drawn.
    pub drawn_at: DateTime<Utc>,
    /// Whether whoever asks has seen the decision since.
    pub seen: bool,
    /// What the second reader said, once they have.
    pub read: Option<Read>,
}

/// What a second reader said.
#[derive(Debug, Clone)]
pub struct Read {
    /// Who.
    pub by: Uuid,
    /// Their name.
    pub name: String,
    /// When.
    pub at: DateTime<Utc>,
    /// What they would have done.
    pub opinion: Opinion,
    /// Why.
    pub rationale: String,
}

/// A line of a list: nothing in it tells the decision or who made it.
#[derive(Debug, Clone)]
pub struct Line {
    /// The row of the second read.
    pub id: Uuid,
    /// The case.
    pub reference: Reference,
    /// When it was drawn, or read.
    pub at: DateTime<Utc>,
}

/// Draws a decline, in its transaction.
pub(super) async fn draw(
    conn: &mut PgConnection,
    referral: Uuid,
    version: i32,
    declined_by: Uuid,
    at: DateTime<Utc>,
) -> Result<(), StoreError> {
    sqlx::query!(
        "INSERT INTO second_reads (id, referral_id, version, declined_by, drawn_at) VALUES ($1, $2, $3, $4, $5)",
        new_id(at),
        referral,
        version,
        declined_by,
        at,
    )
    .execute(&mut *conn)
    .await?;
    let entry = audit::Entry {
        by: audit::By::System,
        action: "second_read.drawn",
        subject: "referral",
        subject_id: Some(referral),
        data: serde_json::json!({ "version": version }),
    };
    audit::record(conn, entry, at).await
}

/// What waits for a second reader, is not this account's own decline and was not seen by it since, the oldest first.
pub async fn waiting(conn: &mut PgConnection, reader: Uuid) -> Result<Vec<Line>, StoreError> {
    let rows = sqlx::query!(
        "SELECT s.id, r.reference, s.drawn_at FROM second_reads s JOIN referrals r ON r.id = s.referral_id
         WHERE s.read_at IS NULL AND s.declined_by <> $1
           AND NOT EXISTS (SELECT FROM second_read_seen e WHERE e.second_read_id = s.id AND e.account_id = $1)
         ORDER BY s.drawn_at, s.id LIMIT $2",
        reader,
        MOST,
    )
    .fetch_all(conn)
    .await?;
    rows.into_iter()
        .map(|row| line(row.id, &row.reference, row.drawn_at))
        .collect()
}

/// What this account has read, or of what it declined others have, the newest first.
pub async fn done(conn: &mut PgConnection, account: Uuid) -> Result<Vec<Line>, StoreError> {
    let rows = sqlx::query!(
        r#"SELECT s.id, r.reference, s.read_at AS "read_at!" FROM second_reads s JOIN referrals r ON r.id = s.referral_id
           WHERE s.read_at IS NOT NULL AND (s.reader_id = $1 OR s.declined_by = $1) ORDER BY s.read_at DESC, s.id LIMIT 20"#,
        account,
    )
    .fetch_all(conn)
    .await?;
    rows.into_iter()
        .map(|row| line(row.id, &row.reference, row.read_at))
        .collect()
}

/// Declines of which the second reader would have gone on, and that nobody has dealt with since: the case was not opened again, and
/// no lead has left a note on it. The oldest first.
pub async fn disagreements(conn: &mut PgConnection) -> Result<Vec<Line>, StoreError> {
    let rows = sqlx::query!(
        r#"SELECT s.id, r.reference, s.read_at AS "read_at!" FROM second_reads s JOIN referrals r ON r.id = s.referral_id
           WHERE s.opinion = 'go_on' AND NOT EXISTS (
               SELECT FROM referral_events e LEFT JOIN accounts a ON a.id = e.account_id
               WHERE e.referral_id = s.referral_id AND e.version > s.version
                 AND (e.kind = 'reopen' OR (e.kind = 'note' AND a.role = 'lead' AND e.at >= s.read_at)))
           ORDER BY s.read_at, s.id LIMIT $1"#,
        MOST,
    )
    .fetch_all(conn)
    .await?;
    rows.into_iter()
        .map(|row| line(row.id, &row.reference, row.read_at))
        .collect()
}

fn line(id: Uuid, reference: &str, at: DateTime<Utc>) -> Result<Line, StoreError> {
    let reference = Reference::parse(reference);
    let reference = reference.map_err(|_| StoreError::Corrupt("referrals.reference"))?;
    Ok(Line { id, reference, at })
}

/// One that was drawn, for somebody who asks; [`StoreError::NotFound`] where there is none.
pub async fn find(
    conn: &mut PgConnection,
    keyring: &Keyring,
    id: Uuid,
    account: Uuid,
) -> Result<SecondRead, StoreError> {
    let row = sqlx::query!(
        r#"SELECT s.id, s.version, s.declined_by, s.drawn_at, s.reader_id, s.read_at, s.opinion, s.rationale_enc, r.reference,
                  a.display_name AS "name?",
                  EXISTS (SELECT FROM second_read_seen e WHERE e.second_read_id = s.id AND e.account_id = $2) AS "seen!"
           FROM second_reads s JOIN referrals r ON r.id = s.referral_id LEFT JOIN accounts a ON a.id = s.reader_id
           WHERE s.id = $1"#,
        id,
        account
    )
    .fetch_one(conn)
    .await?;
    let drawn = line(row.id, &row.reference, row.drawn_at)?;
    let rationale = row
        .rationale_enc
        .map(|sealed| keyring.open_text(RATIONALE, row.id, &sealed));
    let rationale = rationale.transpose()?;
    let read = match (row.reader_id, row.read_at, row.opinion) {
        (Some(by), Some(at), Some(opinion)) => Some(Read {
            by,
            name: row.name.unwrap_or_default(),
            at,
            opinion: Opinion::from_code(&opinion)
                .ok_or(StoreError::Corrupt("second_reads.opinion"))?,
            rationale: rationale.unwrap_or_default(),
        }),
        _ => None,
    };
    Ok(SecondRead {
        id: drawn.id,
        reference: drawn.reference,
        version: row.version,
        declined_by: row.declined_by,
        drawn_at: drawn.at,
        seen: row.seen,
        read,
    })
}

/// Keeps what a second reader says; [`StoreError::Conflict`] where somebody has read it before, or the reader has seen the decision.
pub async fn record(
    conn: &mut PgConnection,
    keyring: &Keyring,
    id: Uuid,
    (reader, opinion, rationale): (Uuid, Opinion, &str),
    now: DateTime<Utc>,
) -> Result<(), StoreError> {
    let mut tx = conn.begin().await?;
    let referral = sqlx::query_scalar!(
        "UPDATE second_reads SET reader_id = $2, read_at = $3, opinion = $4, rationale_enc = $5
         WHERE id = $1 AND read_at IS NULL AND declined_by <> $2
           AND NOT EXISTS (SELECT FROM second_read_seen e WHERE e.second_read_id = $1 AND e.account_id = $2)
         RETURNING referral_id",
        id,
        reader,
        now,
        opinion.code(),
        keyring.seal(RATIONALE, id, rationale.as_bytes()),
    )
    .fetch_optional(&mut *tx)
    .await?;
    let referral = referral.ok_or(StoreError::Conflict)?;
    let entry = audit::Entry {
        by: audit::By::Staff(reader),
        action: "second_read.recorded",
        subject: "referral",
        subject_id: Some(referral),
        data: serde_json::json!({ "opinion": opinion.code() }),
    };
    audit::record(&mut tx, entry, now).await?;
    tx.commit().await?;
    Ok(())
}

//! Codes with which a patient hands answers to a referrer: expiring, used once, then empty.

use chrono::{DateTime, NaiveDate, Utc};
use domain::people::HandoverCode;
use serde_json::json;
use sqlx::{Connection as _, PgConnection};
use uuid::Uuid;

use super::StoreError;
use super::audit::{self, By, Entry};
use super::referrer_drafts::PatientSaid;
use crate::config::Periods;
use crate::security::keyring::{Column, Keyring};

const SAID: Column = Column::new("handovers", "said_enc");

/// What a handover is found by: nothing is found by a code without the date of birth that belongs to it.
#[derive(Debug, Clone, Copy)]
pub struct Key {
    /// The code.
    pub code: HandoverCode,
    /// The person's date of birth.
    pub born: NaiveDate,
}

impl Key {
    /// Codes are too short for a hash that can be tried out: only who has the key can.
    fn hash(self, keyring: &Keyring) -> Vec<u8> {
        let key = format!("{} {}", self.code, self.born);
        keyring.mac("handover", key.as_bytes()).to_vec()
    }
}

/// Keeps what a patient said for whoever gives code and date of birth. There is one code for each draft: a new one replaces the
/// one before, used or not.
pub async fn make(
    conn: &mut PgConnection,
    keyring: &Keyring,
    draft: Uuid,
    key: Key,
    said: &PatientSaid,
    periods: Periods,
) -> Result<DateTime<Utc>, StoreError> {
    let expires_at = said.at + periods.handover;
    let mut tx = conn.begin().await?;
    sqlx::query!(
        "INSERT INTO handovers (id, code_hash, pathway_id, said_enc, created_at, expires_at) VALUES ($1, $2, $3, $4, $5, $6)
         ON CONFLICT (id) DO UPDATE
         SET code_hash = $2, pathway_id = $3, said_enc = $4, created_at = $5, expires_at = $6, used_at = NULL, used_by = NULL",
        draft,
        key.hash(keyring),
        said.snapshot.pathway,
        keyring.seal_json(SAID, draft, said),
        said.at,
        expires_at,
    )
    .execute(&mut *tx)
    .await?;
    audit::record(&mut tx, line(By::Patient, "handover.made", draft), said.at).await?;
    tx.commit().await?;
    Ok(expires_at)
}

/// Who takes a handover over, and into which draft.
#[derive(Debug, Clone, Copy)]
pub struct Taker<'a> {
    /// The account.
    pub account: Uuid,
    /// The draft.
    pub draft: Uuid,
    /// Its pathway: answers to another are none for it.
    pub pathway: &'a str,
}

/// Uses a code up and gives what the patient said, with a line in the audit log; `None` where there is none with this code and date
/// of birth, where it was used, and where it has expired. For a transaction in which what was said is then kept.
pub async fn take(
    conn: &mut PgConnection,
    keyring: &Keyring,
    key: Key,
    by: Taker<'_>,
    now: DateTime<Utc>,
) -> Result<Option<PatientSaid>, StoreError> {
    let row = sqlx::query!(
        r#"WITH live AS (SELECT id, said_enc FROM handovers
                         WHERE code_hash = $1 AND pathway_id = $2 AND used_at IS NULL AND expires_at > $4 FOR UPDATE)
           UPDATE handovers h SET used_at = $4, used_by = $3, said_enc = NULL FROM live WHERE h.id = live.id
           RETURNING h.id, live.said_enc AS "said_enc!""#,
        key.hash(keyring),
        by.pathway,
        by.account,
        now,
    )
    .fetch_optional(&mut *conn)
    .await?;
    let Some(row) = row else { return Ok(None) };
    let mut entry = line(By::Referrer(by.account), "handover.taken", row.id);
    entry.data = json!({ "draft": by.draft });
    audit::record(conn, entry, now).await?;
    Ok(Some(keyring.open_json(SAID, row.id, &row.said_enc)?))
}

fn line(by: By, action: &'static str, handover: Uuid) -> Entry<'static> {
    Entry {
        by,
        action,
        subject: "handover",
        subject_id: Some(handover),
        data: json!({}),
    }
}

//! Telling whoever began a draft that it is about to be deleted.

use chrono::{DateTime, TimeDelta, Utc};
use sqlx::{Connection as _, PgConnection};
use uuid::Uuid;

use super::StoreError;
use super::accounts::EMAIL;
use super::outbox::{self, Outgoing};
use crate::security::keyring::Keyring;

/// How long before it is deleted.
pub const BEFORE: TimeDelta = TimeDelta::days(3);

/// Drafts at once, so that no lock is held for long.
const BATCH: i64 = 100;

/// A draft that is about to be deleted.
#[derive(Debug, Clone)]
pub struct Due {
    /// Its row.
    pub draft: Uuid,
    /// Address of whoever began it.
    pub email: String,
    /// When it is deleted.
    pub expires_at: DateTime<Utc>,
}

/// Queues a message for each draft that is about to be deleted, once; tells how many. Somebody who has left the practice
/// could not open the link and gets none.
pub async fn queue(
    conn: &mut PgConnection,
    keyring: &Keyring,
    now: DateTime<Utc>,
    write: impl Fn(&Due) -> Outgoing,
) -> Result<usize, StoreError> {
    let mut transaction = conn.begin().await?;
    let rows = sqlx::query!(
        "WITH due AS MATERIALIZED (
             SELECT d.id, d.expires_at, a.id AS account, a.email_enc
             FROM screenings d JOIN accounts a ON a.id = d.account_id AND a.practice_id = d.practice_id
             WHERE d.practice_id IS NOT NULL AND d.submitted_at IS NULL AND d.reminded_at IS NULL
               AND d.expires_at > $1 AND d.expires_at <= $2 AND a.disabled_at IS NULL
             ORDER BY d.expires_at LIMIT $3 FOR UPDATE OF d SKIP LOCKED
         )
         UPDATE screenings d SET reminded_at = $1 FROM due WHERE d.id = due.id
         RETURNING d.id, due.expires_at, due.account, due.email_enc",
        now,
        now + BEFORE,
        BATCH,
    )
    .fetch_all(&mut *transaction)
    .await?;
    let due = rows.into_iter().map(|row| {
        Ok(Due {
            draft: row.id,
            email: keyring.open_text(EMAIL, row.account, &row.email_enc)?,
            expires_at: row.expires_at,
        })
    });
    let due = due.collect::<Result<Vec<_>, StoreError>>()?;
    let outgoing: Vec<Outgoing> = due.iter().map(write).collect();
    outbox::add(&mut transaction, keyring, &outgoing, now).await?;
    transaction.commit().await?;
    Ok(due.len())
}

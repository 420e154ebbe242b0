//! Mail to be delivered, at least once.

use chrono::{DateTime, Duration, Utc};
use serde::{Deserialize, Serialize};
use sqlx::PgConnection;
use uuid::Uuid;

use super::{StoreError, new_id};
use crate::security::keyring::{Column, Keyring};

const MESSAGE: Column = Column::new("outbox", "message_enc");

/// How long a sender has a message to itself.
const LEASE: Duration = Duration::minutes(2);

/// After so many failures nobody tries again: with the waits of [`wait_after`] that is about two days.
const MOST_ATTEMPTS: i32 = 20;

/// A message to one mailbox.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Message {
    /// The receiver's address.
    pub to: String,
    /// Subject line.
    pub subject: String,
    /// Plain text.
    pub text: String,
    /// The same as HTML.
    pub html: String,
}

/// A message with its code: `resume_link`, `receipt`, `new_referral`.
#[derive(Debug, Clone)]
pub struct Outgoing {
    /// What it is.
    pub kind: &'static str,
    /// What to send.
    pub message: Message,
}

/// A message that a sender has taken.
#[derive(Debug, Clone)]
pub struct Taken {
    /// Its row.
    pub id: Uuid,
    /// How often delivery was tried, this time included.
    pub attempt: i32,
    /// What to send; nothing where it cannot be decrypted.
    pub message: Option<Message>,
}

/// A message as `/demo/mail` shows it.
#[derive(Debug, Clone)]
pub struct Shown {
    /// When it was written.
    pub created_at: DateTime<Utc>,
    /// The message.
    pub message: Message,
}

/// Rows of messages, as columns for one statement.
#[derive(Debug, Default)]
pub(super) struct Sealed {
    pub ids: Vec<Uuid>,
    pub kinds: Vec<String>,
    pub messages: Vec<Vec<u8>>,
}

pub(super) fn seal(keyring: &Keyring, outgoing: &[Outgoing], now: DateTime<Utc>) -> Sealed {
    let mut sealed = Sealed::default();
    for one in outgoing {
        let id = new_id(now);
        sealed.ids.push(id);
        sealed.kinds.push(one.kind.to_owned());
        sealed
            .messages
            .push(keyring.seal_json(MESSAGE, id, &one.message));
    }
    sealed
}

/// Queues messages.
pub async fn add(
    conn: &mut PgConnection,
    keyring: &Keyring,
    outgoing: &[Outgoing],
    now: DateTime<Utc>,
) -> Result<(), StoreError> {
    let sealed = seal(keyring, outgoing, now);
    sqlx::query!(
        "INSERT INTO outbox (id, kind, message_enc, created_at, next_attempt_at)
         SELECT id, kind, message, $4, $4 FROM UNNEST($1::uuid[], $2::text[], $3::bytea[]) AS new (id, kind, message)",
        &sealed.ids,
        &sealed.kinds,
        &sealed.messages,
        now,
    )
    .execute(conn)
    .await?;
    Ok(())
}

/// Takes messages that are due. Nobody else gets them for two minutes, in which their delivery is to be told.
pub async fn take(
    conn: &mut PgConnection,
    keyring: &Keyring,
    most: i64,
    now: DateTime<Utc>,
) -> Result<Vec<Taken>, StoreError> {
    let rows = sqlx::query!(
        "WITH due AS MATERIALIZED (
             SELECT id FROM outbox
             WHERE sent_at IS NULL AND failed_at IS NULL AND next_attempt_at <= $1
             ORDER BY next_attempt_at LIMIT $3 FOR UPDATE SKIP LOCKED
         )
         UPDATE outbox o SET attempts = o.attempts + 1, next_attempt_at = $2 FROM due WHERE o.id = due.id
         RETURNING o.id, o.attempts, o.message_enc",
        now,
        now + LEASE,
        most,
    )
    .fetch_all(conn)
    .await?;
    let taken = rows.into_iter().map(|row| Taken {
        id: row.id,
        attempt: row.attempts,
        message: keyring.open_json(MESSAGE, row.id, &row.message_enc).ok(),
    });
    Ok(taken.collect())
}

/// Notes that a message was delivered.
pub async fn sent(conn: &mut PgConnection, id: Uuid, now: DateTime<Utc>) -> Result<(), StoreError> {
    sqlx::query!(
        "UPDATE outbox SET sent_at = $2, last_error = NULL WHERE id = $1",
        id,
        now
    )
    .execute(conn)
    .await?;
    Ok(())
}

/// Notes that delivery failed, and when to try again. `why` is a kind of failure, without address or text.
pub async fn failed(
    conn: &mut PgConnection,
    taken: &Taken,
    why: &str,
    now: DateTime<Utc>,
) -> Result<(), StoreError> {
    let given_up = taken.attempt >= MOST_ATTEMPTS || taken.message.is_none();
    sqlx::query!(
        "UPDATE outbox SET last_error = $2, next_attempt_at = $3, failed_at = $4 WHERE id = $1",
        taken.id,
        why,
        now + wait_after(taken.attempt),
        given_up.then_some(now),
    )
    .execute(conn)
    .await?;
    Ok(())
}

/// How many messages wait.
pub async fn waiting(conn: &mut PgConnection) -> Result<i64, StoreError> {
    let count = sqlx::query_scalar!(
        r#"SELECT count(*) AS "count!" FROM outbox WHERE sent_at IS NULL AND failed_at IS NULL"#
    );
    Ok(count.fetch_one(conn).await?)
}

/// The latest messages, for the demonstration's mailbox.
pub async fn latest(
    conn: &mut PgConnection,
    keyring: &Keyring,
    most: i64,
) -> Result<Vec<Shown>, StoreError> {
    let rows = sqlx::query!(
        "SELECT id, created_at, message_enc FROM outbox ORDER BY created_at DESC, id DESC LIMIT $1",
        most
    )
    .fetch_all(conn)
    .await?;
    rows.into_iter()
        .map(|row| {
            Ok(Shown {
                created_at: row.created_at,
                message: keyring.open_json(MESSAGE, row.id, &row.message_enc)?,
            })
        })
        .collect()
}

/// Half a minute, doubling, at most three hours.
fn wait_after(attempt: i32) -> Duration {
    let doublings = u32::try_from(attempt.clamp(1, 10) - 1).unwrap_or(0);
    Duration::seconds(30 * 2_i64.pow(doublings)).min(Duration::hours(3))
}

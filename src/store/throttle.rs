//! Counters of attempts, shared by all nodes. See [`crate::security::throttle`] for the rules.

use chrono::{DateTime, Utc};
use sqlx::PgConnection;

use crate::security::keyring::{Index, Keyring};
use crate::security::throttle::{Counter, TooMany};
use crate::store::StoreError;

/// Counts one attempt, or says until when there may be none.
///
/// Counting stops at the first counter that is full. Not to be called in a transaction that a
/// failed attempt rolls back: the attempt has to stay counted.
pub async fn take(
    conn: &mut PgConnection,
    keyring: &Keyring,
    counters: &[Counter],
    now: DateTime<Utc>,
) -> Result<Result<(), TooMany>, StoreError> {
    for counter in counters {
        if let Err(refusal) = count(conn, keyring, counter, now).await? {
            return Ok(Err(refusal));
        }
    }
    Ok(Ok(()))
}

/// After a right attempt: forgets the narrowest counter, and takes this attempt off the others.
pub async fn give_back(
    conn: &mut PgConnection,
    keyring: &Keyring,
    counters: &[Counter],
) -> Result<(), StoreError> {
    for (place, counter) in counters.iter().enumerate() {
        sqlx::query!(
            "UPDATE throttle SET hits = CASE WHEN $3 THEN 0 ELSE GREATEST(hits - 1, 0) END
             WHERE scope = $1 AND key_hash = $2",
            counter.rule.name,
            key_hash(keyring, counter),
            place == 0,
        )
        .execute(&mut *conn)
        .await?;
    }
    Ok(())
}

/// Deletes counters whose window is over.
pub async fn sweep(conn: &mut PgConnection, now: DateTime<Utc>) -> Result<u64, StoreError> {
    let swept = sqlx::query!("DELETE FROM throttle WHERE expires_at <= $1", now)
        .execute(conn)
        .await?;
    Ok(swept.rows_affected())
}

async fn count(
    conn: &mut PgConnection,
    keyring: &Keyring,
    counter: &Counter,
    now: DateTime<Utc>,
) -> Result<Result<(), TooMany>, StoreError> {
    let rule = counter.rule;
    // One statement: attempts made at the same time are counted one after the other.
    let row = sqlx::query!(
        "INSERT INTO throttle AS t (scope, key_hash, hits, started_at, expires_at)
         VALUES ($1, $2, 1, $3, $4)
         ON CONFLICT (scope, key_hash) DO UPDATE SET
             hits = CASE WHEN t.expires_at <= $3 THEN 1 ELSE LEAST(t.hits, $5) + 1 END,
             started_at = CASE WHEN t.expires_at <= $3 THEN $3 ELSE t.started_at END,
             expires_at = CASE WHEN t.expires_at <= $3 THEN $4 ELSE t.expires_at END
         RETURNING hits, expires_at",
        rule.name,
        key_hash(keyring, counter),
        now,
        now + rule.window,
        rule.limit,
    )
    .fetch_one(conn)
    .await?;
    let full = row.hits > rule.limit;
    let until = row.expires_at;
    Ok(if full { Err(TooMany { until }) } else { Ok(()) })
}

/// What a counter is found by.
pub(super) fn key_hash(keyring: &Keyring, counter: &Counter) -> Vec<u8> {
    let key = counter.key.as_bytes();
    keyring.index(Index::Throttle, key).to_vec()
}

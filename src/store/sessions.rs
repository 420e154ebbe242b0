//! Sessions of staff. The key is only ever stored as its hash.

use chrono::{DateTime, Utc};
use sqlx::PgConnection;
use uuid::Uuid;

use crate::security::keyring::{Column, Keyring};
use crate::security::sessions::{IDLE, Session, SessionKey, Stage};
use crate::security::totp::Secret;
use crate::store::StoreError;

/// The second factor that is being set up, until its first code has been given.
const OFFERED: Column = Column::new("sessions", "data");

/// One line of "where you are signed in".
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Listed {
    /// Kind of browser and system.
    pub family: Option<String>,
    /// When it signed in.
    pub since: DateTime<Utc>,
    /// When it was last used, to the minute.
    pub last_seen: DateTime<Utc>,
    /// Whether it is the one that asks.
    pub current: bool,
}

/// Begins a session after a right password.
pub async fn begin(
    conn: &mut PgConnection,
    account: Uuid,
    stage: Stage,
    family: &str,
    now: DateTime<Utc>,
) -> Result<SessionKey, StoreError> {
    let key = SessionKey::generate();
    sqlx::query!(
        "INSERT INTO sessions (key_hash, account_id, stage, created_at, last_seen_at, expires_at, user_agent_family)
         VALUES ($1, $2, $3, $4, $4, $5, $6)",
        key.hash().to_vec(),
        account,
        stage.code(),
        now,
        stage.expires_at(now),
        family,
    )
    .execute(conn)
    .await?;
    Ok(key)
}

/// Moves a session on to `Full` under a new key. `None` when somebody else did so before, with
/// the same old key.
pub async fn complete(
    conn: &mut PgConnection,
    session: &Session,
    now: DateTime<Utc>,
) -> Result<Option<SessionKey>, StoreError> {
    let key = SessionKey::generate();
    let moved = sqlx::query!(
        "UPDATE sessions
         SET key_hash = $2, stage = $3, data = '{}', created_at = $4, last_seen_at = $4, expires_at = $5
         WHERE key_hash = $1 AND stage <> $3",
        session.key_hash.as_slice(),
        key.hash().to_vec(),
        Stage::Full.code(),
        now,
        Stage::Full.expires_at(now),
    )
    .execute(conn)
    .await?;
    Ok((moved.rows_affected() == 1).then_some(key))
}

/// The live session of a key, if there is one and its account is not disabled. Notes that it
/// was used, to the minute.
pub async fn load(
    conn: &mut PgConnection,
    key: &SessionKey,
    now: DateTime<Utc>,
) -> Result<Option<Session>, StoreError> {
    find(conn, key.hash(), now, true).await
}

/// The same by the hash of its key, for what a page does by itself: that does not count as use, so that a page left open does not
/// keep anybody signed in.
pub async fn peek(
    conn: &mut PgConnection,
    key_hash: [u8; 32],
    now: DateTime<Utc>,
) -> Result<Option<Session>, StoreError> {
    find(conn, key_hash, now, false).await
}

async fn find(
    conn: &mut PgConnection,
    hash: [u8; 32],
    now: DateTime<Utc>,
    used: bool,
) -> Result<Option<Session>, StoreError> {
    let found = sqlx::query!(
        r#"WITH seen AS (
               UPDATE sessions SET last_seen_at = $2
               WHERE key_hash = $1 AND expires_at > $2 AND last_seen_at > $3
                   AND last_seen_at <= $2 - interval '1 minute' AND $4
           )
           SELECT a.id, a.role, a.practice_id, a.display_name, s.stage
           FROM sessions s JOIN accounts a ON a.id = s.account_id
           WHERE s.key_hash = $1 AND s.expires_at > $2 AND s.last_seen_at > $3
               AND a.disabled_at IS NULL"#,
        hash.as_slice(),
        now,
        now - IDLE,
        used,
    )
    .fetch_optional(conn)
    .await?;
    let Some(row) = found else { return Ok(None) };
    Ok(Some(Session {
        key_hash: hash,
        account: row.id,
        role: row
            .role
            .parse()
            .map_err(|_| StoreError::Corrupt("accounts.role"))?,
        practice: row.practice_id,
        name: row.display_name,
        stage: Stage::from_code(&row.stage).ok_or(StoreError::Corrupt("sessions.stage"))?,
    }))
}

/// The second factor offered to somebody who is setting it up: the same at every look, made at
/// the first.
pub async fn offered_secret(
    conn: &mut PgConnection,
    keyring: &Keyring,
    session: &Session,
) -> Result<Secret, StoreError> {
    let sealed = keyring.seal(OFFERED, session.account, Secret::generate().as_bytes());
    let kept = sqlx::query_scalar!(
        r#"UPDATE sessions
           SET data = jsonb_build_object('offered', COALESCE(data->>'offered', encode($2, 'hex')))
           WHERE key_hash = $1
           RETURNING decode(data->>'offered', 'hex') AS "offered!""#,
        session.key_hash.as_slice(),
        sealed,
    )
    .fetch_one(conn)
    .await?;
    let plain = keyring.open(OFFERED, session.account, &kept)?;
    Secret::from_bytes(&plain).map_err(|_| StoreError::Corrupt("sessions.data"))
}

/// The live sessions of an account, the last used first.
pub async fn list(
    conn: &mut PgConnection,
    session: &Session,
    now: DateTime<Utc>,
) -> Result<Vec<Listed>, StoreError> {
    let rows = sqlx::query_as!(
        Listed,
        r#"SELECT user_agent_family AS family, created_at AS since, last_seen_at AS last_seen,
               key_hash = $2 AS "current!"
           FROM sessions
           WHERE account_id = $1 AND stage = 'full' AND expires_at > $3 AND last_seen_at > $4
           ORDER BY last_seen_at DESC"#,
        session.account,
        session.key_hash.as_slice(),
        now,
        now - IDLE,
    );
    Ok(rows.fetch_all(conn).await?)
}

/// The kind of browser and system of a session.
pub async fn family(conn: &mut PgConnection, session: &Session) -> Result<String, StoreError> {
    let family = sqlx::query_scalar!(
        "SELECT user_agent_family FROM sessions WHERE key_hash = $1",
        session.key_hash.as_slice()
    );
    Ok(family.fetch_one(conn).await?.unwrap_or_default())
}

/// Ends the session of a key.
pub async fn end(conn: &mut PgConnection, key: &SessionKey) -> Result<(), StoreError> {
    sqlx::query!(
        "DELETE FROM sessions WHERE key_hash = $1",
        key.hash().to_vec()
    )
    .execute(conn)
    .await?;
    Ok(())
}

/// Ends every session of an account.
pub async fn end_all(conn: &mut PgConnection, account: Uuid) -> Result<(), StoreError> {
    sqlx::query!("DELETE FROM sessions WHERE account_id = $1", account)
        .execute(conn)
        .await?;
    Ok(())
}

/// Ends every session of an account but this one.
pub async fn end_others(conn: &mut PgConnection, session: &Session) -> Result<u64, StoreError> {
    let ended = sqlx::query!(
        "DELETE FROM sessions WHERE account_id = $1 AND key_hash <> $2",
        session.account,
        session.key_hash.as_slice(),
    )
    .execute(conn)
    .await?;
    Ok(ended.rows_affected())
}

/// Deletes sessions that have ended.
pub async fn sweep(conn: &mut PgConnection, now: DateTime<Utc>) -> Result<u64, StoreError> {
    let swept = sqlx::query!(
        "DELETE FROM sessions WHERE expires_at <= $1 OR last_seen_at <= $2",
        now,
        now - IDLE,
    )
    .execute(conn)
    .await?;
    Ok(swept.rows_affected())
}

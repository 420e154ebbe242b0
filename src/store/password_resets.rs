//! Links to choose a new password. The secret in the link is stored as a hash alone.

use chrono::{DateTime, TimeDelta, Utc};
use sqlx::PgConnection;
use uuid::Uuid;

use super::StoreError;
use super::outbox::{self, Outgoing};
use crate::security::keyring::Keyring;
use crate::security::permissions::Role;

/// How long a link works.
pub const LASTS: TimeDelta = TimeDelta::minutes(60);

/// A link to be mailed, if there is an account to mail it to.
#[derive(Debug, Clone)]
pub struct Request<'a> {
    /// Blind index of the address ([`super::accounts::index_of`]).
    pub email_index: [u8; 32],
    /// Roles that come in through the door where it was asked for.
    pub roles: &'a [Role],
    /// Hash of the secret in the link ([`Keyring::token_hash`]).
    pub token_hash: [u8; 32],
    /// The message that carries the link.
    pub message: Outgoing,
}

/// Mails a link to a live account with this address and one of these roles; without one, nothing is kept. One statement in
/// either case, so that the time taken does not tell which accounts there are.
pub async fn request(
    conn: &mut PgConnection,
    keyring: &Keyring,
    request: Request<'_>,
    now: DateTime<Utc>,
) -> Result<(), StoreError> {
    let mail = outbox::seal(keyring, &[request.message], now);
    let roles: Vec<String> = request
        .roles
        .iter()
        .map(|role| role.code().to_owned())
        .collect();
    sqlx::query!(
        "WITH account AS (
             SELECT id FROM accounts WHERE email_bidx = $1 AND role = ANY($2) AND disabled_at IS NULL
         ), link AS (
             INSERT INTO password_resets (token_hash, account_id, created_at, expires_at)
             SELECT $3, id, $4, $5 FROM account
         )
         INSERT INTO outbox (id, kind, message_enc, created_at, next_attempt_at)
         SELECT new.id, kind, message, $4, $4
         FROM account, UNNEST($6::uuid[], $7::text[], $8::bytea[]) AS new (id, kind, message)",
        request.email_index.as_slice(),
        &roles,
        &request.token_hash,
        now,
        now + LASTS,
        &mail.ids,
        &mail.kinds,
        &mail.messages,
    )
    .execute(conn)
    .await?;
    Ok(())
}

/// The live account whose password a link may change, with its role. Looking uses nothing up: mail scanners look too.
pub async fn find(
    conn: &mut PgConnection,
    token_hash: &[u8; 32],
    now: DateTime<Utc>,
) -> Result<Option<(Uuid, Role)>, StoreError> {
    let row = sqlx::query!(
        "SELECT a.id, a.role FROM password_resets r JOIN accounts a ON a.id = r.account_id
         WHERE r.token_hash = $1 AND r.used_at IS NULL AND r.expires_at > $2 AND a.disabled_at IS NULL",
        token_hash,
        now
    )
    .fetch_optional(conn)
    .await?;
    let Some(row) = row else { return Ok(None) };
    let role = row.role.parse();
    let role = role.map_err(|_| StoreError::Corrupt("accounts.role"))?;
    Ok(Some((row.id, role)))
}

/// Uses a link up, and with it every other link of its account; `false` when somebody was first.
pub async fn use_up(
    conn: &mut PgConnection,
    token_hash: &[u8; 32],
    now: DateTime<Utc>,
) -> Result<bool, StoreError> {
    let used = sqlx::query!(
        "UPDATE password_resets SET used_at = $2
         WHERE used_at IS NULL AND account_id =
             (SELECT account_id FROM password_resets WHERE token_hash = $1 AND used_at IS NULL AND expires_at > $2 FOR UPDATE)",
        token_hash,
        now
    )
    .execute(conn)
    .await?;
    Ok(used.rows_affected() > 0)
}

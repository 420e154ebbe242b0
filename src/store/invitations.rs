//! Invitations to make an account. The secret in the link is stored as a hash alone.

use chrono::{DateTime, TimeDelta, Utc};
use domain::people::Email;
use sqlx::PgConnection;
use uuid::Uuid;

use super::accounts::{self, index_of};
use super::outbox::{self, Outgoing};
use super::{StoreError, new_id};
use crate::security::keyring::{Column, Keyring};
use crate::security::permissions::Role;

/// How long an invitation can be taken up.
pub const LASTS: TimeDelta = TimeDelta::days(7);

const EMAIL: Column = Column::new("invitations", "email_enc");

/// An invitation to be mailed.
#[derive(Debug, Clone)]
pub struct NewInvitation<'a> {
    /// To which mailbox.
    pub email: &'a Email,
    /// What the account will be for.
    pub role: Role,
    /// Where a referrer works; `None` for staff.
    pub practice: Option<Uuid>,
    /// The administrator who invites.
    pub by: Uuid,
    /// Hash of the secret in the link ([`Keyring::token_hash`]).
    pub token_hash: [u8; 32],
    /// The message that carries the link.
    pub message: Outgoing,
}

/// An invitation that can be taken up.
#[derive(Debug, Clone)]
pub struct Invitation {
    /// Its row.
    pub id: Uuid,
    /// The mailbox that it went to, which becomes the address to sign in with.
    pub email: Email,
    /// What the account will be for.
    pub role: Role,
    /// Where a referrer works.
    pub practice: Option<Uuid>,
}

/// Mails an invitation; earlier ones to the same mailbox stop working. For a transaction of the caller's.
/// [`StoreError::Conflict`] where there is an account with this address.
pub async fn add(
    conn: &mut PgConnection,
    keyring: &Keyring,
    new: NewInvitation<'_>,
    now: DateTime<Utc>,
) -> Result<Uuid, StoreError> {
    if accounts::find(conn, keyring, new.email).await?.is_some() {
        return Err(StoreError::Conflict);
    }
    let (id, index) = (new_id(now), index_of(keyring, new.email.as_str()));
    sqlx::query!(
        "DELETE FROM invitations WHERE email_bidx = $1 AND used_at IS NULL",
        index.as_slice()
    )
    .execute(&mut *conn)
    .await?;
    sqlx::query!(
        "INSERT INTO invitations (id, token_hash, email_enc, email_bidx, role, practice_id, invited_by, created_at, expires_at)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)",
        id,
        &new.token_hash,
        keyring.seal(EMAIL, id, new.email.as_str().as_bytes()),
        index.as_slice(),
        new.role.code(),
        new.practice,
        new.by,
        now,
        now + LASTS,
    )
    .execute(&mut *conn)
    .await?;
    outbox::add(conn, keyring, &[new.message], now).await?;
    Ok(id)
}

/// The invitation behind a link, if it can still be taken up. Looking uses nothing up: mail scanners look too.
pub async fn find(
    conn: &mut PgConnection,
    keyring: &Keyring,
    token_hash: &[u8; 32],
    now: DateTime<Utc>,
) -> Result<Option<Invitation>, StoreError> {
    let row = sqlx::query!(
        "SELECT id, email_enc, role, practice_id FROM invitations
         WHERE token_hash = $1 AND used_at IS NULL AND expires_at > $2",
        token_hash,
        now
    )
    .fetch_optional(conn)
    .await?;
    let Some(row) = row else { return Ok(None) };
    let email = keyring.open_text(EMAIL, row.id, &row.email_enc)?;
    Ok(Some(Invitation {
        id: row.id,
        email: Email::parse(&email).map_err(|_| StoreError::Corrupt("invitations.email_enc"))?,
        role: row
            .role
            .parse()
            .map_err(|_| StoreError::Corrupt("invitations.role"))?,
        practice: row.practice_id,
    }))
}

/// Uses an invitation up; `false` when somebody was first.
pub async fn use_up(
    conn: &mut PgConnection,
    id: Uuid,
    now: DateTime<Utc>,
) -> Result<bool, StoreError> {
    let used = sqlx::query!(
        "UPDATE invitations SET used_at = $2 WHERE id = $1 AND used_at IS NULL AND expires_at > $2",
        id,
        now
    )
    .execute(conn)
    .await?;
    Ok(used.rows_affected() == 1)
}

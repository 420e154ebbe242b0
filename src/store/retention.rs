//! What is deleted when its time is over.

use chrono::{DateTime, Utc};
use sqlx::PgConnection;

use super::StoreError;
use crate::config::Periods;

/// Rows deleted at once, so that no lock is held for long.
const BATCH: i64 = 500;

/// How much was deleted.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Swept {
    /// Drafts, with the links to them.
    pub drafts: u64,
    /// Links.
    pub links: u64,
    /// Messages delivered or given up.
    pub mail: u64,
    /// Invitations, requests for accounts, and links to choose a new password.
    pub access: u64,
}

/// Deletes what has expired. Call it again while it deletes a full batch.
pub async fn sweep(
    conn: &mut PgConnection,
    periods: Periods,
    now: DateTime<Utc>,
) -> Result<Swept, StoreError> {
    let drafts = sqlx::query!(
        "DELETE FROM screenings WHERE id IN
             (SELECT id FROM screenings WHERE expires_at <= $1 ORDER BY expires_at LIMIT $2 FOR UPDATE SKIP LOCKED)",
        now,
        BATCH
    )
    .execute(&mut *conn)
    .await?
    .rows_affected();
    let links = sqlx::query!(
        "DELETE FROM resume_tokens WHERE token_hash IN
             (SELECT token_hash FROM resume_tokens WHERE expires_at <= $1 ORDER BY expires_at LIMIT $2 FOR UPDATE SKIP LOCKED)",
        now,
        BATCH
    )
    .execute(&mut *conn)
    .await?
    .rows_affected();
    let mail = sqlx::query!(
        "DELETE FROM outbox WHERE id IN
             (SELECT id FROM outbox WHERE (sent_at IS NOT NULL OR failed_at IS NOT NULL) AND created_at <= $1
              ORDER BY created_at LIMIT $2 FOR UPDATE SKIP LOCKED)",
        now - periods.mail,
        BATCH
    )
    .execute(&mut *conn)
    .await?
    .rows_affected();
    Ok(Swept {
        drafts,
        links,
        mail,
        access: sweep_access(conn, now).await?,
    })
}

/// Deletes what led, or was to lead, to an account or a password and has expired, used or not.
async fn sweep_access(conn: &mut PgConnection, now: DateTime<Utc>) -> Result<u64, StoreError> {
    let invitations = sqlx::query!(
        "DELETE FROM invitations WHERE id IN
             (SELECT id FROM invitations WHERE expires_at <= $1 ORDER BY expires_at LIMIT $2 FOR UPDATE SKIP LOCKED)",
        now,
        BATCH
    )
    .execute(&mut *conn)
    .await?;
    let requests = sqlx::query!(
        "DELETE FROM access_requests WHERE id IN
             (SELECT id FROM access_requests WHERE expires_at <= $1 ORDER BY expires_at LIMIT $2 FOR UPDATE SKIP LOCKED)",
        now,
        BATCH
    )
    .execute(&mut *conn)
    .await?;
    let resets = sqlx::query!(
        "DELETE FROM password_resets WHERE token_hash IN
             (SELECT token_hash FROM password_resets WHERE expires_at <= $1 ORDER BY expires_at LIMIT $2 FOR UPDATE SKIP LOCKED)",
        now,
        BATCH
    )
    .execute(conn)
    .await?;
    Ok(invitations.rows_affected() + requests.rows_affected() + resets.rows_affected())
}

impl Swept {
    /// Whether there may be more to delete.
    pub fn is_full(self) -> bool {
        [self.drafts, self.links, self.mail, self.access]
            .iter()
            .any(|count| *count >= BATCH.unsigned_abs())
    }
}

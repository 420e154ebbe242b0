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
    /// Drafts, with the links to them and the files of those not sent.
    pub drafts: u64,
    /// Links.
    pub links: u64,
    /// Codes to hand answers over.
    pub handovers: u64,
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
    let drafts = drafts(conn, now).await?;
    let handovers = handovers(conn, now).await?;
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
        handovers,
        mail,
        access: sweep_access(conn, now).await?,
    })
}

/// With an unsent draft go its files; those of one that was sent belong to the referral.
async fn drafts(conn: &mut PgConnection, now: DateTime<Utc>) -> Result<u64, StoreError> {
    let count = sqlx::query_scalar!(
        r#"WITH gone AS (
               DELETE FROM screenings WHERE id IN
                   (SELECT id FROM screenings WHERE expires_at <= $1 ORDER BY expires_at LIMIT $2 FOR UPDATE SKIP LOCKED)
               RETURNING id, submitted_at
           ), files AS (
               DELETE FROM attachments f USING gone WHERE f.draft_id = gone.id AND gone.submitted_at IS NULL
           )
           SELECT count(*) AS "count!" FROM gone"#,
        now,
        BATCH
    );
    Ok(count.fetch_one(conn).await?.unsigned_abs())
}

async fn handovers(conn: &mut PgConnection, now: DateTime<Utc>) -> Result<u64, StoreError> {
    let done = sqlx::query!(
        "DELETE FROM handovers WHERE id IN
             (SELECT id FROM handovers WHERE expires_at <= $1 ORDER BY expires_at LIMIT $2 FOR UPDATE SKIP LOCKED)",
        now,
        BATCH
    );
    Ok(done.execute(conn).await?.rows_affected())
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
        [
            self.drafts,
            self.links,
            self.handovers,
            self.mail,
            self.access,
        ]
        .iter()
        .any(|count| *count >= BATCH.unsigned_abs())
    }
}

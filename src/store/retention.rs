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
    /// Files of drafts that are gone and were never sent.
    pub files: u64,
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
        files: files(conn).await?,
    })
}

/// Deletes files whose draft is gone, unless they were sent: a submission names its draft, an answer its referral.
async fn files(conn: &mut PgConnection) -> Result<u64, StoreError> {
    let done = sqlx::query!(
        "DELETE FROM attachments WHERE id IN
             (SELECT a.id FROM attachments a
              WHERE a.referral_id IS NULL
                AND NOT EXISTS (SELECT FROM screenings d WHERE d.id = a.draft_id)
                AND NOT EXISTS (SELECT FROM submissions s WHERE s.screening_id = a.draft_id)
              LIMIT $1 FOR UPDATE SKIP LOCKED)",
        BATCH
    );
    Ok(done.execute(conn).await?.rows_affected())
}

impl Swept {
    /// Whether there may be more to delete.
    pub fn is_full(self) -> bool {
        [self.drafts, self.links, self.mail, self.files]
            .iter()
            .any(|count| *count >= BATCH.unsigned_abs())
    }
}

//! Who changed what. Only ids and codes: nothing here may identify a patient by itself.

use chrono::{DateTime, Utc};
use serde_json::Value;
use sqlx::PgConnection;
use uuid::Uuid;

use super::StoreError;

/// Who did something.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum By {
    /// A patient, or somebody for them.
    Patient,
    /// A member of staff.
    Staff(Uuid),
    /// A referrer.
    Referrer(Uuid),
    /// Another system, by its API client.
    ApiClient,
    /// The service itself.
    System,
}

impl By {
    pub(super) fn code(self) -> &'static str {
        match self {
            Self::Patient => "patient",
            Self::Staff(_) => "staff",
            Self::Referrer(_) => "referrer",
            Self::ApiClient => "api_client",
            Self::System => "system",
        }
    }

    pub(super) fn account(self) -> Option<Uuid> {
        match self {
            Self::Staff(id) | Self::Referrer(id) => Some(id),
            Self::Patient | Self::ApiClient | Self::System => None,
        }
    }
}

/// One line of the log.
#[derive(Debug, Clone)]
pub struct Entry<'a> {
    /// Who.
    pub by: By,
    /// What: a code such as `account.created`.
    pub action: &'a str,
    /// The kind of thing it was done to: `account`, `referral` …
    pub subject: &'a str,
    /// Which.
    pub subject_id: Option<Uuid>,
    /// Codes that say more.
    pub data: Value,
}

/// Adds a line.
pub async fn record(
    conn: &mut PgConnection,
    entry: Entry<'_>,
    now: DateTime<Utc>,
) -> Result<(), StoreError> {
    sqlx::query!(
        "INSERT INTO audit_log (at, actor, account_id, action, subject, subject_id, data)
         VALUES ($1, $2, $3, $4, $5, $6, $7)",
        now,
        entry.by.code(),
        entry.by.account(),
        entry.action,
        entry.subject,
        entry.subject_id,
        entry.data,
    )
    .execute(conn)
    .await?;
    Ok(())
}

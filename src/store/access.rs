//! Who looked at whose record.

use chrono::{DateTime, Utc};
use sqlx::PgConnection;
use uuid::Uuid;

use super::StoreError;

/// Notes that a member of staff or a referrer opened a referral.
pub async fn opened(
    conn: &mut PgConnection,
    account: Uuid,
    referral: Uuid,
    now: DateTime<Utc>,
) -> Result<(), StoreError> {
    note(conn, account, "opened", &[referral], now).await
}

/// Notes that a member of staff read a part of a list of referrals, or a referrer a part of the practice’s worklist; one
/// line for the whole view.
pub async fn listed(
    conn: &mut PgConnection,
    account: Uuid,
    now: DateTime<Utc>,
) -> Result<(), StoreError> {
    note(conn, account, "listed", &[], now).await
}

/// Notes that somebody downloaded a file; of no referral while it belongs to a draft.
pub async fn downloaded(
    conn: &mut PgConnection,
    account: Uuid,
    referral: Option<Uuid>,
    now: DateTime<Utc>,
) -> Result<(), StoreError> {
    let of: Vec<Uuid> = referral.into_iter().collect();
    note(conn, account, "downloaded", &of, now).await
}

/// Notes that a member of staff looked at a picture or a PDF that came with a referral.
pub async fn viewed(
    conn: &mut PgConnection,
    account: Uuid,
    referral: Uuid,
    now: DateTime<Utc>,
) -> Result<(), StoreError> {
    note(conn, account, "viewed", &[referral], now).await
}

/// Notes that referrals were shown, with a name, as others of what may be the same person; nothing where there were none.
pub async fn related(
    conn: &mut PgConnection,
    account: Uuid,
    shown: &[Uuid],
    now: DateTime<Utc>,
) -> Result<(), StoreError> {
    if shown.is_empty() {
        return Ok(());
    }
    note(conn, account, "related", shown, now).await
}

/// Notes a search and every referral that it listed with a name; one line with none where it found nothing.
pub async fn searched(
    conn: &mut PgConnection,
    account: Uuid,
    found: &[Uuid],
    now: DateTime<Utc>,
) -> Result<(), StoreError> {
    note(conn, account, "searched", found, now).await
}

/// Notes that a member of staff took a list out as a file; one line for the whole file.
pub async fn exported(
    conn: &mut PgConnection,
    account: Uuid,
    now: DateTime<Utc>,
) -> Result<(), StoreError> {
    note(conn, account, "exported", &[], now).await
}

/// Notes the referrals that a replay of draft rules told of.
pub async fn replayed(
    conn: &mut PgConnection,
    account: Uuid,
    told: &[Uuid],
    now: DateTime<Utc>,
) -> Result<(), StoreError> {
    note(conn, account, "replayed", told, now).await
}

async fn note(
    conn: &mut PgConnection,
    account: Uuid,
    action: &str,
    referrals: &[Uuid],
    now: DateTime<Utc>,
) -> Result<(), StoreError> {
    sqlx::query!(
        "INSERT INTO access_log (at, account_id, action, referral_id)
         SELECT $1, $2, $3, seen.id
         FROM (SELECT 1) AS one LEFT JOIN UNNEST($4::uuid[]) AS seen (id) ON TRUE",
        now,
        account,
        action,
        referrals,
    )
    .execute(conn)
    .await?;
    Ok(())
}

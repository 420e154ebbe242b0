//! Who has which case open now: a hint to colleagues, which forbids nothing.

use chrono::{DateTime, TimeDelta, Utc};
use domain::people::Reference;
use sqlx::PgConnection;
use uuid::Uuid;

use super::StoreError;

/// Whoever was not seen for this long has gone. A page that is open says so every half minute.
pub const GONE: TimeDelta = TimeDelta::seconds(90);

/// A case, without what it says about anybody.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Place {
    /// Its row.
    pub id: Uuid,
    /// The member of staff who has claimed it.
    pub owner: Option<Uuid>,
    /// Its version now.
    pub version: i32,
}

/// The case with this reference. [`StoreError::NotFound`] where there is none.
pub async fn place(conn: &mut PgConnection, reference: Reference) -> Result<Place, StoreError> {
    let place = sqlx::query_as!(
        Place,
        "SELECT id, owner_id AS owner, version FROM referrals WHERE reference = $1",
        reference.to_string()
    );
    Ok(place.fetch_one(conn).await?)
}

/// Notes that an account has a case open, and tells the names of the others that have.
pub async fn look(
    conn: &mut PgConnection,
    referral: Uuid,
    account: Uuid,
    now: DateTime<Utc>,
) -> Result<Vec<String>, StoreError> {
    let others = sqlx::query_scalar!(
        "WITH mine AS (
             INSERT INTO presence (referral_id, account_id, seen_at) VALUES ($1, $2, $3)
             ON CONFLICT (referral_id, account_id) DO UPDATE SET seen_at = $3
         )
         SELECT a.display_name FROM presence p JOIN accounts a ON a.id = p.account_id
         WHERE p.referral_id = $1 AND p.account_id <> $2 AND p.seen_at > $4
         ORDER BY a.display_name, a.id",
        referral,
        account,
        now,
        now - GONE,
    );
    Ok(others.fetch_all(conn).await?)
}

/// Forgets those who have gone.
pub async fn sweep(conn: &mut PgConnection, now: DateTime<Utc>) -> Result<u64, StoreError> {
    let swept = sqlx::query!("DELETE FROM presence WHERE seen_at <= $1", now - GONE);
    Ok(swept.execute(conn).await?.rows_affected())
}

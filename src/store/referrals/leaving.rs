//! Cases whose owner cannot work on them any more go back to the team, so that none is in nobody's list.

use chrono::{DateTime, Utc};
use domain::people::Reference;
use domain::referral::{Action, Actor};
use sqlx::{Connection as _, PgConnection};
use uuid::Uuid;

use super::acting::act_once;
use super::{ActError, Deed};
use crate::security::keyring::Keyring;
use crate::store::StoreError;

/// Most cases that are released at a time: a short transaction. The job `owners` releases what is left.
pub const RELEASED_AT_ONCE: i64 = 100;

/// Releases open cases of owners whose account is disabled, or has a role that works on none: at most [`RELEASED_AT_ONCE`], each
/// with an event of the service. Of one account, or of all of them. Tells how many.
pub async fn release_left(
    conn: &mut PgConnection,
    keyring: &Keyring,
    account: Option<Uuid>,
    now: DateTime<Utc>,
) -> Result<usize, StoreError> {
    let mut tx = conn.begin().await?;
    let mut released = 0;
    for (reference, version) in left(&mut tx, account).await? {
        let deed = Deed {
            reference: Reference::parse(&reference)
                .map_err(|_| StoreError::Corrupt("referrals.reference"))?,
            seen: version,
            action: Action::Release,
            actor: Actor::System,
            at: now,
            nonce: None,
        };
        match act_once(&mut tx, keyring, deed, false).await {
            Ok(_) => released += 1,
            Err(ActError::Refused(refusal)) => {
                tracing::error!(%refusal, "a case of somebody who left is not released");
            }
            Err(ActError::Store(error)) => return Err(error),
        }
    }
    tx.commit().await?;
    Ok(released)
}

/// The cases, locked in the order of their ids, so that nobody changes them meanwhile. What was joined to another case goes on there.
/// First the owners are found, then what each holds, along an index.
async fn left(
    conn: &mut PgConnection,
    account: Option<Uuid>,
) -> Result<Vec<(String, i32)>, StoreError> {
    let rows = sqlx::query!(
        "WITH held AS MATERIALIZED (
             SELECT id FROM referrals
             WHERE owner_id = ANY (ARRAY(
                     SELECT a.id FROM accounts a
                     WHERE (a.disabled_at IS NOT NULL OR a.role NOT IN ('coordinator', 'clinician', 'lead', 'referrer'))
                       AND ($1::uuid IS NULL OR a.id = $1)))
               AND closed_at IS NULL AND merged_into IS NULL AND owner_id IS NOT NULL
             LIMIT $2
         )
         SELECT reference, version FROM referrals
         WHERE id IN (SELECT id FROM held) AND closed_at IS NULL AND merged_into IS NULL AND owner_id IS NOT NULL
         ORDER BY id FOR UPDATE",
        account,
        RELEASED_AT_ONCE
    );
    let rows = rows.fetch_all(conn).await?;
    Ok(rows
        .into_iter()
        .map(|row| (row.reference, row.version))
        .collect())
}

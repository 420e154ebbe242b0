//! Letters of a refusal that nobody has written yet: a case that owes one stays among what needs action.

use domain::correspondence::{self, Kind, Reader};
use domain::referral::{Action, Event, Happening, State};
use sqlx::PgConnection;
use uuid::Uuid;

use super::super::StoreError;
use super::super::referrals::Case;

/// The letters that a case owes as it stands.
pub async fn owed(conn: &mut PgConnection, case: &Case) -> Result<Vec<(Kind, Reader)>, StoreError> {
    after(conn, case, case.referral.state(), None).await
}

/// The same once an event has brought it to a state. Letters about a refusal that was taken back do not count for the next one.
pub(in crate::store) async fn after(
    conn: &mut PgConnection,
    case: &Case,
    state: &State,
    latest: Option<&Event>,
) -> Result<Vec<(Kind, Reader)>, StoreError> {
    let referrer = case.referrer.is_some();
    let all = correspondence::owed(state, referrer, &[]);
    let mut refusals = case.events.iter().chain(latest).filter(|one| refuses(one));
    let Some(refused) = refusals.next_back().filter(|_| !all.is_empty()) else {
        return Ok(all);
    };
    let written = written_since(conn, case.id, refused.version).await?;
    Ok(correspondence::owed(state, referrer, &written))
}

fn refuses(event: &Event) -> bool {
    let Happening::Done { action } = &event.what else {
        return false;
    };
    matches!(action, Action::Decline { .. } | Action::Redirect { .. })
}

/// Who was written to about a refusal that made this version of the case.
async fn written_since(
    conn: &mut PgConnection,
    referral: Uuid,
    version: i32,
) -> Result<Vec<Reader>, StoreError> {
    let readers = sqlx::query_scalar!(
        "SELECT DISTINCT audience FROM letters
         WHERE referral_id = $1 AND version >= $2 AND kind IN ('decline', 'redirect')",
        referral,
        version
    );
    let readers = readers.fetch_all(conn).await?;
    let read =
        |code: String| Reader::from_code(&code).ok_or(StoreError::Corrupt("letters.audience"));
    readers.into_iter().map(read).collect()
}

/// Writes down whether the case owes one, after a letter was kept.
pub(super) async fn note(conn: &mut PgConnection, case: &Case) -> Result<(), StoreError> {
    let owes = !owed(conn, case).await?.is_empty();
    sqlx::query!(
        "UPDATE referrals
         SET letters_owed = $2,
             attention = $3 OR EXISTS (SELECT FROM referrals j WHERE j.merged_into = referrals.id
                         AND (j.attention OR referrals.state = 'withdrawn' AND j.closed_at IS NULL))
         WHERE id = $1",
        case.id,
        owes,
        owes || case.referral.needs_attention(),
    )
    .execute(conn)
    .await?;
    Ok(())
}

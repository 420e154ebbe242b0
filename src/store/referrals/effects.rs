//! What else is written in the transaction of an event: rows that lists, beds and statistics need without opening it.

use domain::referral::{Action, Actor, Event, Happening, Referral};
use sqlx::PgConnection;

use super::{ActError, Case};
use crate::store::{StoreError, second_reads};

/// Writes it.
pub(super) async fn follow(
    conn: &mut PgConnection,
    case: &Case,
    after: &Referral,
    event: &Event,
    second_read: bool,
) -> Result<(), ActError> {
    waiting_list(conn, case, after, event).await?;
    let Happening::Done { action } = &event.what else {
        return Ok(());
    };
    if let (Action::AssessSigns { opinions, .. }, Actor::Staff(by)) = (action, event.actor) {
        for one in opinions {
            opinion(conn, case, event, one, by).await?;
        }
    }
    if let (Action::Decline { .. }, Actor::Staff(by), true) = (action, event.actor, second_read) {
        second_reads::draw(conn, case.id, event.version, by, event.at).await?;
    }
    Ok(())
}

/// Who begins to wait for a bed is the last on the list; who does not wait any more leaves it.
async fn waiting_list(
    conn: &mut PgConnection,
    case: &Case,
    after: &Referral,
    event: &Event,
) -> Result<(), StoreError> {
    let was = case.referral.state().is_on_waiting_list();
    let is = after.state().is_on_waiting_list();
    if is && !was {
        sqlx::query!(
            "INSERT INTO waiting_list (referral_id, place, joined_at)
             SELECT $1, COALESCE(max(place), 0) + 1, $2 FROM waiting_list",
            case.id,
            event.at,
        )
        .execute(conn)
        .await?;
    } else if was && !is {
        sqlx::query!("DELETE FROM waiting_list WHERE referral_id = $1", case.id)
            .execute(conn)
            .await?;
    }
    Ok(())
}

async fn opinion(
    conn: &mut PgConnection,
    case: &Case,
    event: &Event,
    one: &domain::referral::casework::SignOpinion,
    by: uuid::Uuid,
) -> Result<(), StoreError> {
    sqlx::query!(
        "INSERT INTO sign_opinions (referral_id, version, sign, verdict, opinion, at, account_id)
         VALUES ($1, $2, $3, $4, $5, $6, $7)",
        case.id,
        event.version,
        one.sign,
        one.verdict.map(domain::pathway::Verdict::code),
        one.opinion.code(),
        event.at,
        by,
    )
    .execute(conn)
    .await?;
    Ok(())
}

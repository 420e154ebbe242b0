//! What else is written in the transaction of an event: rows that lists, beds and statistics need without opening it.

mod beds;
mod waiting_list;

use domain::referral::{Action, Actor, Event, Happening, Referral};
use sqlx::PgConnection;

use super::{ActError, Case};
use crate::store::StoreError;

/// Writes it.
pub(super) async fn follow(
    conn: &mut PgConnection,
    case: &Case,
    after: &Referral,
    event: &Event,
) -> Result<(), ActError> {
    waiting_list::follow(conn, case, after, event).await?;
    let Happening::Done { action } = &event.what else {
        return Ok(());
    };
    beds::follow(conn, case, after, action).await?;
    if let (Action::AssessSigns { opinions, .. }, Actor::Staff(by)) = (action, event.actor) {
        for one in opinions {
            opinion(conn, case, event, one, by).await?;
        }
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

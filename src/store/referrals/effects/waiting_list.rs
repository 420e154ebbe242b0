//! The place of a case on the waiting list.

use chrono::{DateTime, Utc};
use domain::referral::{Action, Event, Happening, Referral};
use sqlx::PgConnection;

use crate::store::referrals::Case;
use crate::store::{StoreError, waiting_list};

/// Who begins to wait for a bed is the last on the list, however urgent: a coordinator moves them up, with a reason. Who does not
/// wait any more leaves it.
pub(super) async fn follow(
    conn: &mut PgConnection,
    case: &Case,
    after: &Referral,
    event: &Event,
) -> Result<(), StoreError> {
    let (was, is) = (waits(&case.referral), waits(after));
    match &event.what {
        Happening::Done {
            action: Action::MoveOnList { place, .. },
        } => waiting_list::move_to(conn, case.id, *place).await,
        _ if is && !was => waiting_list::join(conn, case.id, since(case, event)).await,
        _ if was && !is => waiting_list::leave(conn, case.id).await,
        _ => Ok(()),
    }
}

/// Since when it waits for a bed: who waits again after a booking fell through has waited all along.
fn since(case: &Case, event: &Event) -> DateTime<Utc> {
    let began = case.events.iter().rev().find(|earlier| {
        let Happening::Done { action } = &earlier.what else {
            return false;
        };
        *action == Action::ConfirmFunding
    });
    match event.what {
        Happening::Done {
            action: Action::ConfirmFunding,
        } => event.at,
        _ => began.map_or(event.at, |began| began.at),
    }
}

/// A case that goes on in another one waits there.
fn waits(referral: &Referral) -> bool {
    referral.state().is_on_waiting_list() && referral.merged_into().is_none()
}

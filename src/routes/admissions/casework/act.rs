//! Doing it: event, state and word to others in one transaction.

use domain::referral::{self, Action, Actor, Refusal};
use uuid::Uuid;

use super::{Scene, Work, offers, tell};
use crate::context::Context;
use crate::error::AppError;
use crate::randomness;
use crate::routes::admissions::guard::Staff;
use crate::routes::admissions::second_reads;
use crate::store::referrals::{self, ActError, Deed};

/// What came of it.
pub(super) enum Done {
    /// It was done.
    Done,
    /// It was not.
    Refused(Refusal),
}

/// Does it.
pub(super) async fn act(
    context: &Context,
    staff: &Staff,
    scene: &Scene<'_>,
    work: &Work,
    (seen, nonce): (i32, Uuid),
    action: referral::Action,
) -> Result<Done, AppError> {
    if let Some(refusal) = offers::unfit(&scene.case, &action) {
        return Ok(Done::Refused(refusal));
    }
    let keyring = &context.app.keyring;
    let declined = matches!(action, Action::Decline { .. });
    let second_read = declined && randomness::chance(second_reads::percent(context));
    let deed = Deed {
        reference: scene.case.reference,
        seen,
        action,
        actor: Actor::Staff(staff.actor.account),
        at: context.now,
        nonce: Some(nonce),
    };
    context
        .db(async |conn| {
            let mail = tell::mail(conn, context, scene, work, &deed.action).await?;
            match referrals::act_and_draw(conn, keyring, deed.clone(), &mail, second_read).await {
                Ok(()) => Ok(Done::Done),
                Err(ActError::Refused(refusal)) => Ok(Done::Refused(refusal)),
                Err(ActError::Store(error)) => Err(error),
            }
        })
        .await
}

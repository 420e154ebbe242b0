//! Doing it to each case by itself.

use domain::referral::{self, Actor, Refusal};
use sqlx::PgConnection;
use templates::admissions::bulk::Outcome;
use templates::emails;
use uuid::Uuid;

use super::{Chosen, Deed};
use crate::context::Context;
use crate::error::AppError;
use crate::routes::admissions::casework::tell;
use crate::routes::admissions::guard::Staff;
use crate::routes::admissions::referral::record;
use crate::security::permissions::Action;
use crate::store::StoreError;
use crate::store::outbox::Outgoing;
use crate::store::referrals::{self, ActError};

/// Does it to all, and tells of each what became of it. A database that goes away stops no page: what was done is said, and of the
/// others that they were not.
pub(super) async fn all(
    context: &Context,
    staff: &Staff,
    chosen: &[Chosen],
    asked: (&Deed, Uuid),
) -> Vec<Outcome> {
    let mut outcomes = Vec::with_capacity(chosen.len());
    for one in chosen {
        let done = context.db(async |conn| to_one(conn, context, staff, *one, asked).await);
        outcomes.push(match done.await {
            Ok(outcome) => outcome,
            Err(AppError::NotFound) => Outcome::NotFound,
            Err(_) => Outcome::Failed,
        });
    }
    outcomes
}

async fn to_one(
    conn: &mut PgConnection,
    context: &Context,
    staff: &Staff,
    chosen: Chosen,
    (deed, nonce): (&Deed, Uuid),
) -> Result<Outcome, StoreError> {
    let keyring = &context.app.keyring;
    let case = referrals::open(conn, keyring, chosen.reference).await?;
    if referrals::was_done(conn, case.id, nonce).await? {
        return Ok(Outcome::Before);
    }
    if !staff.can(Action::Work(deed.verb(), record(&case))) {
        return Ok(Outcome::NotAllowed);
    }
    if case.referral.version() != chosen.seen {
        return Ok(Outcome::Changed);
    }
    let messages: Vec<Outgoing> = match deed {
        Deed::Assign(_) => Vec::new(),
        Deed::Acknowledge => {
            tell::acknowledged(conn, context, &case, ("acknowledged", emails::acknowledged)).await?
        }
    };
    let deed = referrals::Deed {
        reference: case.reference,
        seen: chosen.seen,
        action: action(deed),
        actor: Actor::Staff(staff.actor.account),
        at: context.now,
        nonce: Some(nonce),
    };
    match referrals::act_and_tell(conn, keyring, deed, &messages).await {
        Ok(()) => Ok(Outcome::Done),
        Err(ActError::Refused(refusal)) => Ok(refused(refusal)),
        Err(ActError::Store(error)) => Err(error),
    }
}

fn action(deed: &Deed) -> referral::Action {
    match deed {
        Deed::Assign(to) => referral::Action::Assign {
            to: *to,
            note: None,
        },
        Deed::Acknowledge => referral::Action::Acknowledge,
    }
}

fn refused(refusal: Refusal) -> Outcome {
    match refusal {
        Refusal::Stale => Outcome::Changed,
        Refusal::Acknowledged => Outcome::Acknowledged,
        Refusal::Merged => Outcome::Merged,
        Refusal::WrongState(_) => Outcome::Closed,
        _ => Outcome::NotAllowed,
    }
}

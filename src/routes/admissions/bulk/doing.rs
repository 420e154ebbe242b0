//! Doing it to each case by itself.

use domain::referral::{self, Actor, Event, Happening, Refusal};
use sqlx::PgConnection;
use templates::admissions::bulk::Outcome;
use templates::emails;

use super::{Chosen, Deed};
use crate::context::Context;
use crate::error::AppError;
use crate::routes::admissions::guard::Staff;
use crate::routes::admissions::referral::record;
use crate::security::permissions::Action;
use crate::store::outbox::{Message, Outgoing};
use crate::store::referrals::{self, ActError, Case};
use crate::store::{StoreError, accounts, submissions};

/// Does it to all, and tells of each what became of it. A database that goes away stops no page: what was done is said, and of the
/// others that they were not.
pub(super) async fn all(
    context: &Context,
    staff: &Staff,
    chosen: &[Chosen],
    deed: &Deed,
) -> Vec<Outcome> {
    let mut outcomes = Vec::with_capacity(chosen.len());
    for one in chosen {
        let done = context.db(async |conn| to_one(conn, context, staff, *one, deed).await);
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
    deed: &Deed,
) -> Result<Outcome, StoreError> {
    let keyring = &context.app.keyring;
    let case = referrals::open(conn, keyring, chosen.reference).await?;
    let actor = Actor::Staff(staff.actor.account);
    let action = action(deed);
    if was_done(&case, chosen.seen, &action, actor) {
        return Ok(Outcome::Before);
    }
    if !staff.can(Action::Work(deed.verb(), record(&case))) {
        return Ok(Outcome::NotAllowed);
    }
    if case.referral.version() != chosen.seen {
        return Ok(Outcome::Changed);
    }
    let messages = match deed {
        Deed::Acknowledge if case.referral.allows(&action, actor) => {
            word(conn, context, &case).await?.into_iter().collect()
        }
        _ => Vec::new(),
    };
    let deed = referrals::Deed {
        reference: case.reference,
        seen: chosen.seen,
        action,
        actor,
        at: context.now,
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

/// Whether just this was done by this person to the case as it was seen: the form was sent before.
fn was_done(case: &Case, seen: i32, action: &referral::Action, actor: Actor) -> bool {
    let same = |event: &Event| match &event.what {
        Happening::Done { action: done } => done == action && event.actor == actor,
        Happening::Received => false,
    };
    let next = case.events.iter().find(|event| event.version == seen + 1);
    next.is_some_and(same)
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

/// Word to whoever sent it, where there is an address: the reference alone.
async fn word(
    conn: &mut PgConnection,
    context: &Context,
    case: &Case,
) -> Result<Option<Outgoing>, StoreError> {
    let (app, reference) = (&context.app, case.reference.to_string());
    let (to, email) = if let Some(account) = case.referrer {
        let link = app.config.link(&format!("/refer/referrals/{reference}"));
        let to = accounts::email(conn, &app.keyring, account).await?;
        (Some(to), emails::acknowledged(&reference, Some(&link)))
    } else {
        let sent = submissions::of_case(conn, &app.keyring, case.submission).await?;
        let to = sent.contact.email.map(|email| email.as_str().to_owned());
        (to, emails::acknowledged(&reference, None))
    };
    Ok(to.map(|to| Outgoing {
        kind: "acknowledged",
        message: Message {
            to,
            subject: email.subject,
            text: email.text,
            html: email.html,
        },
    }))
}

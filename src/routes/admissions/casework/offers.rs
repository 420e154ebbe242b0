//! What somebody can do to a case now: what their role may, of what the state allows.

use domain::referral::{self, Actor, Refusal, State};
use uuid::Uuid;

use super::{Group, Work, all};
use crate::routes::admissions::guard::Staff;
use crate::routes::admissions::progress;
use crate::routes::admissions::referral::record;
use crate::security::permissions::Action;
use crate::store::referrals::{Case, links};

/// Something that can be done now.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Offer {
    /// Last part of its address.
    pub code: &'static str,
    /// On its button or link.
    pub label: &'static str,
    /// Where it stands.
    pub group: Group,
    /// Whether it is done with one press, without a form.
    pub at_once: bool,
}

/// Everything that this person can do to the case now, group by group.
pub fn offers(staff: &Staff, case: &Case) -> Vec<Offer> {
    let can = all().filter(|work| can(work, case, staff));
    let mut offers: Vec<Offer> = can
        .map(|work| Offer {
            code: work.code,
            label: work.label,
            group: work.group,
            at_once: work.at_once,
        })
        .collect();
    offers.sort_by_key(|offer| offer.group);
    offers
}

fn can(work: &Work, case: &Case, staff: &Staff) -> bool {
    staff.can(Action::Work(work.verb, record(case)))
        && refusal(work, case, staff.actor.account).is_none()
}

/// Why the case does not take it now.
pub(super) fn refusal(work: &Work, case: &Case, me: Uuid) -> Option<Refusal> {
    let sample = (work.sample)(case, me);
    let actor = Actor::Staff(me);
    let since = case.referral.since();
    unfit(case, &sample).or_else(|| case.referral.clone().apply(sample, actor, since).err())
}

/// Why it does not fit a case, of what the life cycle does not know: who sent it, what it is linked with, which bed was booked.
pub(super) fn unfit(case: &Case, action: &referral::Action) -> Option<Refusal> {
    let linked = |other| links(case).contains(other) && case.referral.merged_into() != Some(*other);
    let admitted = matches!(case.referral.state(), State::Admitted { .. });
    match action {
        referral::Action::Message { .. } if case.referrer.is_none() => Some(Refusal::NoAccount),
        referral::Action::Unlink { other } if !linked(other) => Some(Refusal::NotLinked),
        referral::Action::PlanDischarge { .. } if admitted && progress::stay(case).is_none() => {
            Some(Refusal::NoBed)
        }
        referral::Action::Merge { .. } => case.referral.may_leave().err(),
        _ => None,
    }
}

/// Why this person cannot do it any more, if they cannot: the case does not take it, or it is in other hands.
pub(super) fn barred(work: &Work, case: &Case, staff: &Staff) -> Option<Refusal> {
    let refusal = refusal(work, case, staff.actor.account);
    let hands = !staff.can(Action::Work(work.verb, record(case)));
    refusal.or_else(|| {
        hands.then_some(match case.referral.owner() {
            Some(_) => Refusal::ClaimedByAnother,
            None => Refusal::NotClaimed,
        })
    })
}

//! No order in which things are done leads astray.

use domain::referral::{Actor, Event, Referral, State, StateCode};
use proptest::prelude::*;

use super::actions::{any_action, any_actor};
use super::at;

/// What may follow a state, written from the published life cycle alone. A case that waits ends as it could from the step that it
/// waits in, which [`step`] tells.
fn may_follow(from: StateCode, to: StateCode) -> bool {
    use StateCode as S;
    let way = [
        S::Received,
        S::InTriage,
        S::PreAdmissionAssessment,
        S::MdtDecision,
        S::Funding,
        S::WaitingForBed,
        S::AdmissionBooked,
    ];
    let place = |state| way.iter().position(|step| *step == state);
    let pauses = [S::InfoRequested, S::OnHold];
    let closed = [S::Declined, S::Redirected, S::Withdrawn, S::NotAdmitted];
    let accepted = [S::Funding, S::WaitingForBed, S::AdmissionBooked];
    match (place(from), place(to)) {
        _ if from == to => true,
        (Some(_), None) if [S::Declined, S::Redirected].contains(&to) => from != S::Received,
        (Some(_), None) if to == S::NotAdmitted => accepted.contains(&from),
        (Some(before), Some(after)) => {
            after == before + 1 || (from, to) == (S::AdmissionBooked, S::WaitingForBed)
        }
        (Some(_), None) => to != S::Admitted || from == S::AdmissionBooked,
        (None, Some(_)) if pauses.contains(&from) => true,
        (None, Some(_)) if from == S::Admitted => {
            [S::AdmissionBooked, S::WaitingForBed].contains(&to)
        }
        (None, Some(_)) => closed.contains(&from) && to == S::InTriage,
        (None, None) => pauses.contains(&from) && closed.contains(&to),
    }
}

/// The step that a case is at, or waits in.
fn step(referral: &Referral) -> StateCode {
    match referral.state() {
        State::InfoRequested(wait) | State::OnHold(wait) => wait.back_to.code(),
        state => state.code(),
    }
}

proptest! {
    #[test]
    fn no_order_of_actions_leads_astray(steps in prop::collection::vec((any_action(), any_actor()), 0..40)) {
        let (mut referral, first) = Referral::receive(Actor::Patient, at());
        let mut events = vec![first];
        for (action, actor) in steps {
            let before = referral.clone();
            match referral.clone().apply(action.clone(), actor, at()) {
                Ok((next, event)) => {
                    prop_assert!(before.allows(&action, actor));
                    let (from, to) = (before.state().code(), next.state().code());
                    prop_assert!(may_follow(from, to), "{from:?} {to:?}");
                    if !next.state().is_open() {
                        prop_assert!(may_follow(step(&before), to), "{from:?} {to:?}");
                    }
                    let pause = [StateCode::InfoRequested, StateCode::OnHold].contains(&from);
                    if pause && next.state().is_open() {
                        prop_assert_eq!(step(&before), step(&next), "a pause leads nowhere else");
                    }
                    let sender = !matches!(actor, Actor::Staff(_) | Actor::System);
                    if before.merged_into().is_some() && !sender {
                        prop_assert_eq!(from, to, "work on a joined case goes on in the other one");
                    }
                    if action.is_remark() {
                        prop_assert_eq!(from, to);
                        prop_assert_eq!(before.owner(), next.owner());
                    }
                    prop_assert_eq!(before.milestones().waited.len() + usize::from(from == StateCode::InfoRequested && to != from),
                        next.milestones().waited.len());
                    prop_assert_eq!(next.version(), before.version() + 1);
                    prop_assert_eq!(event.version, next.version());
                    events.push(event);
                    referral = next;
                }
                Err(refusal) => {
                    prop_assert!(!before.allows(&action, actor));
                    prop_assert!(!refusal.to_string().is_empty());
                }
            }
        }
        prop_assert_eq!(Referral::fold(&events), Ok(referral));
        let stored = serde_json::to_string(&events).expect("JSON");
        let read: Vec<Event> = serde_json::from_str(&stored).expect("events");
        prop_assert_eq!(read, events);
    }
}

//! The life of a referral: what may follow what, who may do it, and that events rebuild it.

use chrono::{DateTime, Days, NaiveDate, Utc};
use domain::letter::Heading;
use domain::pathway::Verdict;
use domain::referral::amendment::Field;
use domain::referral::casework::{
    Asked, Bed, Funding, Meeting, Opinion, Outcome, Payer, Priority, SignOpinion,
};
use domain::referral::measure::{Measure, Scale};
use domain::referral::{
    Action, Actor, Change, DeclineReason, Event, FoldError, Happening, RedirectReason, Referral,
    Refusal, State, StateCode,
};
use proptest::prelude::*;
use uuid::Uuid;

fn at() -> DateTime<Utc> {
    "2026-11-22T09:00:00Z".parse().expect("a time")
}

fn day() -> NaiveDate {
    at().date_naive()
}

fn somebody(number: u128) -> Uuid {
    Uuid::from_u128(number)
}

const STAFF: Actor = Actor::Staff(Uuid::from_u128(1));

fn received() -> Referral {
    Referral::receive(Actor::Patient, at()).0
}

fn after(actions: &[Action]) -> Result<Referral, Refusal> {
    let step = |referral: Referral, action: &Action| {
        referral
            .apply(action.clone(), STAFF, at())
            .map(|(referral, _)| referral)
    };
    actions.iter().try_fold(received(), step)
}

fn state(actions: &[Action]) -> Result<StateCode, Refusal> {
    after(actions).map(|referral| referral.state().code())
}

fn way_in() -> [Action; 8] {
    [
        Action::StartTriage,
        Action::AssessSigns {
            opinions: vec![SignOpinion {
                sign: "pain".to_owned(),
                verdict: Some(Verdict::Met),
                opinion: Opinion::Agree,
                reason: None,
            }],
            summary: None,
        },
        Action::OfferAssessment {
            on: None,
            appointment: None,
        },
        Action::SendToMdt { meeting: None },
        Action::Accept { meeting: None },
        Action::ConfirmFunding,
        Action::BookAdmission {
            on: day(),
            bed: None,
        },
        Action::Admit { on: day() },
    ]
}

fn decline() -> Action {
    let (rationale, signpost) = ("Because".to_owned(), "Your GP".to_owned());
    Action::Decline {
        reason: DeclineReason::Other,
        rationale,
        signpost,
    }
}

#[test]
fn the_way_in_goes_step_by_step() {
    let expected = [
        StateCode::InTriage,
        StateCode::InTriage,
        StateCode::PreAdmissionAssessment,
        StateCode::MdtDecision,
        StateCode::Funding,
        StateCode::WaitingForBed,
        StateCode::AdmissionBooked,
        StateCode::Admitted,
    ];
    for (count, code) in (1..).zip(expected) {
        assert_eq!(state(&way_in()[..count]), Ok(code));
    }
    let skipped = [Action::StartTriage, Action::Accept { meeting: None }];
    assert_eq!(
        state(&skipped),
        Err(Refusal::WrongState(StateCode::InTriage))
    );
}

#[test]
fn every_open_step_can_pause_and_goes_back_to_itself() {
    let ask = Action::RequestInfo {
        question: "Which dose?".to_owned(),
        due: Some(day()),
        of: Asked::Referrer,
    };
    let hold = Action::Hold {
        reason: "On holiday".to_owned(),
        review: None,
    };
    for count in 0..=7 {
        let before = state(&way_in()[..count]).expect("the way in");
        for (pause, paused, back) in [
            (
                &ask,
                StateCode::InfoRequested,
                Action::ReceiveInfo { answer: None },
            ),
            (&ask, StateCode::InfoRequested, Action::Resume),
            (&hold, StateCode::OnHold, Action::Resume),
        ] {
            let mut actions = way_in()[..count].to_vec();
            actions.push(pause.clone());
            assert_eq!(state(&actions), Ok(paused));
            assert_eq!(after(&actions).map(|r| r.state().is_open()), Ok(true));
            actions.push(back);
            assert_eq!(state(&actions), Ok(before));
        }
    }
}

#[test]
fn nobody_is_declined_unread_or_without_a_reason_and_a_signpost() {
    assert_eq!(
        state(&[decline()]),
        Err(Refusal::WrongState(StateCode::Received))
    );
    assert_eq!(
        state(&[Action::StartTriage, decline()]),
        Ok(StateCode::Declined)
    );
    let (rationale, signpost) = ("Because".to_owned(), " ".to_owned());
    let bare = Action::Redirect {
        reason: RedirectReason::Other,
        rationale,
        signpost,
    };
    assert_eq!(state(&[Action::StartTriage, bare]), Err(Refusal::NoReason));
}

#[test]
fn a_closed_case_is_reopened_with_a_reason() {
    let reopen = |reason: &str| Action::Reopen {
        reason: reason.to_owned(),
    };
    let closed = [
        Action::Withdraw { reason: None },
        reopen("Changed her mind"),
    ];
    assert_eq!(state(&closed), Ok(StateCode::InTriage));
    assert_eq!(
        state(&[closed[0].clone(), reopen("")]),
        Err(Refusal::NoReason)
    );
    assert_eq!(
        state(&[reopen("Why not")]),
        Err(Refusal::WrongState(StateCode::Received))
    );
}

#[test]
fn an_admission_noted_by_mistake_goes_back_to_the_step_before_with_a_reason() {
    let undo = |reason: &str, booked| {
        let reason = reason.to_owned();
        let mut actions = way_in().to_vec();
        actions.push(Action::UndoAdmission { reason, booked });
        after(&actions)
    };
    let booked = undo("Another person", Some(day())).expect("admitted");
    assert_eq!(booked.state().code(), StateCode::AdmissionBooked);
    assert!(booked.state().is_open());
    let waits = undo("Another person", None).expect("admitted");
    assert_eq!(waits.state().code(), StateCode::WaitingForBed);
    assert_eq!(waits.milestones().decided_at, Some(at()), "the yes stands");
    assert_eq!(undo(" ", None), Err(Refusal::NoReason));
    let mut left = way_in().to_vec();
    left.push(Action::Discharge { on: day() });
    left.push(Action::UndoAdmission {
        reason: "Another person".to_owned(),
        booked: None,
    });
    assert_eq!(
        state(&left),
        Err(Refusal::WrongState(StateCode::Admitted)),
        "whoever left was in"
    );
    let early = Action::UndoAdmission {
        reason: "Why not".to_owned(),
        booked: None,
    };
    assert_eq!(
        state(&[early]),
        Err(Refusal::WrongState(StateCode::Received))
    );
}

#[test]
fn a_case_is_claimed_by_one_and_changed_only_as_it_was_seen() {
    let claim = |number| Action::Claim {
        by: somebody(number),
    };
    let claimed = after(&[claim(1)]).expect("free");
    assert_eq!(claimed.owner(), Some(somebody(1)));
    assert_eq!(after(&[claim(1), claim(2)]), Err(Refusal::ClaimedByAnother));
    assert!(after(&[claim(1), claim(1)]).is_ok());
    let given = after(&[
        claim(1),
        Action::Assign {
            to: somebody(2),
            note: None,
        },
    ])
    .expect("assigned");
    assert_eq!(given.owner(), Some(somebody(2)));
    assert_eq!(
        after(&[claim(1), Action::Release]).map(|r| r.owner()),
        Ok(None)
    );
    assert_eq!(after(&[Action::Release]), Err(Refusal::NotClaimed));
    assert_eq!(claimed.version(), 2);
    assert_eq!(claimed.clone().expect_version(1), Err(Refusal::Stale));
    assert!(claimed.expect_version(2).is_ok());
}

#[test]
fn senders_withdraw_and_answer_but_decide_nothing() {
    let (withdrawn, _) = received()
        .apply(Action::Withdraw { reason: None }, Actor::Patient, at())
        .expect("anybody may withdraw");
    assert_eq!(withdrawn.state().code(), StateCode::Withdrawn);
    let refused = received().apply(Action::StartTriage, Actor::Referrer(somebody(9)), at());
    assert_eq!(refused.map(|_| ()), Err(Refusal::NotStaff));
    assert!(
        Refusal::WrongState(StateCode::WaitingForBed)
            .to_string()
            .contains("waiting for a bed")
    );
}

#[test]
fn since_when_counts_from_the_change_of_state() {
    let later = at() + Days::new(3);
    let (claimed, _) = received()
        .apply(Action::Claim { by: somebody(1) }, STAFF, later)
        .expect("free");
    assert_eq!(claimed.since(), at());
    let (read, _) = claimed
        .apply(Action::StartTriage, STAFF, later)
        .expect("received");
    assert_eq!((read.since(), read.received_at()), (later, at()));
}

#[test]
fn events_out_of_place_make_no_referral() {
    let (referral, first) = Referral::receive(Actor::Patient, at());
    let (_, second) = referral
        .apply(Action::StartTriage, STAFF, at())
        .expect("received");
    assert_eq!(Referral::fold([]), Err(FoldError::Empty));
    assert_eq!(Referral::fold([&second]), Err(FoldError::OutOfPlace(2)));
    let gap = Event {
        version: 3,
        ..second.clone()
    };
    assert_eq!(
        Referral::fold([&first, &gap]),
        Err(FoldError::Gap {
            expected: 2,
            found: 3
        })
    );
    let twice = Event {
        version: 2,
        ..first.clone()
    };
    assert_eq!(
        Referral::fold([&first, &twice]),
        Err(FoldError::OutOfPlace(2))
    );
    let what = Happening::Done {
        action: Action::Accept { meeting: None },
    };
    let impossible = Event { what, ..second };
    assert!(matches!(
        Referral::fold([&first, &impossible]),
        Err(FoldError::Refused { .. })
    ));
}

fn any_text() -> impl Strategy<Value = String> + Clone {
    prop_oneof![Just(String::new()), Just("words".to_owned())]
}

fn any_day() -> impl Strategy<Value = Option<NaiveDate>> + Clone {
    prop_oneof![Just(None), Just(Some(day()))]
}

fn any_meeting() -> impl Strategy<Value = Meeting> + Clone {
    (any_text(), any_text()).prop_map(|(present, rationale)| Meeting {
        on: day(),
        present,
        rationale,
    })
}

fn any_action() -> impl Strategy<Value = Action> {
    prop_oneof![
        2 => prop::sample::select(way_in().to_vec()),
        1 => hands(),
        2 => pauses(),
        2 => judgements(),
        2 => remarks(),
        1 => bookings(),
        2 => ends(),
    ]
}

/// Who has it, what was read, and what belongs together.
fn hands() -> impl Strategy<Value = Action> {
    let who = (1u128..4).prop_map(somebody);
    prop_oneof![
        who.clone().prop_map(|by| Action::Claim { by }),
        (who.clone(), prop::option::of(any_text()))
            .prop_map(|(to, note)| Action::Assign { to, note }),
        Just(Action::Release),
        Just(Action::Acknowledge),
        Just(Action::MarkRead),
        Just(Action::AcknowledgeAmendment),
        who.clone().prop_map(|other| Action::Link { other }),
        who.clone().prop_map(|other| Action::Unlink { other }),
        (who, any_text()).prop_map(|(into, reason)| Action::Merge { into, reason }),
        any_text().prop_map(|reason| Action::Unmerge { reason }),
    ]
}

fn pauses() -> impl Strategy<Value = Action> {
    let of = prop::sample::select(Asked::ALL);
    prop_oneof![
        (any_text(), any_day(), of).prop_map(|(question, due, of)| Action::RequestInfo {
            question,
            due,
            of
        }),
        Just(Action::Remind),
        Just(Action::NoteOverdue),
        prop::option::of(any_text()).prop_map(|answer| Action::ReceiveInfo { answer }),
        (any_text(), any_day()).prop_map(|(reason, review)| Action::Hold { reason, review }),
        Just(Action::Resume),
    ]
}

fn judgements() -> impl Strategy<Value = Action> {
    let opinion = (
        prop::sample::select(Opinion::ALL),
        prop::option::of(any_text()),
    );
    let opinion = opinion.prop_map(|(opinion, reason)| SignOpinion {
        sign: "pain".to_owned(),
        verdict: Some(Verdict::Met),
        opinion,
        reason,
    });
    prop_oneof![
        (
            prop::collection::vec(opinion, 0..3),
            prop::option::of(any_text())
        )
            .prop_map(|(opinions, summary)| Action::AssessSigns { opinions, summary }),
        (prop::sample::select(Priority::ALL), any_text())
            .prop_map(|(priority, reason)| Action::SetPriority { priority, reason }),
        any_day().prop_map(|on| Action::OfferAssessment {
            on,
            appointment: None
        }),
        (prop::sample::select(Outcome::ALL), any_text()).prop_map(|(outcome, findings)| {
            Action::RecordAssessment {
                on: day(),
                outcome,
                findings,
            }
        }),
        any_meeting().prop_map(|meeting| Action::Accept {
            meeting: Some(meeting)
        }),
        (any_meeting(), any_day()).prop_map(|(meeting, next)| Action::Defer { meeting, next }),
        any_meeting().prop_map(|meeting| Action::TurnDown { meeting }),
    ]
}

fn remarks() -> impl Strategy<Value = Action> {
    prop_oneof![
        any_text().prop_map(|text| Action::Note { text }),
        any_text().prop_map(|text| Action::Message { text }),
        any_text().prop_map(|text| Action::Reply { text }),
        (80u16..90).prop_map(|value| Action::RecordMeasure {
            measure: Measure::Total {
                scale: Scale::Twstrs,
                value
            },
            on: day()
        }),
        (any_text(), prop::option::of(any_text())).prop_map(|(before, after)| Action::Amend {
            changes: vec![Change {
                field: Field::Heading(Heading::Medicines),
                before: Some(before).filter(|text| !text.is_empty()),
                after
            }]
        }),
    ]
}

fn bookings() -> impl Strategy<Value = Action> {
    let stay = (0u64..3).prop_map(|days| Bed {
        bed: somebody(7),
        name: "Ward 1, bed 2".to_owned(),
        until: day() + Days::new(days),
    });
    prop_oneof![
        prop::sample::select(Payer::ALL).prop_map(|payer| Action::SetFunding {
            funding: Funding {
                payer,
                authorisation: None,
                done: Vec::new()
            }
        }),
        any::<bool>().prop_map(|applicable| Action::MarkRtt { applicable }),
        (0u32..3, any_text()).prop_map(|(place, reason)| Action::MoveOnList { place, reason }),
        prop::option::of(stay).prop_map(|bed| Action::BookAdmission { on: day(), bed }),
        any_text().prop_map(|reason| Action::CancelBooking { reason }),
    ]
}

fn ends() -> impl Strategy<Value = Action> {
    let told = (any_text(), any_text());
    prop_oneof![
        told.clone()
            .prop_map(|(rationale, signpost)| Action::Decline {
                reason: DeclineReason::NoFunding,
                rationale,
                signpost
            }),
        told.prop_map(|(rationale, signpost)| Action::Redirect {
            reason: RedirectReason::Under18,
            rationale,
            signpost
        }),
        prop::option::of(any_text()).prop_map(|reason| Action::Withdraw { reason }),
        any_text().prop_map(|reason| Action::CloseWithoutAdmission { reason }),
        any_text().prop_map(|reason| Action::Reopen { reason }),
        (any_text(), any_day())
            .prop_map(|(reason, booked)| Action::UndoAdmission { reason, booked }),
    ]
}

fn any_actor() -> impl Strategy<Value = Actor> {
    prop_oneof![4 => Just(STAFF), 1 => Just(Actor::Patient), 1 => Just(Actor::Referrer(somebody(9))), 1 => Just(Actor::System)]
}

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

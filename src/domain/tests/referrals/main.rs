//! The life of a referral: what may follow what, who may do it, and that events rebuild it.

mod actions;
mod any_order;

use chrono::{DateTime, Days, NaiveDate, Utc};
use domain::pathway::Verdict;
use domain::referral::casework::{Asked, Opinion, SignOpinion};
use domain::referral::{
    Action, Actor, DeclineReason, Event, FoldError, Happening, RedirectReason, Referral, Refusal,
    StateCode,
};
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

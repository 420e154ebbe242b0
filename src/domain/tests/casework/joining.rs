//! A case that goes on in another one.

use domain::referral::{Action, Referral, Refusal, StateCode};
use uuid::Uuid;

use super::{REFERRER, STAFF, ask, booked, does, done, on, paused, received, waiting};

#[test]
fn staff_work_on_in_the_case_that_another_was_joined_to() {
    let into = Uuid::from_u128(4);
    let merge = Action::Merge {
        into,
        reason: "The same person".to_owned(),
    };
    let joined = done(&received(), 23, merge);
    assert_eq!(joined.merged_into(), Some(into));
    assert!(!joined.needs_attention());
    let claim = Action::Claim {
        by: Uuid::from_u128(1),
    };
    for action in [Action::StartTriage, claim, ask(), Action::Acknowledge] {
        assert_eq!(does(&joined, STAFF, 24, action), Err(Refusal::Merged));
    }
    let withdrawn = does(&joined, REFERRER, 24, Action::Withdraw { reason: None });
    assert!(withdrawn.is_ok(), "what a sender does is kept");
    let apart = |referral: &Referral| {
        does(
            referral,
            STAFF,
            24,
            Action::Unmerge {
                reason: "Two people".to_owned(),
            },
        )
    };
    assert_eq!(
        apart(&joined).map(|one| one.merged_into()),
        Ok(None),
        "and can be undone"
    );
    assert_eq!(apart(&received()), Err(Refusal::NotMerged));
}

fn merge() -> Action {
    Action::Merge {
        into: Uuid::from_u128(7),
        reason: "Sent twice".to_owned(),
    }
}

#[test]
fn a_booked_admission_is_not_given_away_by_joining() {
    let main = received();
    for case in [booked(), paused(&booked())] {
        assert_eq!(case.may_join(&main), Err(Refusal::Booked));
        assert_eq!(case.may_leave(), Err(Refusal::Booked));
        assert_eq!(main.may_join(&case), Ok(()), "the other way round");
    }
}

#[test]
fn who_waits_for_a_bed_goes_on_waiting() {
    for case in [waiting(), paused(&waiting())] {
        for behind in [received(), done(&received(), 24, Action::StartTriage)] {
            assert_eq!(case.may_join(&behind), Err(Refusal::OnWaitingList));
            assert_eq!(behind.may_join(&case), Ok(()));
        }
        for main in [waiting(), paused(&waiting()), booked(), paused(&booked())] {
            assert_eq!(case.may_join(&main), Ok(()));
        }
    }
}

#[test]
fn nothing_goes_on_in_what_is_closed_or_joined() {
    let withdrawn = done(&received(), 24, Action::Withdraw { reason: None });
    let closed = Err(Refusal::WrongState(StateCode::Withdrawn));
    assert_eq!(received().may_join(&withdrawn), closed);
    let joined = done(&received(), 24, merge());
    assert_eq!(received().may_join(&joined), Err(Refusal::Chained));
}

#[test]
fn what_a_sender_takes_back_is_news_where_nobody_works_any_more() {
    let withdraw = || Action::Withdraw { reason: None };
    let alone = does(&received(), REFERRER, 24, withdraw()).expect("theirs");
    assert_eq!(alone.news_at(), None);
    let joined = done(&received(), 24, merge());
    let withdrawn = does(&joined, REFERRER, 25, withdraw()).expect("theirs");
    assert_eq!(withdrawn.news_at(), Some(on(25)));
    let read = done(&withdrawn, 26, Action::MarkRead);
    assert!(!read.needs_attention());
    let apart = Action::Unmerge {
        reason: "Two sisters".to_owned(),
    };
    let apart = done(&read, 26, apart);
    assert_eq!(apart.state().code(), StateCode::Withdrawn);
    assert_eq!(apart.merged_into(), None);
}

//! Leaving the hospital.

use chrono::NaiveDate;
use domain::referral::{Action, Referral, Refusal, State, StateCode};

use super::{STAFF, booked, date, does, done, paused, received, waiting};

/// Somebody who came on the first of December.
fn admitted() -> Referral {
    let on = date("2026-12-01").expect("a day");
    done(&booked(), 30, Action::Admit { on })
}

fn leaves(day: &str) -> Action {
    Action::Discharge {
        on: day.parse().expect("a day"),
    }
}

fn planned(day: &str) -> Action {
    Action::PlanDischarge {
        until: day.parse().expect("a day"),
    }
}

fn left(referral: &Referral) -> Option<NaiveDate> {
    match referral.state() {
        State::Admitted { left, .. } => *left,
        other => panic!("{other:?}"),
    }
}

#[test]
fn who_was_admitted_leaves_and_the_case_stays_as_it_is() {
    let case = admitted();
    let gone = done(&case, 30, leaves("2026-12-20"));
    assert_eq!(left(&gone), date("2026-12-20"));
    assert_eq!(gone.state().code(), StateCode::Admitted);
    assert_eq!(gone.since(), case.since(), "it ended with the admission");
    let corrected = done(&gone, 30, leaves("2026-12-21"));
    assert_eq!(left(&corrected), date("2026-12-21"));
    let still_in = done(&gone, 30, planned("2027-01-05"));
    assert_eq!(left(&still_in), None, "it was recorded by mistake");
    let same_day = done(&case, 30, leaves("2026-12-01"));
    assert_eq!(left(&same_day), date("2026-12-01"));
}

#[test]
fn nobody_leaves_before_they_came_or_without_having_come() {
    let before = Err(Refusal::BeforeAdmission);
    let case = admitted();
    assert_eq!(does(&case, STAFF, 30, leaves("2026-11-30")), before);
    assert_eq!(does(&case, STAFF, 30, planned("2026-12-01")), before);
    let closed = done(&received(), 24, Action::Withdraw { reason: None });
    for other in [received(), waiting(), booked(), paused(&booked()), closed] {
        let state = Err(Refusal::WrongState(other.state().code()));
        assert_eq!(does(&other, STAFF, 30, leaves("2026-12-20")), state);
        assert_eq!(does(&other, STAFF, 30, planned("2026-12-20")), state);
    }
}

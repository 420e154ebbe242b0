//! The next day that is promised, whatever a case waits for.

use domain::referral::casework::{Asked, Opinion};
use domain::referral::{Action, Actor, Promise, StateCode};
use uuid::Uuid;

use super::{
    REFERRER, ask, assess, date, decline, does, done, offer, on, opinion, promised, received,
    triaged,
};

fn hold(review: &str) -> Action {
    Action::Hold {
        reason: "On holiday".to_owned(),
        review: date(review),
    }
}

#[test]
fn a_question_without_a_day_leaves_the_target_where_it_was() {
    let undated = || Action::RequestInfo {
        question: "Which dose?".to_owned(),
        due: None,
        of: Asked::Patient,
    };
    let unread = done(&received(), 23, undated());
    assert_eq!(
        promised(&unread),
        Some((Promise::Acknowledge, "2026-11-24".to_owned()))
    );
    let read = done(&done(&received(), 23, Action::StartTriage), 23, undated());
    assert_eq!(
        promised(&read),
        Some((Promise::Triage, "2026-11-25".to_owned()))
    );
}

#[test]
fn a_case_that_is_opened_again_has_its_targets_from_then_on_and_is_undecided() {
    let reopen = || Action::Reopen {
        reason: "New facts".to_owned(),
    };
    let triage = done(&received(), 23, Action::StartTriage);
    let waited = done(&done(&triage, 23, ask()), 25, Action::Resume);
    let declined = done(&waited, 25, decline());
    assert_eq!(declined.milestones().decided_at, Some(on(25)));
    let again = done(&declined, 27, reopen());
    assert_eq!(again.milestones().decided_at, None, "nothing is decided");
    assert_eq!(again.milestones().reopened_at, Some(on(27)));
    assert_eq!(
        promised(&again),
        Some((Promise::Triage, "2026-12-01".to_owned())),
        "two working days from Friday, whatever it waited before"
    );
    let later = done(&done(&again, 27, ask()), 30, Action::Resume);
    assert_eq!(
        promised(&later),
        Some((Promise::Triage, "2026-12-02".to_owned())),
        "one more for the wait since"
    );
    let agrees = assess(vec![opinion(Opinion::Agree, None)]);
    let offered = done(&done(&again, 30, agrees), 30, offer(None));
    assert_eq!(
        promised(&offered),
        Some((Promise::Offer, "2026-12-04".to_owned()))
    );
    let withdrawn = done(&again, 30, Action::Withdraw { reason: None });
    assert_eq!(
        withdrawn.milestones().decided_at,
        None,
        "nor when it is taken back"
    );
}

#[test]
fn a_case_that_nobody_works_on_comes_up_again_and_passing_it_on_is_no_work() {
    let offered = done(&triaged(23), 23, offer(None));
    let team = done(&offered, 24, Action::SendToMdt { meeting: None });
    let look = |day: &str| Some((Promise::Look, day.to_owned()));
    assert_eq!(promised(&team), look("2026-12-08"), "ten working days");
    let claim = Action::Claim {
        by: Uuid::from_u128(1),
    };
    assert_eq!(promised(&done(&team, 26, claim)), look("2026-12-08"));
    let reply = Action::Reply {
        text: "And?".to_owned(),
    };
    let asked = does(&team, REFERRER, 26, reply).expect("a word");
    assert_eq!(promised(&asked), look("2026-12-08"));
    let note = Action::Note {
        text: "Waits for the neurologist".to_owned(),
    };
    assert_eq!(promised(&done(&team, 26, note)), look("2026-12-10"));
    let accepted = done(&team, 27, Action::Accept { meeting: None });
    assert_eq!(promised(&accepted), look("2026-12-11"));
    let waits = done(&accepted, 30, Action::ConfirmFunding);
    assert_eq!(promised(&waits), look("2026-12-14"));
    let held = done(&waits, 30, hold("2027-01-11"));
    assert_eq!(
        promised(&held),
        Some((Promise::Review, "2027-01-11".to_owned())),
        "somebody named a day"
    );
    let met = done(
        &offered,
        24,
        Action::SendToMdt {
            meeting: date("2026-12-30"),
        },
    );
    assert_eq!(
        promised(&met),
        Some((Promise::Meeting, "2026-12-30".to_owned()))
    );
}

#[test]
fn steps_that_were_written_before_they_named_a_day_are_still_read() {
    let read = |text: &str| serde_json::from_str::<Action>(text).expect("an action");
    let sent = read(r#"{"action": "send_to_mdt"}"#);
    assert_eq!(sent, Action::SendToMdt { meeting: None });
    let deferred = read(
        r#"{"action": "defer", "meeting": {"on": "2026-11-25", "present": "All", "rationale": "Later"}}"#,
    );
    assert!(matches!(deferred, Action::Defer { next: None, .. }));
}

#[test]
fn no_pause_hides_a_day_that_was_agreed() {
    let assessed = done(&triaged(23), 24, offer(date("2026-12-02")));
    let booked = [
        Action::SendToMdt { meeting: None },
        Action::Accept { meeting: None },
        Action::ConfirmFunding,
        Action::BookAdmission {
            on: date("2026-12-03").expect("a day"),
            bed: None,
        },
    ];
    let booked = booked
        .into_iter()
        .fold(assessed.clone(), |case, action| done(&case, 24, action));
    for (case, what, day) in [
        (assessed, Promise::Assessment, "2026-12-02"),
        (booked, Promise::Admission, "2026-12-03"),
    ] {
        let agreed = Some((what, day.to_owned()));
        assert_eq!(promised(&case), agreed);
        assert_eq!(
            promised(&done(&case, 25, ask())),
            agreed,
            "asked for the 4th"
        );
        assert_eq!(promised(&done(&case, 25, hold("2026-12-15"))), agreed);
        assert_eq!(
            promised(&done(&case, 25, hold("2026-11-30"))),
            Some((Promise::Review, "2026-11-30".to_owned()))
        );
    }
}

#[test]
fn a_reminder_ends_no_wait() {
    let asked = done(&done(&received(), 23, Action::StartTriage), 23, ask());
    let reminded = done(&asked, 25, Action::Remind);
    assert_eq!(reminded.since(), on(23));
    let late = does(&reminded, Actor::System, 26, Action::NoteOverdue).expect("waiting");
    assert_eq!(late.news_at(), Some(on(26)), "staff are told");
    assert_eq!(late.state().code(), StateCode::InfoRequested);
    let answered = done(&late, 27, Action::Resume);
    assert_eq!(answered.milestones().waited, [(on(23), on(27))]);
    assert_eq!(answered.news_at(), None, "staff dealt with it");
}

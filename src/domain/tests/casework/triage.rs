//! What clinicians think of a case, and how it is decided.

use domain::referral::casework::{Meeting, Opinion, Priority};
use domain::referral::{Action, Event, Happening, Promise, Referral, Refusal, StateCode};

use super::{
    REFERRER, STAFF, ask, assess, date, decline, does, done, offer, on, opinion, promised,
    received, triaged,
};

#[test]
fn a_disagreement_has_its_reason_and_signs_are_assessed_in_triage() {
    let triage = done(&received(), 23, Action::StartTriage);
    let agrees = opinion(Opinion::Agree, None);
    let said = |opinions| does(&triage, STAFF, 24, assess(opinions));
    assert!(said(vec![agrees.clone(), opinion(Opinion::CannotTell, None)]).is_ok());
    assert!(said(vec![opinion(Opinion::Disagree, Some("Not in clinic"))]).is_ok());
    for reason in [None, Some(" ")] {
        let bare = vec![agrees.clone(), opinion(Opinion::Disagree, reason)];
        assert_eq!(said(bare), Err(Refusal::NoReason));
    }
    assert_eq!(said(Vec::new()), Err(Refusal::NoReason));
    let early = does(&received(), STAFF, 23, assess(vec![agrees.clone()]));
    assert_eq!(early, Err(Refusal::WrongState(StateCode::Received)));
    let again = done(
        &done(&triage, 24, assess(vec![agrees.clone()])),
        25,
        assess(vec![agrees]),
    );
    assert_eq!(again.state().code(), StateCode::InTriage);
    assert_eq!(again.milestones().triaged_at, None, "a step ends triage");
}

#[test]
fn triage_ends_with_a_clinicians_opinion_which_can_be_given_again_until_the_decision() {
    let triage = done(&received(), 23, Action::StartTriage);
    let refused = does(&triage, STAFF, 24, offer(None));
    assert_eq!(refused, Err(Refusal::NotAssessed));
    assert!(!triage.allows(&offer(None), STAFF));
    let agrees = || assess(vec![opinion(Opinion::Agree, None)]);
    let offered = done(&done(&triage, 24, agrees()), 24, offer(None));
    let again = done(&offered, 25, agrees());
    assert_eq!(again.state(), offered.state());
    let team = done(&again, 25, Action::SendToMdt { meeting: None });
    let again = done(&team, 26, agrees());
    assert_eq!(again.state(), team.state());
    let accepted = done(&again, 26, Action::Accept { meeting: None });
    let refused = does(&accepted, STAFF, 26, agrees());
    assert_eq!(refused, Err(Refusal::WrongState(StateCode::Funding)));
    let reopened = Action::Reopen {
        reason: "New facts".to_owned(),
    };
    let reopened = done(&done(&again, 26, decline()), 27, reopened);
    let refused = does(&reopened, STAFF, 27, offer(None));
    assert_eq!(refused, Err(Refusal::NotAssessed), "as it is now");
}

#[test]
fn an_older_timeline_in_which_nobody_gave_an_opinion_is_still_read() {
    let mut events = vec![Referral::receive(REFERRER, on(23)).1];
    for (version, action) in (2..).zip([
        Action::StartTriage,
        offer(None),
        Action::SendToMdt { meeting: None },
    ]) {
        events.push(Event {
            version,
            at: on(24),
            actor: STAFF,
            what: Happening::Done { action },
        });
    }
    let read = Referral::fold(&events).expect("it happened");
    assert_eq!(read.state().code(), StateCode::MdtDecision);
}

#[test]
fn a_priority_has_a_reason_and_an_open_case() {
    let urgent = |reason: &str| Action::SetPriority {
        priority: Priority::Urgent,
        reason: reason.to_owned(),
    };
    let set = done(&received(), 23, urgent("Losing weight"));
    assert_eq!(set.priority(), Some(Priority::Urgent));
    assert_eq!(does(&set, STAFF, 23, urgent("")), Err(Refusal::NoReason));
    let closed = done(&set, 24, Action::Withdraw { reason: None });
    let refused = does(&closed, STAFF, 24, urgent("Losing weight"));
    assert_eq!(refused, Err(Refusal::WrongState(StateCode::Withdrawn)));
    assert_eq!(
        does(&set, REFERRER, 24, urgent("Losing weight")),
        Err(Refusal::NotStaff)
    );
}

#[test]
fn a_case_that_waits_ends_as_it_could_from_the_step_it_waits_in() {
    let unread = done(&received(), 23, ask());
    let refused = does(&unread, STAFF, 24, decline());
    assert_eq!(refused, Err(Refusal::WrongState(StateCode::InfoRequested)));
    let read = done(&done(&received(), 23, Action::StartTriage), 23, ask());
    let declined = done(&read, 24, decline());
    assert_eq!(declined.state().code(), StateCode::Declined);
    assert_eq!(declined.milestones().waited.len(), 1);
    let close = || Action::CloseWithoutAdmission {
        reason: "Abroad".to_owned(),
    };
    let refused = does(&read, STAFF, 24, close());
    assert_eq!(refused, Err(Refusal::WrongState(StateCode::InfoRequested)));
}

#[test]
fn a_meeting_tells_who_was_there_and_why() {
    let meeting = |present: &str, rationale: &str| Meeting {
        on: on(25).date_naive(),
        present: present.to_owned(),
        rationale: rationale.to_owned(),
    };
    let team = [offer(None), Action::SendToMdt { meeting: None }];
    let before = team
        .into_iter()
        .fold(triaged(24), |case, action| done(&case, 24, action));
    for (present, rationale) in [("", "Fits"), ("All", " ")] {
        let meeting = meeting(present, rationale);
        let defer = does(
            &before,
            STAFF,
            25,
            Action::Defer {
                meeting,
                next: None,
            },
        );
        assert_eq!(defer, Err(Refusal::NoReason));
    }
    let whole = meeting("All", "Fits");
    let deferred = done(
        &before,
        25,
        Action::Defer {
            meeting: whole.clone(),
            next: date("2026-12-09"),
        },
    );
    assert_eq!(deferred.state().code(), StateCode::MdtDecision);
    assert_eq!(deferred.milestones().decided_at, None);
    assert_eq!(
        promised(&deferred),
        Some((Promise::Meeting, "2026-12-09".to_owned()))
    );
    let accepted = done(
        &deferred,
        26,
        Action::Accept {
            meeting: Some(whole),
        },
    );
    assert_eq!(accepted.milestones().decided_at, Some(on(26)));
}

//! What staff do to a case: milestones and promised days, news, opinions, priority, and cases that were joined.

use chrono::{DateTime, NaiveDate, Utc};
use domain::pathway::Verdict;
use domain::referral::casework::{Asked, Meeting, Opinion, Payer, Priority, SignOpinion};
use domain::referral::measure::{Measure, Scale};
use domain::referral::{
    Action, Actor, DeclineReason, Event, Happening, HeldUntil, Promise, Promises, Referral,
    Refusal, State, StateCode, Targets, Until,
};
use uuid::Uuid;

const STAFF: Actor = Actor::Staff(Uuid::from_u128(1));
const REFERRER: Actor = Actor::Referrer(Uuid::from_u128(9));

/// Nine o'clock on a day of November 2026; the 23rd is a Monday.
fn on(day: u32) -> DateTime<Utc> {
    let day = NaiveDate::from_ymd_opt(2026, 11, day).expect("a day");
    day.and_hms_opt(9, 0, 0).expect("a time").and_utc()
}

fn date(text: &str) -> Option<NaiveDate> {
    text.parse().ok()
}

/// A case that came on Monday the 23rd.
fn received() -> Referral {
    Referral::receive(REFERRER, on(23)).0
}

fn does(referral: &Referral, actor: Actor, day: u32, action: Action) -> Result<Referral, Refusal> {
    let done = referral.clone().apply(action, actor, on(day));
    done.map(|(next, _)| next)
}

fn done(referral: &Referral, day: u32, action: Action) -> Referral {
    does(referral, STAFF, day, action).expect("allowed")
}

fn promises() -> Promises {
    Targets::default().promises(on(23).date_naive())
}

fn due(referral: &Referral) -> Option<NaiveDate> {
    let promised = referral.promised(&promises(), |at| at.date_naive());
    promised.map(|promised| promised.day)
}

fn ask() -> Action {
    Action::RequestInfo {
        question: "Which dose?".to_owned(),
        due: date("2026-12-04"),
        of: Asked::Patient,
    }
}

fn offer(day: Option<NaiveDate>) -> Action {
    Action::OfferAssessment {
        on: day,
        appointment: None,
    }
}

fn decline() -> Action {
    Action::Decline {
        reason: DeclineReason::Other,
        rationale: "Because".to_owned(),
        signpost: "Your GP".to_owned(),
    }
}

/// Triage as a clinician does it: begun, and with an opinion.
fn triaged(day: u32) -> Referral {
    let begun = done(&received(), day, Action::StartTriage);
    done(&begun, day, assess(vec![opinion(Opinion::Agree, None)]))
}

fn opinion(opinion: Opinion, reason: Option<&str>) -> SignOpinion {
    SignOpinion {
        sign: "pain".to_owned(),
        verdict: Some(Verdict::Met),
        opinion,
        reason: reason.map(str::to_owned),
    }
}

fn assess(opinions: Vec<SignOpinion>) -> Action {
    Action::AssessSigns {
        opinions,
        summary: None,
    }
}

#[test]
fn milestones_are_reached_once_and_a_decision_is_the_last_one() {
    let told = done(&received(), 23, Action::Acknowledge);
    assert_eq!(told.milestones().acknowledged_at, Some(on(23)));
    let again = does(&told, STAFF, 24, Action::Acknowledge);
    assert_eq!(again, Err(Refusal::Acknowledged));
    let triage = done(&told, 24, Action::StartTriage);
    assert_eq!(triage.milestones().acknowledged_at, Some(on(23)));
    assert_eq!(triage.milestones().triaged_at, None);
    let agrees = assess(vec![opinion(Opinion::Agree, None)]);
    let triage = done(&triage, 24, agrees);
    let assessed = done(&triage, 25, offer(None));
    assert_eq!(assessed.milestones().triaged_at, Some(on(25)));
    assert_eq!(assessed.milestones().assessment_offered_at, None);
    let dated = done(&assessed, 26, offer(date("2026-12-01")));
    assert_eq!(dated.milestones().assessment_offered_at, Some(on(26)));
    let moved = done(&dated, 27, offer(date("2026-12-02")));
    assert_eq!(moved.milestones().assessment_offered_at, Some(on(26)));
    let declined = done(&moved, 27, decline());
    assert_eq!(declined.milestones().triaged_at, Some(on(25)));
    assert_eq!(declined.milestones().decided_at, Some(on(27)));
    let reopened = done(
        &declined,
        28,
        Action::Reopen {
            reason: "New facts".to_owned(),
        },
    );
    let declined = done(&reopened, 30, decline());
    assert_eq!(declined.milestones().decided_at, Some(on(30)));
}

#[test]
fn who_begins_to_read_has_acknowledged() {
    let read = done(&received(), 24, Action::StartTriage);
    assert_eq!(read.milestones().acknowledged_at, Some(on(24)));
}

#[test]
fn the_clock_of_triage_stands_still_while_information_is_awaited_and_not_on_hold() {
    assert_eq!(due(&received()), date("2026-11-24"));
    let triage = done(&received(), 23, Action::StartTriage);
    assert_eq!(due(&triage), date("2026-11-25"));
    let asked = done(&triage, 23, ask());
    assert_eq!(due(&asked), date("2026-12-04"), "the answer is due");
    let answered = done(&asked, 27, Action::ReceiveInfo { answer: None });
    assert_eq!(answered.milestones().waited, [(on(23), on(27))]);
    assert_eq!(due(&answered), date("2026-12-01"), "four days later");
    let hold = Action::Hold {
        reason: "On holiday".to_owned(),
        review: date("2026-12-10"),
    };
    let paused = done(&triage, 23, hold);
    assert_eq!(due(&paused), date("2026-11-25"), "the clock runs on");
    let resumed = done(&paused, 27, Action::Resume);
    assert_eq!(due(&resumed), date("2026-11-25"));
    assert!(resumed.milestones().waited.is_empty());
}

fn held(referral: &Referral) -> HeldUntil {
    referral.held_until(&promises(), |at| at.date_naive())
}

#[test]
fn a_promise_holds_until_a_day_that_only_waits_move_and_until_it_is_reached() {
    let as_promised = HeldUntil {
        triage: Until::AsPromised,
        assessment: Until::AsPromised,
    };
    let triage = done(&received(), 23, Action::StartTriage);
    assert_eq!(held(&triage), as_promised);
    let asked = done(&triage, 24, ask());
    assert_eq!(held(&asked).triage, Until::StandsStill);
    assert_eq!(held(&asked).assessment, Until::StandsStill);
    let answered = done(&asked, 26, Action::ReceiveInfo { answer: None });
    let moved = |day| date(day).map(Until::Moved).expect("a day");
    let both = HeldUntil {
        triage: moved("2026-11-27"),
        assessment: moved("2026-12-02"),
    };
    assert_eq!(held(&answered), both);
    // What is asked after triage moves the assessment alone.
    let agreed = done(&answered, 27, assess(vec![opinion(Opinion::Agree, None)]));
    let assessed = done(&agreed, 27, offer(None));
    let asked = done(&assessed, 27, ask());
    assert_eq!(held(&asked).triage, moved("2026-11-27"));
    assert_eq!(held(&asked).assessment, Until::StandsStill);
    let answered = done(&asked, 30, Action::Resume);
    assert_eq!(held(&answered).triage, moved("2026-11-27"));
    assert_eq!(held(&answered).assessment, moved("2026-12-03"));
    let dated = done(&answered, 30, offer(date("2026-12-09")));
    let later = done(&dated, 30, ask());
    assert_eq!(held(&later), held(&dated), "both are reached");
}

#[test]
fn a_question_that_is_asked_after_the_promised_day_does_not_mend_it() {
    let triage = done(&received(), 23, Action::StartTriage);
    let asked = done(&triage, 26, ask());
    assert_eq!(held(&asked).triage, Until::AsPromised, "it was the 25th");
    assert_eq!(held(&asked).assessment, Until::StandsStill);
    let declined = done(&asked, 27, decline());
    let until = date("2026-11-26").map(Until::Moved).expect("a day");
    assert_eq!(held(&declined).triage, until, "still before the 27th");
}

#[test]
fn a_hold_moves_no_promise() {
    let hold = Action::Hold {
        reason: "On holiday".to_owned(),
        review: date("2026-12-10"),
    };
    let paused = done(&received(), 23, hold);
    assert_eq!(held(&paused).triage, Until::AsPromised);
    let resumed = done(&paused, 30, Action::Resume);
    assert_eq!(held(&resumed).triage, Until::AsPromised);
}

/// What is promised, and for when.
fn promised(referral: &Referral) -> Option<(Promise, String)> {
    let promised = referral.promised(&promises(), |at| at.date_naive())?;
    Some((promised.what, promised.day.to_string()))
}

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

#[test]
fn what_is_handed_over_waits_for_its_new_owner_until_they_do_something() {
    let (me, other) = (Uuid::from_u128(1), Uuid::from_u128(2));
    let give = |to| Action::Assign { to, note: None };
    let note = || Action::Note {
        text: "Called".to_owned(),
    };
    let triage = done(&received(), 24, Action::StartTriage);
    assert!(!triage.needs_attention());
    let own = done(&triage, 24, give(me));
    assert!(!own.is_handed(), "who takes it has it in hand");
    let given = done(&own, 24, give(other));
    assert!(given.is_handed() && given.needs_attention());
    let noted = done(&given, 25, note());
    assert!(
        noted.is_handed(),
        "that others go on tells their owner nothing"
    );
    for action in [note(), Action::MarkRead, Action::Claim { by: other }] {
        let taken = does(&noted, Actor::Staff(other), 25, action).expect("taken up");
        assert!(!taken.is_handed() && !taken.needs_attention());
        assert_eq!(taken.owner(), Some(other));
    }
    let nothing = does(&noted, STAFF, 25, Action::MarkRead);
    assert_eq!(nothing, Err(Refusal::NoNews), "only its owner has seen it");
    assert!(!done(&noted, 25, Action::Release).is_handed());
    let back = does(&noted, Actor::Staff(other), 25, give(me)).expect("given back");
    assert!(back.is_handed());
    let withdrawn = does(&noted, REFERRER, 25, Action::Withdraw { reason: None });
    assert!(!withdrawn.expect("withdrawn").needs_attention());
}

#[test]
fn news_is_what_comes_from_outside_until_staff_have_read_it() {
    let reply = Action::Reply {
        text: "She moved".to_owned(),
    };
    let news = does(&received(), REFERRER, 24, reply).expect("a word");
    assert_eq!(news.news_at(), Some(on(24)));
    let noted = done(
        &news,
        24,
        Action::Note {
            text: "Seen on paper".to_owned(),
        },
    );
    assert_eq!(
        noted.news_at(),
        Some(on(24)),
        "a note is no answer to the news"
    );
    let read = done(&noted, 25, Action::MarkRead);
    assert_eq!(read.news_at(), None);
    assert_eq!(
        does(&read, STAFF, 25, Action::MarkRead),
        Err(Refusal::NoNews)
    );
    let asked = done(&read, 25, ask());
    let answer = Action::ReceiveInfo {
        answer: Some("40 units".to_owned()),
    };
    let by_phone = done(&asked, 26, answer.clone());
    assert_eq!(by_phone.news_at(), None, "staff wrote it down themselves");
    let answered = does(&asked, REFERRER, 26, answer).expect("an answer");
    assert_eq!(answered.news_at(), Some(on(26)));
    assert_eq!(done(&answered, 26, Action::StartTriage).news_at(), None);
}

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

#[test]
fn remarks_contradict_nothing() {
    let measure = Action::RecordMeasure {
        measure: Measure::Total {
            scale: Scale::Tsui,
            value: 9,
        },
        on: on(23).date_naive(),
    };
    let text = || "A word".to_owned();
    let closed = done(&received(), 23, Action::Withdraw { reason: None });
    for remark in [
        Action::Note { text: text() },
        Action::Message { text: text() },
        measure,
    ] {
        assert!(remark.is_remark());
        let after = done(&closed, 24, remark);
        assert_eq!(after.state(), closed.state());
    }
    assert!(!ask().is_remark() && !decline().is_remark() && !Action::MarkRead.is_remark());
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

#[test]
fn the_eighteen_weeks_run_only_where_they_are_marked_and_the_nhs_pays() {
    let clock = |referral: &Referral, payer| referral.rtt_clock(payer, |at| at.date_naive());
    let nhs = Some(Payer::Nhs);
    assert_eq!(clock(&received(), nhs), None);
    let marked = done(&received(), 23, Action::MarkRtt { applicable: true });
    assert_eq!(clock(&marked, Some(Payer::SelfPay)), None);
    let running = clock(&marked, nhs).expect("a clock");
    assert_eq!(Some(running.breach), date("2027-03-29"));
    assert_eq!(running.stopped, None);
    let hold = Action::Hold {
        reason: "On holiday".to_owned(),
        review: None,
    };
    assert_eq!(clock(&done(&marked, 24, hold), nhs), Some(running));
    let closed = done(&marked, 26, Action::Withdraw { reason: None });
    let stopped = clock(&closed, nhs).expect("a clock");
    assert_eq!(stopped.stopped, date("2026-11-26"));
}

fn merge() -> Action {
    Action::Merge {
        into: Uuid::from_u128(7),
        reason: "Sent twice".to_owned(),
    }
}

/// A case of which the payment is arranged.
fn waiting() -> Referral {
    let steps = [
        offer(None),
        Action::SendToMdt { meeting: None },
        Action::Accept { meeting: None },
        Action::ConfirmFunding,
    ];
    let steps = steps.into_iter();
    steps.fold(triaged(24), |case, step| done(&case, 24, step))
}

fn booked() -> Referral {
    let book = Action::BookAdmission {
        on: date("2026-12-01").expect("a day"),
        bed: None,
    };
    done(&waiting(), 24, book)
}

fn paused(case: &Referral) -> Referral {
    let hold = Action::Hold {
        reason: "Away".to_owned(),
        review: None,
    };
    done(case, 24, hold)
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

//! What staff do to a case: milestones and promised days, news, opinions, priority, and cases that were joined.

use chrono::{DateTime, NaiveDate, Utc};
use domain::pathway::Verdict;
use domain::referral::casework::{Asked, Meeting, Opinion, Payer, Priority, SignOpinion};
use domain::referral::measure::{Measure, Scale};
use domain::referral::{
    Action, Actor, DeclineReason, Promises, Referral, Refusal, StateCode, Targets,
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
    referral.due(&promises(), |at| at.date_naive())
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
    let team = [Action::StartTriage, offer(None), Action::SendToMdt];
    let before = team
        .into_iter()
        .fold(received(), |case, action| done(&case, 24, action));
    for (present, rationale) in [("", "Fits"), ("All", " ")] {
        let meeting = meeting(present, rationale);
        let defer = does(&before, STAFF, 25, Action::Defer { meeting });
        assert_eq!(defer, Err(Refusal::NoReason));
    }
    let whole = meeting("All", "Fits");
    let deferred = done(
        &before,
        25,
        Action::Defer {
            meeting: whole.clone(),
        },
    );
    assert_eq!(deferred.state().code(), StateCode::MdtDecision);
    assert_eq!(deferred.milestones().decided_at, None);
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

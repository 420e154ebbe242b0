//! What is promised at the receipt, until when it holds, and what is reached.

use domain::referral::casework::{Opinion, Payer};
use domain::referral::{Action, HeldUntil, Referral, Refusal, Until};

use super::{
    STAFF, ask, assess, date, decline, does, done, due, offer, on, opinion, promises, received,
};

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

//! Promised days as waits for information move them: written with each event, worked out for earlier cases, and counted.

use chrono::TimeDelta;
use domain::people::Reference;
use domain::referral::casework::Asked;
use domain::referral::{Action, Actor};
use inpatient_referral::jobs;
use inpatient_referral::security::permissions::Role;
use inpatient_referral::store::referrals;

use super::seed::start;
use super::{PATH, rows, signed_in};
use crate::admissions::steps::agree;
use crate::admissions::team::{conn, refer, sender};
use crate::harness::app::TestApp;

/// Something happens to a case, so many days after what was before; `seen` is how many events it had.
async fn act(app: &TestApp, reference: Reference, seen: i32, days: i64, action: Action) {
    app.clock.advance(TimeDelta::days(days));
    let (mut conn, by) = (conn(app).await, (Actor::System, app.now()));
    let done = referrals::act(&mut conn, &app.app.keyring, reference, seen, action, by).await;
    done.unwrap();
}

fn ask() -> Action {
    Action::RequestInfo {
        question: "Which dose?".to_owned(),
        due: "2026-12-09".parse().ok(),
        of: Asked::Referrer,
    }
}

fn answer() -> Action {
    Action::ReceiveInfo { answer: None }
}

fn offer() -> Action {
    Action::OfferAssessment {
        on: "2026-12-14".parse().ok(),
        appointment: None,
    }
}

/// What the columns of the only case say.
async fn until(app: &TestApp) -> (Option<String>, Option<String>) {
    let mut conn = conn(app).await;
    let found = sqlx::query_as("SELECT triage_until::text, assess_until::text FROM referrals");
    found.fetch_one(&mut *conn).await.unwrap()
}

fn days(triage: &str, assessment: &str) -> (Option<String>, Option<String>) {
    (Some(triage.to_owned()), Some(assessment.to_owned()))
}

async fn times(app: &TestApp) -> Vec<String> {
    let (_, browser) = signed_in(app, "Bo Second", Role::Lead).await;
    rows(&browser.get(PATH).await, "times")
}

// Received on Wednesday, 25 November 2026: triage is promised by Friday the 27th, an assessment by Wednesday, 2 December.

#[tokio::test]
async fn a_wait_that_began_in_time_moves_the_promise_that_is_counted() {
    let app = start().await;
    let reference = refer(&app, sender("Ada Example")).await;
    act(&app, reference, 1, 1, Action::StartTriage).await;
    assert_eq!(until(&app).await, (None, None));
    act(&app, reference, 2, 0, ask()).await;
    assert_eq!(until(&app).await, days("infinity", "infinity"));
    app.clock.advance(TimeDelta::days(5));
    let (_, browser) = signed_in(&app, "Ada Okafor", Role::Lead).await;
    let waiting = rows(&browser.get(PATH).await, "times");
    assert!(
        waiting[1].ends_with(
            "Done 0 Still waiting 1 Median – 90th percentile – Promised 2 Promise kept –"
        ),
        "Tuesday: the day has passed, and the clock stands still: {waiting:?}"
    );
    act(&app, reference, 3, 0, answer()).await;
    // Friday, Monday and Tuesday.
    assert_eq!(until(&app).await, days("2026-12-02", "2026-12-07"));
    act(&app, reference, 4, 0, agree()).await;
    act(&app, reference, 5, 1, offer()).await;
    let times = times(&app).await;
    assert!(
        times[1].ends_with("Median 5 90th percentile 5 Promised 2 Promise kept 1 of 1 (100%)"),
        "{times:?}"
    );
    assert!(times[2].ends_with("Promised 5 Promise kept 1 of 1 (100%)"));
    app.stop().await;
}

#[tokio::test]
async fn a_wait_that_began_too_late_mends_nothing() {
    let app = start().await;
    let reference = refer(&app, sender("Ada Example")).await;
    // Asked on Monday, 30 November, one working day after the promised one.
    act(&app, reference, 1, 1, Action::StartTriage).await;
    act(&app, reference, 2, 4, ask()).await;
    assert_eq!(until(&app).await.0, None);
    let waiting = times(&app).await;
    assert!(
        waiting[1].ends_with(
            "Still waiting 1 Median – 90th percentile – Promised 2 Promise kept 0 of 1 (0%)"
        ),
        "{waiting:?}"
    );
    app.stop().await;
}

#[tokio::test]
async fn earlier_cases_get_their_days_from_their_events() {
    let app = start().await;
    let reference = refer(&app, sender("Ada Example")).await;
    act(&app, reference, 1, 1, Action::StartTriage).await;
    act(&app, reference, 2, 0, ask()).await;
    act(&app, reference, 3, 5, answer()).await;
    act(&app, reference, 4, 0, agree()).await;
    act(&app, reference, 5, 1, offer()).await;
    let known = app.dump("referrals").await;
    app.execute(
        "UPDATE referrals SET acknowledge_by = NULL, triage_by = NULL, assess_by = NULL, triage_until = NULL, assess_until = NULL,
             folded_version = NULL",
    )
    .await;
    let unknown = times(&app).await;
    assert!(
        unknown[1].ends_with("Promised – Promise kept –; 1 not known yet"),
        "{unknown:?}"
    );
    assert_eq!(jobs::refold_now(&app.app).await, 1);
    assert_eq!(jobs::refold_now(&app.app).await, 0, "once is enough");
    assert_eq!(app.dump("referrals").await, known);
    app.stop().await;
}

#[tokio::test]
async fn an_earlier_case_gets_its_days_from_whoever_works_on_it_first() {
    let app = start().await;
    let reference = refer(&app, sender("Ada Example")).await;
    let known = app.dump("referrals").await;
    app.execute(
        "UPDATE referrals SET acknowledge_by = NULL, triage_by = NULL, assess_by = NULL, folded_version = NULL",
    )
    .await;
    let note = Action::Note {
        text: "Rang".to_owned(),
    };
    act(&app, reference, 1, 0, note).await;
    assert_eq!(jobs::refold_now(&app.app).await, 0, "nothing is left to do");
    app.execute("UPDATE referrals SET version = 1, folded_version = 1")
        .await;
    assert_eq!(app.dump("referrals").await, known);
    app.stop().await;
}

//! Hazard H1: a danger sign comes before everything, and its answer is kept nowhere.

use chrono::TimeDelta;

use crate::harness::TestApp;

use super::{go_on, walk};

#[actix_web::test]
async fn nothing_is_stored_before_the_safety_question_is_answered() {
    let app = TestApp::start().await;
    let browser = app.browser();
    browser.get("/check").await;
    browser.get("/check/red_flags").await;
    assert_eq!(app.count("screenings").await, 0);
}

#[actix_web::test]
async fn every_stop_has_its_own_page_and_stores_nothing() {
    let app = TestApp::start().await;
    for (answer, outcome, words) in [
        ("emergency", "stop_emergency", "999"),
        ("urgent", "stop_urgent", "111"),
        ("self_harm", "stop_crisis", "Samaritans"),
        ("not_sure", "stop_check_111", "111"),
    ] {
        let browser = app.browser();
        let page = browser.get("/check/red_flags").await;
        let stop = browser.answer(&page, &[("red_flags", answer)]).await;
        assert_eq!(stop.attributes("main", "data-outcome"), [outcome]);
        assert!(stop.text("main").contains(words), "{outcome}");
        assert_eq!(stop.path, "/check/red_flags", "the address tells nothing");
        assert_eq!(app.count("screenings").await, 0);
    }
}

#[actix_web::test]
async fn having_had_medical_help_resumes_and_is_kept_as_history() {
    let app = TestApp::start().await;
    let browser = app.browser();
    let page = browser.get("/check/red_flags").await;
    let stop = browser.answer(&page, &[("red_flags", "urgent")]).await;
    let next = browser.answer(&stop, &[]).await;
    assert_ne!(next.path, "/check/red_flags");
    assert_eq!(app.count("screenings").await, 1);
    let answers = go_on(&browser, next, &[]).await;
    assert_eq!(answers.path, "/check/answers");
    let result = browser.get("/check/result").await;
    let flags = result.attributes("[data-flag]", "data-flag");
    assert!(flags.contains(&"red_flag_history".to_owned()), "{flags:?}");
}

#[actix_web::test]
async fn a_stop_later_on_takes_the_safety_answer_back_and_bars_the_way() {
    let app = TestApp::start().await;
    let browser = app.browser();
    walk(&browser, &[]).await;
    let safety = browser.get("/check/red_flags").await;
    let stop = browser.answer(&safety, &[("red_flags", "self_harm")]).await;
    assert_eq!(stop.attributes("main", "data-outcome"), ["stop_crisis"]);
    assert_eq!(browser.get("/check/result").await.path, "/check/red_flags");
    assert_eq!(browser.get("/check/send").await.path, "/check/red_flags");
    let again = browser.get("/check/red_flags").await;
    assert!(!again.has("input[checked]"), "the answer was not kept");
    let answers = browser.answer(&again, &[("red_flags", "none")]).await;
    assert_eq!(
        answers.path, "/check/answers",
        "the other answers are still there"
    );
}

/// Help with one sign lifts no other, nor the same one told again.
#[actix_web::test]
async fn medical_help_lifts_only_the_answer_that_it_was_told_with() {
    let app = TestApp::start().await;
    let browser = app.browser();
    let page = browser.get("/check/red_flags").await;
    let stop = browser.answer(&page, &[("red_flags", "urgent")]).await;
    let next = browser.answer(&stop, &[]).await;
    go_on(&browser, next, &[]).await;
    for (answer, outcome) in [
        ("emergency", "stop_emergency"),
        ("self_harm", "stop_crisis"),
        ("not_sure", "stop_check_111"),
        ("urgent", "stop_urgent"),
    ] {
        let safety = browser.get("/check/red_flags").await;
        let stop = browser.answer(&safety, &[("red_flags", answer)]).await;
        assert_eq!(stop.attributes("main", "data-outcome"), [outcome]);
        assert_eq!(
            browser.get("/check/result").await.path,
            "/check/red_flags",
            "{answer}"
        );
        let resumed = browser.answer(&stop, &[]).await;
        assert_eq!(resumed.path, "/check/answers", "{answer}");
    }
}

#[actix_web::test]
async fn the_help_for_a_crisis_stays_in_sight_after_it_was_lifted() {
    let app = TestApp::start().await;
    let browser = app.browser();
    let page = browser.get("/check/red_flags").await;
    for words in ["116 123", "85258"] {
        assert!(
            page.text("main").contains(words),
            "{words} beside the question"
        );
    }
    let stop = browser.answer(&page, &[("red_flags", "self_harm")]).await;
    let next = browser.answer(&stop, &[]).await;
    assert_eq!(
        next.path, "/check/completed_by",
        "the confirmation is not asked twice"
    );
    go_on(&browser, next, &[]).await;
    let result = browser.get("/check/result").await;
    for words in ["116 123", "85258", "mental health option"] {
        assert!(
            result.text("main").contains(words),
            "{words} with the result"
        );
    }
}

#[actix_web::test]
async fn what_was_typed_in_a_window_left_open_for_a_day_is_kept() {
    let app = TestApp::start().await;
    let browser = app.browser();
    walk(&browser, &[]).await;
    let goals = browser.get("/check/goals").await;
    app.clock.advance(TimeDelta::hours(25));
    let safety = browser
        .answer(&goals, &[("goals", "Sing in the choir")])
        .await;
    assert_eq!(safety.path, "/check/red_flags");
    let answers = browser.answer(&safety, &[("red_flags", "none")]).await;
    assert!(answers.text("main").contains("Sing in the choir"));
}

#[actix_web::test]
async fn a_draft_taken_up_a_day_later_is_asked_about_danger_again() {
    let app = TestApp::start().await;
    let browser = app.browser();
    walk(&browser, &[]).await;
    app.clock.advance(TimeDelta::hours(25));
    let safety = browser.get("/check/result").await;
    assert_eq!(safety.path, "/check/red_flags");
    let answers = browser.answer(&safety, &[("red_flags", "none")]).await;
    assert_eq!(answers.path, "/check/answers");
}

#[actix_web::test]
async fn an_unanswered_safety_question_is_asked_again() {
    let app = TestApp::start().await;
    let browser = app.browser();
    let page = browser.get("/check/red_flags").await;
    let again = browser.answer(&page, &[]).await;
    assert_eq!(again.status, 422);
    assert!(again.text("title").starts_with("Error: "));
    assert!(again.has(".nhsuk-error-summary a[href='#red_flags']"));
    assert_eq!(app.count("screenings").await, 0);
}

#[actix_web::test]
async fn the_help_page_is_linked_from_every_page() {
    let app = TestApp::start().await;
    let browser = app.browser();
    walk(&browser, &[]).await;
    for path in [
        "/",
        "/check",
        "/check/red_flags",
        "/check/answers",
        "/check/result",
        "/privacy",
        "/nowhere",
    ] {
        let page = browser.get(path).await;
        assert!(page.has("a[href='/get-help']"), "{path}");
    }
    let help = browser.get("/get-help").await;
    for words in ["999", "111", "116 123", "85258"] {
        assert!(help.text("main").contains(words), "{words}");
    }
}

//! A code with which somebody gives their answers to a GP.

use chrono::TimeDelta;
use reqwest::StatusCode;

use crate::harness::{Browser, Page, TestApp};

use super::{at_result, walk};

/// Makes a code; returns the sheet.
async fn make(browser: &Browser) -> Page {
    let page = browser.get("/check/handover").await;
    assert_eq!(page.path, "/check/handover");
    browser.answer(&page, &[]).await
}

#[actix_web::test]
async fn the_result_leads_to_a_code_on_a_sheet_with_all_that_a_gp_needs() {
    let app = TestApp::start().await;
    let browser = app.browser();
    let result = at_result(&browser, &[]).await;
    assert!(result.has("main a[href='/check/handover']"));
    let about = browser.get("/check/handover").await.text("main");
    for words in [
        "Who sees your answers",
        "once, for 14 days",
        "Nothing is sent",
    ] {
        assert!(about.contains(words), "{words} in {about}");
    }
    let sheet = make(&browser).await;
    let code = sheet.text("[data-code]");
    assert_eq!((code.len(), &code[4..5]), (9, "-"));
    let text = sheet.text("main");
    for words in [
        "/refer",
        "works once, until",
        "Pain or involuntary movement is impacting your daily life",
        "You need coordinated input from multiple specialists",
    ] {
        assert!(text.contains(words), "{words} in {text}");
    }
    let stored = app.dump("handovers").await;
    assert!(!stored.contains(&code) && !stored.contains("Drive to see my sister"));
    let made = "action = 'handover.made' AND actor = 'patient'";
    assert_eq!(app.count_where("audit_log", made).await, 1);
    let again = browser.get("/check/handover").await;
    assert!(!again.html.contains(&code), "it is shown once");
}

#[actix_web::test]
async fn a_new_code_replaces_the_one_before() {
    let app = TestApp::start().await;
    let browser = app.browser();
    at_result(&browser, &[]).await;
    let first = make(&browser).await.text("[data-code]");
    let second = make(&browser).await.text("[data-code]");
    assert_ne!(first, second);
    assert_eq!(app.count("handovers").await, 1);
}

#[actix_web::test]
async fn without_a_complete_answer_that_may_be_sent_there_is_no_code() {
    let app = TestApp::start().await;
    assert_eq!(app.browser().get("/check/handover").await.path, "/check");
    let begun = app.browser();
    let page = begun.get("/check/red_flags").await;
    begun.answer(&page, &[("red_flags", "none")]).await;
    assert_ne!(begun.get("/check/handover").await.path, "/check/handover");
    let young = app.browser();
    let born: &[(&str, &str)] = &[
        ("date_of_birth.day", "1"),
        ("date_of_birth.month", "6"),
        ("date_of_birth.year", "2015"),
    ];
    walk(&young, &[("date_of_birth", born)]).await;
    assert!(
        !young
            .get("/check/result")
            .await
            .has("main a[href='/check/handover']")
    );
    assert_eq!(young.get("/check/handover").await.path, "/check/result");
    assert_eq!(app.count("handovers").await, 0);
}

#[actix_web::test]
async fn after_a_day_safety_is_asked_again_before_a_code_is_made() {
    let app = TestApp::start().await;
    let browser = app.browser();
    at_result(&browser, &[]).await;
    let page = browser.get("/check/handover").await;
    app.clock.advance(TimeDelta::hours(25));
    let asked = browser.answer(&page, &[]).await;
    assert_eq!(asked.path, "/check/red_flags");
    assert_eq!(app.count("handovers").await, 0);
}

#[actix_web::test]
async fn a_forged_form_makes_no_code() {
    let app = TestApp::start().await;
    let browser = app.browser();
    at_result(&browser, &[]).await;
    let page = browser.get("/check/handover").await;
    let refused = browser.answer(&page, &[("csrf", "guessed")]).await;
    assert_eq!(refused.status, StatusCode::FORBIDDEN);
    assert_eq!(app.count("handovers").await, 0);
}

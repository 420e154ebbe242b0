//! Bad input and an absent database: a clear page, quickly, and nothing typed is lost.

use std::time::{Duration, Instant};

use crate::harness::TestApp;

use super::{at_send, walk};

/// As long as it takes a person to read and press; a connection that was lost is noticed by then.
async fn a_moment() {
    tokio::time::sleep(Duration::from_millis(700)).await;
}

#[actix_web::test]
async fn a_database_that_is_away_gets_a_503_in_three_seconds_that_keeps_what_was_typed() {
    let app = TestApp::start().await;
    let browser = app.browser();
    walk(&browser, &[]).await;
    let page = browser.get("/check/goals").await;
    let back = app.cut_database().await;
    let begun = Instant::now();
    let away = browser
        .answer(&page, &[("goals", "Hold my grandson")])
        .await;
    assert!(
        begun.elapsed() < Duration::from_secs(3),
        "{:?}",
        begun.elapsed()
    );
    assert_eq!(away.status, 503);
    assert!(away.text("main").contains("Hold my grandson"));
    back.restore().await;
    a_moment().await;
    let saved = browser.answer(&away, &[]).await;
    assert_eq!(
        (saved.status.as_u16(), saved.path.as_str()),
        (200, "/check/answers")
    );
    assert!(saved.text("main").contains("Hold my grandson"));
}

#[actix_web::test]
async fn a_send_that_met_an_outage_can_be_sent_again_from_its_error_page() {
    let app = TestApp::start().await;
    let browser = app.browser();
    let page = at_send(&browser, &[]).await;
    let back = app.cut_database().await;
    let away = browser
        .answer(&page, &[("reason", "Mornings are best")])
        .await;
    assert_eq!(away.status, 503);
    back.restore().await;
    a_moment().await;
    let sent = browser.answer(&away, &[]).await;
    assert_eq!(sent.path, "/check/sent");
    assert_eq!(app.count("submissions").await, 1);
}

#[actix_web::test]
async fn a_form_with_an_outdated_token_is_offered_again_with_what_was_typed() {
    let app = TestApp::start().await;
    let browser = app.browser();
    walk(&browser, &[]).await;
    let page = browser.get("/check/goals").await;
    let refused = browser
        .answer(&page, &[("csrf", "outdated"), ("goals", "Walk the dog")])
        .await;
    assert_eq!(refused.status, 403);
    let saved = browser.answer(&refused, &[]).await;
    assert!(saved.text("main").contains("Walk the dog"));
}

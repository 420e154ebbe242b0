//! The start page, and starting again.

use domain::pathway::Pathways;

use crate::harness::TestApp;

use super::walk;

#[actix_web::test]
async fn the_start_page_has_the_care_cards_and_a_way_in() {
    let app = TestApp::start().await;
    let page = app.browser().get("/check").await;
    assert_eq!(page.status, 200);
    for words in [
        "Call 999",
        "111",
        "Samaritans",
        "not monitored for emergencies",
    ] {
        assert!(page.text("main").contains(words), "{words}");
    }
    assert!(page.has("a[href='/check/red_flags']"));
}

#[actix_web::test]
async fn somebody_who_has_begun_can_go_on_or_start_again() {
    let app = TestApp::start().await;
    let browser = app.browser();
    walk(&browser, &[]).await;
    let page = browser.get("/check").await;
    assert!(page.has("a[href='/check/answers']"));
    let again = browser.answer(&page, &[]).await;
    assert_eq!(again.path, "/check");
    assert_eq!(app.count("screenings").await, 0);
    assert_eq!(browser.get("/check/answers").await.path, "/check");
}

#[actix_web::test]
async fn a_draft_that_is_gone_says_so() {
    let app = TestApp::start().await;
    let browser = app.browser();
    walk(&browser, &[]).await;
    app.execute("DELETE FROM screenings").await;
    let page = browser.get("/check/answers").await;
    assert_eq!(page.path, "/check/expired");
    let safety = browser.get("/check/red_flags").await;
    assert_eq!(safety.status, 200, "one can begin anew");
}

/// Another condition with other questions and signs, of which no line of the program knows.
const KNEE: &str = include_str!("../../src/domain/tests/pathways/knee-pain.toml");

#[actix_web::test]
async fn another_condition_is_asked_about_without_a_line_of_code() {
    let pathways = Pathways::load([("knee-pain.toml".to_owned(), KNEE.to_owned())]).unwrap();
    let app = TestApp::start_offering(&["--demo"], pathways).await;
    let browser = app.browser();
    let start = browser.get("/check").await;
    let other = start
        .attributes("main a[href*='condition']", "href")
        .remove(0);
    let start = browser.get(&other).await;
    let first = start
        .attributes("main a[href*='/check/danger']", "href")
        .remove(0);
    let stop = {
        let page = browser.get(&first).await;
        browser.answer(&page, &[("danger", "yes")]).await
    };
    assert!(stop.has("main[data-outcome]"));
    assert_eq!(app.count("screenings").await, 0);
    let page = browser.get(&first).await;
    let born = browser.answer(&page, &[("danger", "no")]).await;
    assert_eq!(born.path, "/check/born");
    assert_eq!(
        app.count_where("screenings", "pathway_id = 'knee-pain'")
            .await,
        1
    );
    assert_eq!(
        browser.get("/check/red_flags").await.status,
        404,
        "not a question of this one"
    );
    assert_eq!(
        app.browser().get("/check?condition=unknown").await.status,
        404
    );
}

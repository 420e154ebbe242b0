//! One question a page: back, change, errors, and nobody jumps ahead.

use crate::harness::TestApp;

use super::{FOUR_SIGNS, go_on, walk};

#[actix_web::test]
async fn the_whole_questionnaire_can_be_walked_and_every_answer_is_listed() {
    let app = TestApp::start().await;
    let browser = app.browser();
    let page = walk(&browser, &[]).await;
    assert_eq!(page.path, "/check/answers");
    let text = page.text("main");
    for words in [
        "14 March 1974",
        "Driving",
        "Drive to see my sister",
        "Botulinum",
    ] {
        assert!(text.contains(words), "{words} in {text}");
    }
    for (question, _) in FOUR_SIGNS
        .iter()
        .filter(|(id, _)| *id != "consent_to_share")
    {
        assert!(
            page.has(&format!("a[href='/check/{question}']")),
            "change {question}"
        );
    }
}

#[actix_web::test]
async fn a_saved_answer_is_shown_again_and_can_be_changed() {
    let app = TestApp::start().await;
    let browser = app.browser();
    walk(&browser, &[]).await;
    let page = browser.get("/check/pain_impact").await;
    assert_eq!(page.form().value("pain_impact"), Some("a_lot"));
    let back = browser.answer(&page, &[("pain_impact", "a_little")]).await;
    assert_eq!(back.path, "/check/answers");
    let page = browser.get("/check/pain_impact").await;
    assert_eq!(page.form().value("pain_impact"), Some("a_little"));
    let table = browser.get("/check/treatments").await;
    assert_eq!(
        table.form().value("treatments.botulinum_toxin.benefit"),
        Some("some")
    );
    let date = browser.get("/check/date_of_birth").await;
    assert_eq!(date.form().value("date_of_birth.year"), Some("1974"));
}

#[actix_web::test]
async fn nobody_jumps_ahead_by_address() {
    let app = TestApp::start().await;
    let fresh = app.browser();
    for path in [
        "/check/pain_impact",
        "/check/answers",
        "/check/result",
        "/check/contact",
        "/check/send",
        "/check/sent",
        "/check/copy",
        "/check/save",
    ] {
        assert_eq!(fresh.get(path).await.path, "/check", "{path}");
    }
    let browser = app.browser();
    let safety = browser.get("/check/red_flags").await;
    let next = browser.answer(&safety, &[("red_flags", "none")]).await.path;
    for path in [
        "/check/pain_impact",
        "/check/answers",
        "/check/result",
        "/check/contact",
        "/check/consent_to_share",
        "/check/send",
    ] {
        assert_eq!(browser.get(path).await.path, next, "{path}");
    }
    let complete = app.browser();
    walk(&complete, &[]).await;
    assert_eq!(
        complete.get("/check/consent_to_share").await.path,
        "/check/contact"
    );
    assert_eq!(complete.get("/check/send").await.path, "/check/contact");
    assert_eq!(complete.get("/check/sent").await.path, "/check/answers");
}

#[actix_web::test]
async fn a_question_that_does_not_exist_is_not_found() {
    let app = TestApp::start().await;
    let page = app.browser().get("/check/no_such_question").await;
    assert_eq!(page.status, 404);
    assert!(page.has("h1"));
}

#[actix_web::test]
async fn a_wrong_date_is_told_in_title_summary_and_field_and_what_was_typed_stays() {
    let app = TestApp::start().await;
    let browser = app.browser();
    let safety = browser.get("/check/red_flags").await;
    let mut page = browser.answer(&safety, &[("red_flags", "none")]).await;
    while page.path != "/check/date_of_birth" {
        page = browser.answer(&page, &[("completed_by", "self")]).await;
    }
    for (day, month, year) in [
        ("31", "2", "1974"),
        ("1", "1", "2999"),
        ("1", "1", "1850"),
        ("", "3", "1974"),
        ("x", "y", "z"),
    ] {
        let values = [
            ("date_of_birth.day", day),
            ("date_of_birth.month", month),
            ("date_of_birth.year", year),
        ];
        let again = browser.answer(&page, &values).await;
        assert_eq!(again.status, 422, "{values:?}");
        assert!(again.text("title").starts_with("Error: "));
        assert!(again.has(".nhsuk-error-summary a[href^='#date_of_birth']"));
        assert!(again.has(".nhsuk-error-message"));
        assert_eq!(again.form().value("date_of_birth.year"), Some(year));
    }
}

#[actix_web::test]
async fn none_of_these_excludes_the_others() {
    let app = TestApp::start().await;
    let browser = app.browser();
    walk(&browser, &[]).await;
    let page = browser.get("/check/limited_activities").await;
    let both = [
        ("limited_activities", "none"),
        ("limited_activities", "driving"),
    ];
    let again = browser.answer(&page, &both).await;
    assert_eq!(again.status, 422);
    assert_eq!(
        again.attributes("input[name=limited_activities][checked]", "value"),
        ["driving", "none"]
    );
}

#[actix_web::test]
async fn unknown_options_are_refused() {
    let app = TestApp::start().await;
    let browser = app.browser();
    walk(&browser, &[]).await;
    let page = browser.get("/check/pain_impact").await;
    let again = browser
        .answer(&page, &[("pain_impact", "<script>alert(1)</script>")])
        .await;
    assert_eq!(again.status, 422);
    assert!(!again.html.contains("<script>alert"));
}

#[actix_web::test]
async fn questions_about_a_proxy_come_and_go_with_who_answers() {
    let app = TestApp::start().await;
    let browser = app.browser();
    walk(&browser, &[]).await;
    let page = browser.get("/check/completed_by").await;
    let opened = browser
        .answer(&page, &[("completed_by", "someone_else")])
        .await;
    let special: &[(&str, &[(&str, &str)])] = &[
        ("proxy_name", &[("proxy_name", "Grace Helper")]),
        ("proxy_relationship", &[("proxy_relationship", "Daughter")]),
        ("proxy_authority", &[("proxy_authority", "patient_present")]),
    ];
    assert_eq!(opened.path, "/check/proxy_name");
    let answers = go_on(&browser, opened, special).await;
    assert!(answers.text("main").contains("Grace Helper"));
    let page = browser.get("/check/completed_by").await;
    let answers = browser.answer(&page, &[("completed_by", "self")]).await;
    assert_eq!(answers.path, "/check/answers");
    assert!(
        !answers.text("main").contains("Grace Helper"),
        "what is not asked is not kept"
    );
}

#[actix_web::test]
async fn two_windows_lose_nothing() {
    let app = TestApp::start().await;
    let browser = app.browser();
    walk(&browser, &[]).await;
    let pain = browser.get("/check/pain_impact").await;
    let movement = browser.get("/check/movement_impact").await;
    browser
        .answer(&pain, &[("pain_impact", "not_at_all")])
        .await;
    browser
        .answer(&movement, &[("movement_impact", "a_little")])
        .await;
    let pain = browser.get("/check/pain_impact").await;
    assert_eq!(pain.form().value("pain_impact"), Some("not_at_all"));
    let movement = browser.get("/check/movement_impact").await;
    assert_eq!(movement.form().value("movement_impact"), Some("a_little"));
}

#[actix_web::test]
async fn saved_at_is_shown_and_one_browser_cannot_see_anothers_answers() {
    let app = TestApp::start().await;
    let one = app.browser();
    let page = walk(&one, &[]).await;
    assert!(page.text("header").contains("Saved "));
    let other = app.browser();
    assert_eq!(other.get("/check/answers").await.path, "/check");
}

#[actix_web::test]
async fn a_benefit_without_a_treatment_is_no_answer() {
    let app = TestApp::start().await;
    let browser = app.browser();
    walk(&browser, &[]).await;
    let page = browser.get("/check/treatments").await;
    let mut form = page.form();
    form.fields
        .retain(|(name, _)| !name.starts_with("treatments."));
    let orphan = form.with(&[("treatments.dbs_surgery.benefit", "enough")]);
    assert_eq!(browser.send(&orphan).await.status, 422);
}

#[actix_web::test]
async fn characters_that_turn_words_around_are_refused() {
    let app = TestApp::start().await;
    let browser = app.browser();
    walk(&browser, &[]).await;
    let page = browser.get("/check/goals").await;
    let turned = browser.answer(&page, &[("goals", "\u{202e}etirw")]).await;
    assert_eq!(turned.status, 422);
    let nothing = browser.answer(&page, &[("goals", "\u{200b}")]).await;
    assert!(!nothing.html.contains('\u{200b}'));
}

//! Save and return.

use chrono::TimeDelta;

use crate::harness::{Browser, TestApp};

use super::{go_on, walk};

/// The link in the newest message of the demonstration's mailbox, without its host.
async fn newest_link(browser: &Browser) -> String {
    let mail = browser.get("/demo/mail").await;
    let link = mail
        .attributes("article a[href*='/check/resume/']", "href")
        .remove(0);
    link[link.find("/check/resume/").unwrap()..].to_owned()
}

async fn save(browser: &Browser, email: &str) -> String {
    let page = browser.get("/check/save").await;
    let saved = browser.answer(&page, &[("email", email)]).await;
    assert!(saved.text("main").contains(email), "{}", saved.html);
    newest_link(browser).await
}

#[actix_web::test]
async fn a_link_opens_the_draft_once_on_another_device() {
    let app = TestApp::start().await;
    let phone = app.browser();
    walk(&phone, &[]).await;
    let link = save(&phone, "ada@example.org").await;
    let laptop = app.browser();
    let page = laptop.get(&link).await;
    assert_eq!(
        laptop.get(&link).await.status,
        200,
        "looking uses nothing up"
    );
    let opened = laptop.answer(&page, &[]).await;
    assert_eq!(opened.path, "/check/answers");
    assert!(opened.text("main").contains("Drive to see my sister"));
    let thief = app.browser();
    assert_eq!(thief.get(&link).await.status, 410);
    assert_eq!(
        phone.get("/check/answers").await.path,
        "/check/expired",
        "one browser has it"
    );
}

#[actix_web::test]
async fn a_link_expires_and_a_wrong_one_opens_nothing() {
    let app = TestApp::start().await;
    let browser = app.browser();
    walk(&browser, &[]).await;
    let link = save(&browser, "ada@example.org").await;
    app.execute("UPDATE resume_tokens SET expires_at = now() - interval '1 minute'")
        .await;
    assert_eq!(app.browser().get(&link).await.status, 410);
    assert_eq!(
        app.browser().get("/check/resume/nonsense").await.status,
        410
    );
}

#[actix_web::test]
async fn the_token_is_stored_nowhere_in_clear() {
    let app = TestApp::start().await;
    let browser = app.browser();
    walk(&browser, &[]).await;
    let link = save(&browser, "ada@example.org").await;
    let token = link.rsplit('/').next().unwrap();
    for table in ["resume_tokens", "outbox", "screenings"] {
        let dump = app.dump(table).await;
        assert!(
            !dump.contains(token) && !dump.contains("ada@example"),
            "{table}"
        );
    }
}

#[actix_web::test]
async fn one_draft_a_person_and_a_stranger_cannot_delete_it() {
    let app = TestApp::start().await;
    let ada = app.browser();
    walk(&ada, &[]).await;
    let link = save(&ada, "ada@example.org").await;
    let page = ada.get(&link).await;
    ada.answer(&page, &[]).await;
    app.clock.advance(TimeDelta::minutes(1));
    let stranger = app.browser();
    let goal: &[(&str, &[(&str, &str)])] = &[("goals", &[("goals", "Something else")])];
    walk(&stranger, goal).await;
    let second = save(&stranger, "ada@example.org").await;
    assert_eq!(
        ada.get("/check/answers").await.path,
        "/check/answers",
        "typing an address deletes nothing"
    );
    let page = ada.get(&second).await;
    let opened = ada.answer(&page, &[]).await;
    assert!(
        opened.text("main").contains("Something else"),
        "the one saved last"
    );
    assert_eq!(app.count("screenings").await, 1);
}

#[actix_web::test]
async fn a_wrong_address_is_told() {
    let app = TestApp::start().await;
    let browser = app.browser();
    walk(&browser, &[]).await;
    let page = browser.get("/check/save").await;
    let again = browser.answer(&page, &[("email", "not an address")]).await;
    assert_eq!(again.status, 422);
    assert_eq!(again.form().value("email"), Some("not an address"));
}

#[actix_web::test]
async fn links_cannot_be_used_to_flood_a_mailbox() {
    let app = TestApp::start().await;
    let browser = app.browser();
    walk(&browser, &[]).await;
    let page = browser.get("/check/save").await;
    let mut last = 200;
    for _ in 0..12 {
        last = browser
            .answer(&page, &[("email", "ada@example.org")])
            .await
            .status
            .as_u16();
    }
    assert_eq!(last, 429);
}

#[actix_web::test]
async fn an_unfinished_draft_goes_on_where_it_was_left() {
    let app = TestApp::start().await;
    let phone = app.browser();
    let safety = phone.get("/check/red_flags").await;
    let next = phone.answer(&safety, &[("red_flags", "none")]).await.path;
    let link = save(&phone, "ada@example.org").await;
    let laptop = app.browser();
    let page = laptop.get(&link).await;
    let opened = laptop.answer(&page, &[]).await;
    assert_eq!(opened.path, next);
    assert_eq!(go_on(&laptop, opened, &[]).await.path, "/check/answers");
}

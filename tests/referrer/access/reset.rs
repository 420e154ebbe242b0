use chrono::TimeDelta;
use inpatient_referral::security::permissions::Role;
use inpatient_referral::store::retention::sweep;
use reqwest::StatusCode;

use super::super::practice::{practice, referrer};
use super::{NEW, link_to, subjects};
use crate::admissions::team::{self, PASSWORD, signed_in};
use crate::harness::app::TestApp;
use crate::harness::http::Page;

const SUBJECT: &str = "Choose a new password";

async fn ask(app: &TestApp, door: &str, mailbox: &str) -> Page {
    let browser = app.browser();
    let page = browser.get(&format!("{door}/reset")).await;
    browser.answer(&page, &[("email", mailbox)]).await
}

#[tokio::test]
async fn a_new_password_by_mail_ends_every_session_and_the_second_step_stays() {
    let app = team::start().await;
    let (ada, browser) = signed_in(&app, "Ada Okafor", Role::Lead).await;
    ask(&app, "/admissions", &ada.email).await;
    let link = link_to(&app, &ada.email, SUBJECT).await.unwrap();
    let visitor = app.browser();
    let page = visitor.get(&link).await;
    let weak = visitor
        .answer(&page, &[("new_password", "okafor okafor")])
        .await;
    assert_eq!(weak.status, StatusCode::UNPROCESSABLE_ENTITY);
    let done = visitor.answer(&page, &[("new_password", NEW)]).await;
    assert_eq!(done.text("h1"), "Your password is changed");
    assert_eq!(browser.get("/admissions").await.path, "/admissions/sign-in");
    let again = visitor.answer(&page, &[("new_password", PASSWORD)]).await;
    assert_eq!(again.status, StatusCode::GONE, "used once");
    let page = team::give_password(&app.browser(), &ada.email, PASSWORD).await;
    assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
    let page = team::give_password(&app.browser(), &ada.email, NEW).await;
    assert_eq!(page.path, "/admissions/sign-in/code");
    app.stop().await;
}

#[tokio::test]
async fn an_unknown_address_and_one_of_the_other_door_get_the_same_answer_and_no_link() {
    let app = team::start().await;
    let ours = practice(&app, "K81001").await;
    let gita = referrer(&app, "Gita Gray", ours).await;
    let words = |page: &Page, mailbox: &str| page.text("main").replace(mailbox, "");
    let unknown = ask(&app, "/admissions", "nobody@practice.example").await;
    let other = ask(&app, "/admissions", &gita.email).await;
    assert_eq!(
        words(&unknown, "nobody@practice.example"),
        words(&other, &gita.email)
    );
    assert!(subjects(&app, &gita.email).await.is_empty());
    assert_eq!(app.count("password_resets").await, 0);
    ask(&app, "/refer", &gita.email).await;
    let link = link_to(&app, &gita.email, SUBJECT).await.unwrap();
    let other_door = link.replace("/refer", "/admissions");
    let status = app.browser().get(&other_door).await.status;
    assert_eq!(status, StatusCode::GONE);
    assert_eq!(app.browser().get(&link).await.status, StatusCode::OK);
    app.stop().await;
}

#[tokio::test]
async fn a_link_ends_after_an_hour_and_is_then_deleted() {
    let app = team::start().await;
    let ours = practice(&app, "K81001").await;
    let gita = referrer(&app, "Gita Gray", ours).await;
    ask(&app, "/refer", &gita.email).await;
    let link = link_to(&app, &gita.email, SUBJECT).await.unwrap();
    app.clock.advance(TimeDelta::minutes(60));
    assert_eq!(app.browser().get(&link).await.status, StatusCode::GONE);
    let periods = app.app.config.periods;
    let swept = sweep(&mut *team::conn(&app).await, periods, app.now())
        .await
        .unwrap();
    assert_eq!(swept.access, 1);
    assert_eq!(app.count("password_resets").await, 0);
    app.stop().await;
}

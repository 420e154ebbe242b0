use chrono::TimeDelta;
use inpatient_referral::security::permissions::Role;
use reqwest::StatusCode;

use super::team::{self, Member, PASSWORD, give_code, give_password, member, sign_in};
use crate::harness::app::TestApp;
use crate::harness::http::{Browser, Page};

async fn at_second_step(app: &TestApp, ada: &Member) -> (Browser, Page) {
    let browser = app.browser();
    let page = give_password(&browser, &ada.email, PASSWORD).await;
    assert_eq!(page.path, "/admissions/sign-in/code");
    (browser, page)
}

async fn give_recovery(browser: &Browser, page: &Page, code: &str) -> Page {
    let form = page.forms("main form[method=post]").remove(1);
    browser.send(&form.with(&[("recovery_code", code)])).await
}

#[tokio::test]
async fn a_wrong_code_is_refused_and_the_right_one_taken() {
    let app = team::start().await;
    let ada = member(&app, "Ada Okafor", Role::Coordinator).await;
    let (browser, page) = at_second_step(&app, &ada).await;
    let wrong = ada.secret.code_at(app.now() + TimeDelta::hours(1));
    let page = give_code(&browser, &page, &wrong).await;
    assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(
        page.text(".nhsuk-error-summary")
            .contains("The code is not right")
    );
    let noted = format!(
        "action = 'sign_in.code_refused' AND subject_id = '{}'",
        ada.id
    );
    assert_eq!(app.count_where("audit_log", &noted).await, 1);
    let page = give_code(&browser, &page, &ada.secret.code_at(app.now())).await;
    assert_eq!(
        (page.status, page.path.as_str()),
        (StatusCode::OK, "/admissions")
    );
    app.stop().await;
}

#[tokio::test]
async fn a_code_works_once() {
    let app = team::start().await;
    let ada = member(&app, "Ada Okafor", Role::Coordinator).await;
    let code = ada.secret.code_at(app.now());
    let (browser, page) = at_second_step(&app, &ada).await;
    assert_eq!(give_code(&browser, &page, &code).await.path, "/admissions");
    let (other, page) = at_second_step(&app, &ada).await;
    let page = give_code(&other, &page, &code).await;
    assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(page.text(".nhsuk-error-summary").contains("used before"));
    app.stop().await;
}

#[tokio::test]
async fn one_code_given_twice_at_the_same_moment_signs_in_once() {
    let app = team::start().await;
    let ada = member(&app, "Ada Okafor", Role::Coordinator).await;
    let (one, first) = at_second_step(&app, &ada).await;
    let (two, second) = at_second_step(&app, &ada).await;
    let code = ada.secret.code_at(app.now());
    let (a, b) = tokio::join!(
        give_code(&one, &first, &code),
        give_code(&two, &second, &code)
    );
    let signed_in = [a, b]
        .iter()
        .filter(|page| page.path == "/admissions")
        .count();
    assert_eq!(signed_in, 1);
    app.stop().await;
}

#[tokio::test]
async fn a_recovery_code_works_once() {
    let app = team::start().await;
    let ada = member(&app, "Ada Okafor", Role::Coordinator).await;
    let code = ada.recovery[3].shown().to_lowercase();
    let (browser, page) = at_second_step(&app, &ada).await;
    assert_eq!(
        give_recovery(&browser, &page, &code).await.path,
        "/admissions"
    );
    let account = browser.get("/admissions/account").await;
    assert!(account.text("main").contains("9 unused recovery codes"));
    let (other, page) = at_second_step(&app, &ada).await;
    let page = give_recovery(&other, &page, &code).await;
    assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
    app.stop().await;
}

#[tokio::test]
async fn somebody_elses_recovery_code_does_not_work() {
    let app = team::start().await;
    let ada = member(&app, "Ada Okafor", Role::Coordinator).await;
    let ben = member(&app, "Ben Ortiz", Role::Coordinator).await;
    let (browser, page) = at_second_step(&app, &ada).await;
    let page = give_recovery(&browser, &page, &ben.recovery[0].shown()).await;
    assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
    app.stop().await;
}

#[tokio::test]
async fn the_second_step_has_to_follow_soon() {
    let app = team::start().await;
    let ada = member(&app, "Ada Okafor", Role::Coordinator).await;
    let (browser, page) = at_second_step(&app, &ada).await;
    app.clock.advance(TimeDelta::minutes(16));
    let page = give_code(&browser, &page, &ada.secret.code_at(app.now())).await;
    assert_eq!(page.path, "/admissions/sign-in");
    app.stop().await;
}

#[tokio::test]
async fn a_key_known_before_signing_in_is_worth_nothing_after() {
    let app = team::start().await;
    let ada = member(&app, "Ada Okafor", Role::Coordinator).await;
    let (browser, page) = at_second_step(&app, &ada).await;
    let before = browser.cookie("staff").unwrap();
    let page = give_code(&browser, &page, &ada.secret.code_at(app.now())).await;
    assert_eq!(page.path, "/admissions");
    let after = browser.cookie("staff").unwrap();
    assert_ne!(before, after);
    let thief = app.browser();
    thief.set_cookie("staff", &before);
    assert_eq!(thief.get("/admissions").await.path, "/admissions/sign-in");
    thief.set_cookie("staff", &after);
    assert_eq!(thief.get("/admissions").await.path, "/admissions");
    app.stop().await;
}

#[tokio::test]
async fn signing_in_again_ends_the_session_before() {
    let app = team::start().await;
    let ada = member(&app, "Ada Okafor", Role::Coordinator).await;
    let browser = app.browser();
    sign_in(&app, &browser, &ada).await;
    let before = browser.cookie("staff").unwrap();
    browser.get("/admissions/sign-in").await;
    let form = browser
        .get("/admissions/account")
        .await
        .form_to("/admissions/account/password");
    let fields = form
        .with(&[("email", &ada.email), ("password", PASSWORD)])
        .fields;
    let page = browser.post("/admissions/sign-in", &fields).await;
    assert_eq!(page.path, "/admissions/sign-in/code");
    let old = app.browser();
    old.set_cookie("staff", &before);
    assert_eq!(old.get("/admissions").await.path, "/admissions/sign-in");
    app.stop().await;
}

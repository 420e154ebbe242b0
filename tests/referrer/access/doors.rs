use chrono::TimeDelta;
use inpatient_referral::security::permissions::Role;
use inpatient_referral::security::totp::Secret;
use inpatient_referral::store::accounts;
use reqwest::StatusCode;

use super::super::practice::{practice, referrer};
use crate::admissions::team::{self, PASSWORD, conn, give_code, member, signed_in};
use crate::harness::http::{Browser, Page};

async fn give_password(browser: &Browser, door: &str, email: &str) -> Page {
    let page = browser.get(&format!("{door}/sign-in")).await;
    let given = [("email", email), ("password", PASSWORD)];
    browser.answer(&page, &given).await
}

#[tokio::test]
async fn a_referrer_sets_up_the_second_step_and_later_signs_in_with_it() {
    let app = team::start().await;
    let ours = practice(&app, "K81001").await;
    let gita = referrer(&app, "Gita Gray", ours).await;
    let browser = app.browser();
    let page = give_password(&browser, "/refer", &gita.email).await;
    assert_eq!(page.path, "/refer/second-factor");
    let secret = Secret::from_base32(&page.text("#secret").replace(' ', "")).unwrap();
    let page = give_code(&browser, &page, &secret.code_at(app.now())).await;
    assert_eq!(page.texts("#recovery-codes li").len(), 10);
    assert_eq!(page.attributes("main a.nhsuk-button", "href"), ["/refer"]);
    let page = browser.get("/refer/account").await;
    assert_eq!(page.path, "/refer/account");
    assert!(page.text("main").contains("Referrer"));
    let other = app.browser();
    let page = give_password(&other, "/refer", &gita.email).await;
    assert_eq!(page.path, "/refer/sign-in/code");
    app.clock.advance(TimeDelta::seconds(30));
    let page = give_code(&other, &page, &secret.code_at(app.now())).await;
    assert_eq!(page.path, "/refer");
    assert!(other.cookie("referrer").is_some() && other.cookie("staff").is_none());
    app.stop().await;
}

#[tokio::test]
async fn an_account_is_refused_at_the_other_door_like_a_wrong_password() {
    let app = team::start().await;
    let ours = practice(&app, "K81001").await;
    let gita = referrer(&app, "Gita Gray", ours).await;
    let ada = member(&app, "Ada Okafor", Role::Lead).await;
    for (door, email) in [
        ("/admissions", gita.email.as_str()),
        ("/refer", ada.email.as_str()),
        ("/refer", "nobody@practice.example"),
    ] {
        let page = give_password(&app.browser(), door, email).await;
        assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert_eq!(page.path, format!("{door}/sign-in"));
        assert_eq!(
            page.texts(".nhsuk-error-summary a"),
            ["The e-mail address or the password is not right"]
        );
    }
    app.stop().await;
}

#[tokio::test]
async fn a_session_of_one_door_opens_nothing_behind_the_other() {
    let app = team::start().await;
    let ours = practice(&app, "K81001").await;
    let gita = referrer(&app, "Gita Gray", ours).await;
    let (_, staff) = signed_in(&app, "Ira Keys", Role::Admin).await;
    let browser = app.browser();
    browser.set_cookie("staff", &gita.browser.cookie("referrer").unwrap());
    browser.set_cookie("referrer", &staff.cookie("staff").unwrap());
    for (path, to) in [
        ("/admissions", "/admissions/sign-in"),
        ("/admissions/account", "/admissions/sign-in"),
        ("/admissions/accounts", "/admissions/sign-in"),
        ("/admissions/practices", "/admissions/sign-in"),
        ("/refer/account", "/refer/sign-in"),
    ] {
        assert_eq!(browser.get(path).await.path, to, "{path}");
    }
    assert_eq!(
        gita.browser.get("/refer/account").await.path,
        "/refer/account"
    );
    app.stop().await;
}

#[tokio::test]
async fn a_referrer_changes_the_password_and_signs_out() {
    let app = team::start().await;
    let ours = practice(&app, "K81001").await;
    let gita = referrer(&app, "Gita Gray", ours).await;
    let account = gita.browser.get("/refer/account").await;
    let form = account.form_to("/refer/account/password");
    let wrong = [("password", "not it"), ("new_password", super::NEW)];
    let page = gita.browser.send(&form.clone().with(&wrong)).await;
    assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
    let right = [("password", PASSWORD), ("new_password", super::NEW)];
    let page = gita.browser.send(&form.with(&right)).await;
    assert_eq!(page.status, StatusCode::OK);
    let count = "actor = 'referrer' AND action = 'account.password_set'";
    assert_eq!(app.count_where("audit_log", count).await, 1);
    let out = page.forms("header form").remove(0);
    assert_eq!(out.action, "/refer/sign-out");
    assert_eq!(gita.browser.send(&out).await.path, "/refer/sign-in");
    assert_eq!(
        gita.browser.get("/refer/account").await.path,
        "/refer/sign-in"
    );
    app.stop().await;
}

#[tokio::test]
async fn a_disabled_referrer_is_signed_out() {
    let app = team::start().await;
    let ours = practice(&app, "K81001").await;
    let gita = referrer(&app, "Gita Gray", ours).await;
    accounts::disable(&mut *conn(&app).await, gita.account, app.now())
        .await
        .unwrap();
    assert_eq!(
        gita.browser.get("/refer/account").await.path,
        "/refer/sign-in"
    );
    app.stop().await;
}

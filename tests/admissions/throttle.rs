use chrono::TimeDelta;
use inpatient_referral::security::permissions::Role;
use reqwest::StatusCode;
use reqwest::header::HeaderMap;

use super::team::{self, PASSWORD, conn, give_code, give_password, member, sign_in, signed_in};
use crate::harness::app::TestApp;
use crate::harness::http::Page;

const WRONG: &str = "not the password";

#[tokio::test]
async fn five_wrong_passwords_from_one_address_are_enough_even_for_the_right_one() {
    let app = team::start().await;
    let ada = member(&app, "Ada Okafor", Role::Coordinator).await;
    for _ in 0..5 {
        let page = give_password(&app.browser(), &ada.email, WRONG).await;
        assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
    }
    let page = give_password(&app.browser(), &ada.email, PASSWORD).await;
    assert_eq!(page.status, StatusCode::TOO_MANY_REQUESTS);
    assert!(
        page.text("main").contains("Try again at 9:1"),
        "{}",
        page.text("main")
    );
    assert!(page.headers.contains_key("retry-after"));
    app.clock.advance(TimeDelta::minutes(15));
    let page = give_password(&app.browser(), &ada.email, PASSWORD).await;
    assert_eq!(page.path, "/admissions/sign-in/code");
    app.stop().await;
}

/// Gives address and password from somewhere, as a proxy of ours tells it.
async fn give_password_from(app: &TestApp, from: &str, email: &str, password: &str) -> Page {
    let browser = app.browser();
    let page = browser.get("/admissions/sign-in").await;
    let form = page
        .form()
        .with(&[("email", email), ("password", password)]);
    let mut headers = HeaderMap::new();
    headers.insert("x-forwarded-for", from.parse().unwrap());
    browser.post_with(&form.action, headers, &form.fields).await
}

#[tokio::test]
async fn one_account_may_be_tried_twenty_times_an_hour_from_wherever() {
    let app = TestApp::start_with(&["--demo", "--trusted-proxies", "127.0.0.1"]).await;
    let ada = member(&app, "Ada Okafor", Role::Coordinator).await;
    let ben = member(&app, "Ben Ortiz", Role::Coordinator).await;
    for at in 0..20 {
        let from = format!("198.51.100.{at}");
        let page = give_password_from(&app, &from, &ada.email, WRONG).await;
        assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY, "{at}");
    }
    let held = give_password_from(&app, "203.0.113.9", &ada.email, PASSWORD).await;
    assert_eq!(held.status, StatusCode::TOO_MANY_REQUESTS);
    let other = give_password_from(&app, "203.0.113.9", &ben.email, PASSWORD).await;
    assert_eq!(other.path, "/admissions/sign-in/code", "others go on");
    app.clock.advance(TimeDelta::minutes(61));
    let later = give_password_from(&app, "203.0.113.9", &ada.email, PASSWORD).await;
    assert_eq!(later.path, "/admissions/sign-in/code");
    app.stop().await;
}

#[tokio::test]
async fn an_unknown_address_is_held_back_alike() {
    let app = team::start().await;
    for _ in 0..5 {
        give_password(&app.browser(), "nobody@clinic.example", WRONG).await;
    }
    let page = give_password(&app.browser(), "nobody@clinic.example", WRONG).await;
    assert_eq!(page.status, StatusCode::TOO_MANY_REQUESTS);
    app.stop().await;
}

#[tokio::test]
async fn an_attack_does_not_keep_the_owner_out_on_a_device_of_theirs() {
    let app = team::start().await;
    let (ada, owners) = signed_in(&app, "Ada Okafor", Role::Coordinator).await;
    let out = owners
        .get("/admissions")
        .await
        .forms("form[action='/admissions/sign-out']")
        .remove(0);
    owners.send(&out).await;
    for _ in 0..8 {
        give_password(&app.browser(), &ada.email, WRONG).await;
    }
    let stranger = give_password(&app.browser(), &ada.email, PASSWORD).await;
    assert_eq!(stranger.status, StatusCode::TOO_MANY_REQUESTS);
    sign_in(&app, &owners, &ada).await;
    app.stop().await;
}

#[tokio::test]
async fn a_known_device_has_a_limit_too() {
    let app = team::start().await;
    let (ada, owners) = signed_in(&app, "Ada Okafor", Role::Coordinator).await;
    let out = owners
        .get("/admissions")
        .await
        .forms("form[action='/admissions/sign-out']")
        .remove(0);
    owners.send(&out).await;
    for _ in 0..10 {
        let page = give_password(&owners, &ada.email, WRONG).await;
        assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
    }
    let page = give_password(&owners, &ada.email, PASSWORD).await;
    assert_eq!(page.status, StatusCode::TOO_MANY_REQUESTS);
    app.stop().await;
}

#[tokio::test]
async fn ones_own_device_cookie_is_of_no_use_against_somebody_else() {
    let app = team::start().await;
    let ben = member(&app, "Ben Ortiz", Role::Coordinator).await;
    let (_, insider) = signed_in(&app, "Ada Okafor", Role::Coordinator).await;
    let out = insider
        .get("/admissions")
        .await
        .forms("form[action='/admissions/sign-out']")
        .remove(0);
    insider.send(&out).await;
    for _ in 0..5 {
        give_password(&insider, &ben.email, WRONG).await;
    }
    let page = give_password(&insider, &ben.email, WRONG).await;
    assert_eq!(page.status, StatusCode::TOO_MANY_REQUESTS);
    app.stop().await;
}

#[tokio::test]
async fn one_address_may_not_try_many_accounts() {
    let app = team::start().await;
    for account in 0..50 {
        let page =
            give_password(&app.browser(), &format!("a{account}@clinic.example"), WRONG).await;
        assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY, "{account}");
    }
    let page = give_password(&app.browser(), "one.more@clinic.example", WRONG).await;
    assert_eq!(page.status, StatusCode::TOO_MANY_REQUESTS);
    app.stop().await;
}

#[tokio::test]
async fn wrong_codes_are_counted_for_their_account_alone() {
    let app = team::start().await;
    let ada = member(&app, "Ada Okafor", Role::Coordinator).await;
    let ben = member(&app, "Ben Ortiz", Role::Coordinator).await;
    let browser = app.browser();
    let mut page = give_password(&browser, &ada.email, PASSWORD).await;
    for _ in 0..5 {
        page = give_code(&browser, &page, "000000").await;
        assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
    }
    let page = give_code(&browser, &page, &ada.secret.code_at(app.now())).await;
    assert_eq!(page.status, StatusCode::TOO_MANY_REQUESTS);
    sign_in(&app, &app.browser(), &ben).await;
    app.stop().await;
}

#[tokio::test]
async fn attempts_made_at_the_same_moment_are_all_counted() {
    let app = team::start().await;
    let ada = member(&app, "Ada Okafor", Role::Coordinator).await;
    let browsers: Vec<_> = (0..12).map(|_| app.browser()).collect();
    let tries = browsers
        .iter()
        .map(|browser| give_password(browser, &ada.email, WRONG));
    let pages = futures_util::future::join_all(tries).await;
    let looked_at = pages
        .iter()
        .filter(|page| page.status == StatusCode::UNPROCESSABLE_ENTITY);
    assert!(looked_at.count() <= 5);
    app.stop().await;
}

#[tokio::test]
async fn the_table_names_neither_accounts_nor_addresses() {
    let app = team::start().await;
    let ada = member(&app, "Ada Okafor", Role::Coordinator).await;
    give_password(&app.browser(), &ada.email, WRONG).await;
    let rows: Vec<String> = sqlx::query_scalar("SELECT t::text FROM throttle t")
        .fetch_all(&mut *conn(&app).await)
        .await
        .unwrap();
    assert_eq!(rows.len(), 3);
    assert!(
        rows.iter()
            .all(|row| !row.contains("127.0.0.1") && !row.contains("ada"))
    );
    app.stop().await;
}

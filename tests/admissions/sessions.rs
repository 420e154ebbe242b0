use chrono::TimeDelta;
use inpatient_referral::security::permissions::Role;
use inpatient_referral::store::accounts;

use reqwest::header::{COOKIE, SET_COOKIE};
use reqwest::redirect::Policy;
use reqwest::{Client, Response, StatusCode};
use scraper::{Html, Selector};

use super::team::{self, PASSWORD, conn, member, signed_in};
use crate::harness::app::TestApp;

#[tokio::test]
async fn a_session_ends_after_half_an_hour_without_use() {
    let app = team::start().await;
    let (_, browser) = signed_in(&app, "Ada Okafor", Role::Coordinator).await;
    for _ in 0..3 {
        app.clock.advance(TimeDelta::minutes(29));
        assert_eq!(browser.get("/admissions").await.path, "/admissions");
    }
    app.clock.advance(TimeDelta::minutes(31));
    assert_eq!(browser.get("/admissions").await.path, "/admissions/sign-in");
    app.stop().await;
}

#[tokio::test]
async fn a_session_ends_after_twelve_hours_however_much_it_is_used() {
    let app = team::start().await;
    let (_, browser) = signed_in(&app, "Ada Okafor", Role::Coordinator).await;
    for _ in 0..35 {
        app.clock.advance(TimeDelta::minutes(20));
        assert_eq!(browser.get("/admissions").await.path, "/admissions");
    }
    app.clock.advance(TimeDelta::minutes(21));
    assert_eq!(browser.get("/admissions").await.path, "/admissions/sign-in");
    app.stop().await;
}

#[tokio::test]
async fn signing_out_ends_the_session_in_the_database_too() {
    let app = team::start().await;
    let (_, browser) = signed_in(&app, "Ada Okafor", Role::Coordinator).await;
    let key = browser.cookie("staff").unwrap();
    let page = browser.get("/admissions").await;
    let page = browser
        .send(&page.forms("form[action='/admissions/sign-out']")[0])
        .await;
    assert_eq!(page.path, "/admissions/sign-in");
    assert_eq!(browser.cookie("staff"), None);
    browser.set_cookie("staff", &key);
    assert_eq!(browser.get("/admissions").await.path, "/admissions/sign-in");
    app.stop().await;
}

#[tokio::test]
async fn disabling_an_account_or_changing_its_role_signs_it_out() {
    let app = team::start().await;
    let (ada, browser) = signed_in(&app, "Ada Okafor", Role::Coordinator).await;
    let (ben, other) = signed_in(&app, "Ben Ortiz", Role::Lead).await;
    accounts::disable(&mut *conn(&app).await, ada.id, app.now())
        .await
        .unwrap();
    accounts::set_role(&mut *conn(&app).await, ben.id, Role::Reporting)
        .await
        .unwrap();
    assert_eq!(browser.get("/admissions").await.path, "/admissions/sign-in");
    assert_eq!(other.get("/admissions").await.path, "/admissions/sign-in");
    app.stop().await;
}

#[tokio::test]
async fn a_made_up_key_opens_nothing() {
    let app = team::start().await;
    for key in ["", "x", &"A".repeat(43)] {
        let browser = app.browser();
        browser.set_cookie("staff", key);
        assert_eq!(browser.get("/admissions").await.path, "/admissions/sign-in");
    }
    app.stop().await;
}

/// The cookie that a response sets, with its attributes.
fn set_cookie(response: &Response, name: &str) -> String {
    let all = response.headers().get_all(SET_COOKIE).iter();
    let mut all = all.map(|value| value.to_str().unwrap());
    let found = all.find(|cookie| cookie.starts_with(&format!("{name}=")));
    found.unwrap_or_else(|| panic!("no {name}")).to_owned()
}

#[tokio::test]
async fn over_tls_the_session_is_a_host_cookie_and_no_other_name_is_taken() {
    let public = "https://referrals.example.org";
    let app = TestApp::start_with(&["--demo", "--base-url", public]).await;
    let ada = member(&app, "Ada Okafor", Role::Coordinator).await;
    // Secure cookies do not travel over the plain HTTP that a proxy speaks to us: this test carries them.
    let client = Client::builder().redirect(Policy::none()).build().unwrap();
    let at = |path: &str| format!("{}{path}", app.base);
    let page = client.get(at("/admissions/sign-in")).send().await.unwrap();
    let visitor = set_cookie(&page, "__Host-visitor");
    let visitor = visitor.split(';').next().unwrap().to_owned();
    let html = page.text().await.unwrap();
    let csrf = Html::parse_document(&html)
        .select(&Selector::parse("main input[name=csrf]").unwrap())
        .find_map(|input| input.attr("value").map(str::to_owned))
        .unwrap();
    let form = [
        ("csrf", csrf.as_str()),
        ("email", &ada.email),
        ("password", PASSWORD),
    ];
    let request = client.post(at("/admissions/sign-in")).form(&form);
    let answer = request.header(COOKIE, &visitor).send().await.unwrap();
    assert_eq!(answer.status(), StatusCode::SEE_OTHER);
    let cookie = set_cookie(&answer, "__Host-staff");
    for attribute in ["Secure", "HttpOnly", "SameSite=Lax", "Path=/"] {
        assert!(cookie.contains(&format!("; {attribute}")), "{cookie}");
    }
    assert!(!cookie.contains("Domain"), "{cookie}");
    let host = cookie.split(';').next().unwrap();
    let bare = host.strip_prefix("__Host-").unwrap();
    for (sent, status) in [(host, StatusCode::OK), (bare, StatusCode::SEE_OTHER)] {
        let request = client.get(at("/admissions/sign-in/code"));
        let shown = request.header(COOKIE, sent).send().await.unwrap();
        assert_eq!(shown.status(), status, "{sent}");
    }
    app.stop().await;
}

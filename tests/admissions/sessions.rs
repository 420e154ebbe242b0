use chrono::TimeDelta;
use inpatient_referral::security::permissions::Role;
use inpatient_referral::store::accounts;

use super::team::{self, conn, signed_in};

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

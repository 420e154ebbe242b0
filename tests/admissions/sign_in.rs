use inpatient_referral::security::permissions::Role;
use inpatient_referral::store::accounts;
use reqwest::StatusCode;

use super::team::{self, PASSWORD, conn, give_password, member, newcomer, signed_in};

#[tokio::test]
async fn a_stranger_is_sent_to_the_sign_in_page() {
    let app = team::start().await;
    for path in [
        "/admissions",
        "/admissions/account",
        "/admissions/referrals/2222-2222",
        "/admissions/sign-in/code",
        "/admissions/second-factor",
    ] {
        let page = app.browser().get(path).await;
        assert_eq!(page.path, "/admissions/sign-in", "{path}");
        assert_eq!(page.status, StatusCode::OK);
    }
    app.stop().await;
}

#[tokio::test]
async fn wrong_password_unknown_address_and_disabled_account_are_answered_alike() {
    let app = team::start().await;
    let ada = member(&app, "Ada Okafor", Role::Coordinator).await;
    let ben = member(&app, "Ben Ortiz", Role::Coordinator).await;
    accounts::disable(&mut *conn(&app).await, ben.id, app.now())
        .await
        .unwrap();
    for (email, password) in [
        (ada.email.as_str(), "not the password"),
        ("nobody@clinic.example", PASSWORD),
        (ben.email.as_str(), PASSWORD),
    ] {
        let page = give_password(&app.browser(), email, password).await;
        assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
        let problems = page.texts(".nhsuk-error-summary a");
        assert_eq!(
            problems,
            ["The e-mail address or the password is not right"]
        );
        assert!(page.text("title").starts_with("Error: "));
        assert_eq!(
            page.form().value("password"),
            Some(""),
            "the password is not given back"
        );
        assert_eq!(page.form().value("email"), Some(email));
    }
    app.stop().await;
}

#[tokio::test]
async fn what_is_missing_is_told_all_at_once() {
    let app = team::start().await;
    let page = give_password(&app.browser(), "", "").await;
    assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
    let problems = page.texts(".nhsuk-error-summary a");
    assert_eq!(
        problems,
        ["Enter your e-mail address", "Enter your password"]
    );
    app.stop().await;
}

#[tokio::test]
async fn the_right_password_leads_to_the_second_step_and_no_further() {
    let app = team::start().await;
    let ada = member(&app, "Ada Okafor", Role::Coordinator).await;
    let browser = app.browser();
    let page = give_password(&browser, &ada.email.to_uppercase(), PASSWORD).await;
    assert_eq!(page.path, "/admissions/sign-in/code");
    assert_eq!(browser.get("/admissions").await.path, "/admissions/sign-in");
    assert_eq!(
        browser.get("/admissions/second-factor").await.path,
        "/admissions/sign-in"
    );
    app.stop().await;
}

#[tokio::test]
async fn without_a_second_factor_it_is_set_up_first() {
    let app = team::start().await;
    let (_, email) = newcomer(&app, "Cai Nowak", Role::Clinician).await;
    let browser = app.browser();
    assert_eq!(
        give_password(&browser, &email, PASSWORD).await.path,
        "/admissions/second-factor"
    );
    assert_eq!(browser.get("/admissions").await.path, "/admissions/sign-in");
    app.stop().await;
}

#[tokio::test]
async fn a_form_without_its_token_is_refused() {
    let app = team::start().await;
    let (_, browser) = signed_in(&app, "Ada Okafor", Role::Lead).await;
    for path in [
        "/admissions/sign-in",
        "/admissions/sign-out",
        "/admissions/search",
        "/admissions/account/sign-out-others",
        "/admissions/referrals/2222-2222/claim",
    ] {
        let page = browser.post(path, &[]).await;
        assert_eq!(page.status, StatusCode::FORBIDDEN, "{path}");
    }
    assert_eq!(
        browser.get("/admissions").await.path,
        "/admissions",
        "still signed in"
    );
    app.stop().await;
}

#[tokio::test]
async fn pages_of_staff_are_never_stored() {
    let app = team::start().await;
    let (_, browser) = signed_in(&app, "Ada Okafor", Role::Lead).await;
    for path in ["/admissions", "/admissions/account"] {
        let page = browser.get(path).await;
        assert_eq!(page.headers["cache-control"], "no-store", "{path}");
    }
    app.stop().await;
}

use inpatient_referral::security::permissions::Role;
use reqwest::StatusCode;

use super::team::{self, PASSWORD, give_password, sign_in, signed_in};

const NEW: &str = "copper lantern seven gulls";

#[tokio::test]
async fn the_password_is_changed_after_the_present_one_and_others_are_signed_out() {
    let app = team::start().await;
    let (ada, browser) = signed_in(&app, "Ada Okafor", Role::Coordinator).await;
    let other = app.browser();
    sign_in(&app, &other, &ada).await;
    let before = browser.cookie("staff").unwrap();
    let form = browser
        .get("/admissions/account")
        .await
        .form_to("/admissions/account/password");
    let page = browser
        .send(&form.with(&[("password", PASSWORD), ("new_password", NEW)]))
        .await;
    assert_eq!(page.status, StatusCode::OK);
    assert!(
        page.text("[role=status]")
            .contains("Your password is changed")
    );
    assert_ne!(browser.cookie("staff").unwrap(), before, "under a new key");
    assert_eq!(browser.get("/admissions").await.path, "/admissions");
    assert_eq!(other.get("/admissions").await.path, "/admissions/sign-in");
    let page = give_password(&app.browser(), &ada.email, PASSWORD).await;
    assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
    let page = give_password(&app.browser(), &ada.email, NEW).await;
    assert_eq!(page.path, "/admissions/sign-in/code");
    app.stop().await;
}

#[tokio::test]
async fn a_wrong_or_weak_password_changes_nothing() {
    let app = team::start().await;
    let (ada, browser) = signed_in(&app, "Ada Okafor", Role::Coordinator).await;
    for (present, new, message) in [
        ("", NEW, "Enter your present password"),
        (
            "not the password",
            NEW,
            "Your present password is not right",
        ),
        (
            PASSWORD,
            "short",
            "Enter a new password with at least 12 characters",
        ),
        (PASSWORD, "okafor okafor", "This password is easy to guess"),
    ] {
        let form = browser
            .get("/admissions/account")
            .await
            .form_to("/admissions/account/password");
        let page = browser
            .send(&form.with(&[("password", present), ("new_password", new)]))
            .await;
        assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(
            page.text(".nhsuk-error-summary").contains(message),
            "{message}"
        );
    }
    assert_eq!(
        give_password(&app.browser(), &ada.email, PASSWORD)
            .await
            .path,
        "/admissions/sign-in/code"
    );
    app.stop().await;
}

#[tokio::test]
async fn other_devices_are_listed_and_signed_out() {
    let app = team::start().await;
    let (ada, browser) = signed_in(&app, "Ada Okafor", Role::Coordinator).await;
    let other = app.browser();
    sign_in(&app, &other, &ada).await;
    let page = browser.get("/admissions/account").await;
    let devices = page.texts("main ul.nhsuk-list--bullet li");
    assert_eq!(devices.len(), 2);
    assert_eq!(
        devices
            .iter()
            .filter(|device| device.contains("(this one)"))
            .count(),
        1
    );
    let page = browser
        .send(&page.form_to("/admissions/account/sign-out-others"))
        .await;
    assert_eq!(page.texts("main ul.nhsuk-list--bullet li").len(), 1);
    assert_eq!(other.get("/admissions").await.path, "/admissions/sign-in");
    assert_eq!(browser.get("/admissions").await.path, "/admissions");
    app.stop().await;
}

#[tokio::test]
async fn new_recovery_codes_take_the_place_of_the_old() {
    let app = team::start().await;
    let (ada, browser) = signed_in(&app, "Ada Okafor", Role::Coordinator).await;
    let form = browser
        .get("/admissions/account")
        .await
        .form_to("/admissions/account/recovery-codes");
    let refused = browser
        .send(
            &form
                .clone()
                .with(&[("password_for_codes", "not the password")]),
        )
        .await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    let page = browser
        .send(&form.with(&[("password_for_codes", PASSWORD)]))
        .await;
    let new = page.texts("#recovery-codes li");
    assert_eq!(new.len(), 10);
    for (code, taken) in [(ada.recovery[0].shown(), false), (new[0].clone(), true)] {
        let other = app.browser();
        let page = give_password(&other, &ada.email, PASSWORD).await;
        let form = page.forms("main form[method=post]").remove(1);
        let page = other.send(&form.with(&[("recovery_code", &code)])).await;
        assert_eq!(page.path == "/admissions", taken);
    }
    app.stop().await;
}

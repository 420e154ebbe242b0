use inpatient_referral::security::permissions::Role;
use inpatient_referral::security::totp::Secret;
use reqwest::StatusCode;

use super::team::{self, PASSWORD, give_code, give_password, newcomer};

#[tokio::test]
async fn a_newcomer_sets_up_the_authenticator_and_is_shown_recovery_codes_once() {
    let app = team::start().await;
    let (_, email) = newcomer(&app, "Cai Nowak", Role::Clinician).await;
    let browser = app.browser();
    let page = give_password(&browser, &email, PASSWORD).await;
    let secret = page.text("#secret").replace(' ', "");
    assert!(page.has("svg[role=img] path"), "the QR code is drawn");
    assert!(
        !page.html.contains("style="),
        "nothing that the content security policy stops"
    );
    let again = browser.get("/admissions/second-factor").await;
    assert_eq!(
        again.text("#secret").replace(' ', ""),
        secret,
        "the same at every look"
    );

    let refused = give_code(&browser, &again, "000000").await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!(refused.text("#secret").replace(' ', ""), secret);

    let code = Secret::from_base32(&secret).unwrap().code_at(app.now());
    let done = give_code(&browser, &refused, &code).await;
    assert_eq!(done.status, StatusCode::OK);
    assert_eq!(done.texts("#recovery-codes li").len(), 10);
    assert_eq!(browser.get("/admissions").await.path, "/admissions");
    assert_eq!(
        browser.get("/admissions/second-factor").await.path,
        "/admissions"
    );

    let other = app.browser();
    let page = give_password(&other, &email, PASSWORD).await;
    assert_eq!(page.path, "/admissions/sign-in/code");
    assert_eq!(
        give_code(&other, &page, &code).await.status,
        StatusCode::UNPROCESSABLE_ENTITY,
        "the code was used to set up"
    );
    let form = page.forms("main form[method=post]").remove(1);
    let recovery = &done.texts("#recovery-codes li")[0];
    let page = other.send(&form.with(&[("recovery_code", recovery)])).await;
    assert_eq!(page.path, "/admissions");
    app.stop().await;
}

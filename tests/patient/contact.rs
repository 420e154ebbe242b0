//! Contact details.

use crate::harness::TestApp;

use super::{CONTACT, at_result};

#[actix_web::test]
async fn every_fault_is_told_at_once_and_what_was_typed_stays() {
    let app = TestApp::start().await;
    let browser = app.browser();
    at_result(&browser, &[]).await;
    let page = browser.get("/check/contact").await;
    let wrong = [
        ("name", ""),
        ("phone", "12"),
        ("email", "nobody"),
        ("nhs_number", "999 123 4567"),
        ("postcode", "??"),
    ];
    let again = browser.answer(&page, &wrong).await;
    assert_eq!(again.status, 422);
    let links = again.attributes(".nhsuk-error-summary a", "href");
    assert_eq!(
        links,
        ["#name", "#phone", "#email", "#nhs_number", "#postcode"]
    );
    assert_eq!(again.form().value("email"), Some("nobody"));
}

#[actix_web::test]
async fn some_way_to_reach_the_person_is_needed() {
    let app = TestApp::start().await;
    let browser = app.browser();
    at_result(&browser, &[]).await;
    let page = browser.get("/check/contact").await;
    let again = browser.answer(&page, &[("name", "Ada Example")]).await;
    assert_eq!(
        again.attributes(".nhsuk-error-summary a", "href"),
        ["#phone"]
    );
    let letter = browser
        .answer(
            &page,
            &[("name", "Ada Example"), ("preferred_contact", "post")],
        )
        .await;
    assert_eq!(
        letter.attributes(".nhsuk-error-summary a", "href"),
        ["#address_line_1", "#postcode"]
    );
    let both = browser
        .answer(
            &page,
            &[
                ("name", "A B"),
                ("phone", "07700900982"),
                ("nhs_number", "9991000011"),
                ("nhs_number_unknown", "yes"),
            ],
        )
        .await;
    assert_eq!(
        both.attributes(".nhsuk-error-summary a", "href"),
        ["#nhs_number"]
    );
}

#[actix_web::test]
async fn details_are_kept_encrypted_and_shown_again() {
    let app = TestApp::start().await;
    let browser = app.browser();
    at_result(&browser, &[]).await;
    let page = browser.get("/check/contact").await;
    let next = browser.answer(&page, CONTACT).await;
    assert_eq!(next.path, "/check/consent_to_share");
    let page = browser.get("/check/contact").await;
    assert_eq!(page.form().value("name"), Some("Ada Example"));
    assert_eq!(page.form().value("email"), Some("ada@example.org"));
    let dump = app.dump("screenings").await;
    for secret in ["Ada", "ada@example", "9991000011", "1974", "my sister"] {
        assert!(!dump.contains(secret), "{secret} is readable in {dump}");
    }
}

#[actix_web::test]
async fn reserved_nhs_numbers_are_for_demonstrations_alone() {
    let app = TestApp::live().await;
    let browser = app.browser();
    at_result(&browser, &[]).await;
    let page = browser.get("/check/contact").await;
    let again = browser.answer(&page, CONTACT).await;
    assert_eq!(
        again.attributes(".nhsuk-error-summary a", "href"),
        ["#nhs_number"]
    );
}

use chrono::TimeDelta;
use inpatient_referral::security::permissions::Role;
use reqwest::StatusCode;

use super::super::practice::practice;
use super::{NEW, link_to};
use crate::admissions::team::{self, signed_in};
use crate::harness::app::TestApp;
use crate::harness::http::{Browser, Page};

const GUEST: &str = "new.gp@practice.example";

async fn invite(browser: &Browser, values: &[(&str, &str)]) -> Page {
    let page = browser.get("/admissions/accounts").await;
    let form = page.form_to("/admissions/accounts/invite").with(values);
    browser.send(&form).await
}

/// The path of an invitation to a referrer.
async fn invited(app: &TestApp) -> (Browser, String) {
    practice(app, "K81001").await;
    let (_, admin) = signed_in(app, "Ira Keys", Role::Admin).await;
    let values = [
        ("email", GUEST),
        ("role", "referrer"),
        ("ods_code", "k81001"),
    ];
    let page = invite(&admin, &values).await;
    assert_eq!(page.path, "/admissions/accounts?done=invited");
    let link = link_to(app, GUEST, "Your invitation").await.unwrap();
    assert!(link.starts_with("/refer/invitation/"));
    (admin, link)
}

const FORM: [(&str, &str); 5] = [
    ("name", "Dr Nia Grove"),
    ("profession", "gp"),
    ("register", "gmc"),
    ("number", "7012345"),
    ("new_password", NEW),
];

#[tokio::test]
async fn whoever_is_invited_makes_an_account_once_and_goes_on_to_sign_in() {
    let app = team::start().await;
    let (admin, link) = invited(&app).await;
    let browser = app.browser();
    let page = browser.get(&link).await;
    assert!(page.text("main").contains("K81001 Surgery"));
    assert_eq!(
        app.browser().get(&link).await.status,
        StatusCode::OK,
        "looking uses nothing up"
    );
    let made = browser.answer(&page, &FORM).await;
    assert_eq!(made.text("h1"), "Your account is ready");
    let again = browser.answer(&page, &FORM).await;
    assert_eq!(again.status, StatusCode::GONE);
    let page = browser.get("/refer/sign-in").await;
    let given = [("email", GUEST), ("password", NEW)];
    let page = browser.answer(&page, &given).await;
    assert_eq!(page.path, "/refer/second-factor");
    let list = admin.get("/admissions/accounts").await;
    let table = list.text("table");
    assert!(table.contains("GMC 7012345"));
    assert!(table.contains("Format checked, not verified with the register"));
    app.stop().await;
}

#[tokio::test]
async fn what_is_wrong_is_told_at_once_and_nothing_is_used_up() {
    let app = team::start().await;
    let (_, link) = invited(&app).await;
    let browser = app.browser();
    let page = browser.get(&link).await;
    let wrong = [
        ("name", ""),
        ("register", "gmc"),
        ("number", "12"),
        ("new_password", "short"),
    ];
    let page = browser.answer(&page, &wrong).await;
    assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(page.text("title").starts_with("Error: "));
    assert_eq!(
        page.attributes(".nhsuk-error-summary a", "href"),
        ["#name", "#profession", "#number", "#new_password"]
    );
    assert_eq!(page.form().value("number"), Some("12"), "input is kept");
    let made = browser.answer(&page, &FORM).await;
    assert_eq!(made.status, StatusCode::OK);
    app.stop().await;
}

#[tokio::test]
async fn an_invitation_ends_after_seven_days_with_a_newer_one_or_at_the_other_door() {
    let app = team::start().await;
    let (admin, first) = invited(&app).await;
    let other_door = first.replace("/refer", "/admissions");
    let status = app.browser().get(&other_door).await.status;
    assert_eq!(status, StatusCode::GONE);
    app.clock.advance(TimeDelta::minutes(1));
    let values = [
        ("email", GUEST),
        ("role", "referrer"),
        ("ods_code", "K81001"),
    ];
    invite(&admin, &values).await;
    let second = link_to(&app, GUEST, "Your invitation").await.unwrap();
    assert_ne!(first, second);
    assert_eq!(app.browser().get(&first).await.status, StatusCode::GONE);
    assert_eq!(app.browser().get(&second).await.status, StatusCode::OK);
    app.clock.advance(TimeDelta::days(7));
    assert_eq!(app.browser().get(&second).await.status, StatusCode::GONE);
    app.stop().await;
}

#[tokio::test]
async fn staff_are_invited_to_their_own_door() {
    let app = team::start().await;
    let (_, admin) = signed_in(&app, "Ira Keys", Role::Admin).await;
    let values = [("email", "cleo@clinic.example"), ("role", "clinician")];
    invite(&admin, &values).await;
    let link = link_to(&app, "cleo@clinic.example", "Your invitation").await;
    let link = link.unwrap();
    assert!(link.starts_with("/admissions/invitation/"));
    let browser = app.browser();
    let page = browser.get(&link).await;
    let given = [("name", "Cleo Marsh"), ("new_password", NEW)];
    let made = browser.answer(&page, &given).await;
    assert_eq!(made.status, StatusCode::OK);
    let held = "role = 'clinician' AND display_name = 'Cleo Marsh'";
    assert_eq!(app.count_where("accounts", held).await, 1);
    app.stop().await;
}

#[tokio::test]
async fn an_invitation_needs_a_known_practice_and_an_address_without_an_account() {
    let app = team::start().await;
    let (ira, admin) = signed_in(&app, "Ira Keys", Role::Admin).await;
    for (values, control) in [
        (
            vec![
                ("email", GUEST),
                ("role", "referrer"),
                ("ods_code", "K99999"),
            ],
            "#ods_code",
        ),
        (
            vec![("email", ira.email.as_str()), ("role", "lead")],
            "#email",
        ),
        (vec![("email", GUEST)], "#role"),
    ] {
        let page = invite(&admin, &values).await;
        assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert_eq!(page.attributes(".nhsuk-error-summary a", "href"), [control]);
    }
    assert_eq!(app.count("invitations").await, 0);
    app.stop().await;
}

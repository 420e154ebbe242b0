use chrono::TimeDelta;
use inpatient_referral::security::permissions::Role;
use reqwest::StatusCode;

use super::super::practice::{practice, referrer};
use super::{NEW, link_to, subjects};
use crate::admissions::team::{self, signed_in};
use crate::harness::app::TestApp;
use crate::harness::http::{Browser, Page};

const MAILBOX: &str = "sam@physio.example";
const CONFIRM: &str = "Confirm your request for an account";

async fn ask(app: &TestApp, mailbox: &str) -> Page {
    let browser = app.browser();
    let page = browser.get("/refer/register").await;
    let values = [
        ("name", "Sam Whitlock"),
        ("email", mailbox),
        ("ods_code", "K81001"),
        ("profession", "therapist"),
        ("register", "hcpc"),
        ("number", "PH 123456"),
    ];
    browser.answer(&page, &values).await
}

async fn confirm(app: &TestApp) {
    let link = link_to(app, MAILBOX, CONFIRM).await.unwrap();
    let browser = app.browser();
    let page = browser.get(&link).await;
    assert_eq!(page.status, StatusCode::OK);
    let page = browser.answer(&page, &[]).await;
    assert_eq!(page.text("h1"), "Your request is confirmed");
    assert_eq!(browser.get(&link).await.status, StatusCode::GONE);
}

async fn decide(admin: &Browser, what: &str) -> Page {
    let page = admin.get("/admissions/accounts").await;
    let forms = page.forms("main article form");
    let form = forms.iter().find(|form| form.action.ends_with(what));
    admin.send(form.unwrap()).await
}

#[tokio::test]
async fn a_request_is_seen_once_confirmed_and_leads_to_an_account_once_approved() {
    let app = team::start().await;
    practice(&app, "K81001").await;
    let (_, admin) = signed_in(&app, "Ira Keys", Role::Admin).await;
    assert_eq!(ask(&app, MAILBOX).await.text("h1"), "Check your e-mail");
    assert!(
        !admin
            .get("/admissions/accounts")
            .await
            .html
            .contains(MAILBOX)
    );
    assert!(!app.dump("access_requests").await.contains("Whitlock"));
    confirm(&app).await;
    let page = admin.get("/admissions/accounts").await;
    let shown = page.text("main article");
    for words in [MAILBOX, "HCPC PH123456", "not verified", "K81001 Surgery"] {
        assert!(shown.contains(words), "{words}");
    }
    let page = decide(&admin, "/approve").await;
    assert_eq!(page.path, "/admissions/accounts?done=approved");
    assert!(!page.has("main article"));
    let link = link_to(&app, MAILBOX, "Your invitation").await.unwrap();
    let browser = app.browser();
    let page = browser.get(&link).await;
    assert_eq!(page.form().value("name"), Some("Sam Whitlock"));
    assert_eq!(page.form().value("register"), Some("hcpc"));
    let made = browser.answer(&page, &[("new_password", NEW)]).await;
    assert_eq!(made.text("h1"), "Your account is ready");
    let held = "role = 'referrer' AND profession = 'therapist' AND registration = 'PH123456'";
    assert_eq!(app.count_where("accounts", held).await, 1);
    app.stop().await;
}

#[tokio::test]
async fn a_request_is_turned_down_once_and_makes_no_invitation() {
    let app = team::start().await;
    practice(&app, "K81001").await;
    let (_, admin) = signed_in(&app, "Ira Keys", Role::Admin).await;
    ask(&app, MAILBOX).await;
    confirm(&app).await;
    let page = admin.get("/admissions/accounts").await;
    let forms = page.forms("main article form");
    decide(&admin, "/turn-down").await;
    for form in &forms {
        assert_eq!(admin.send(form).await.status, StatusCode::CONFLICT);
    }
    assert_eq!(app.count("invitations").await, 0);
    assert!(
        subjects(&app, MAILBOX)
            .await
            .contains(&"Your request for an account".to_owned())
    );
    app.stop().await;
}

#[tokio::test]
async fn an_address_with_an_account_gets_the_same_answer_and_another_message() {
    let app = team::start().await;
    let ours = practice(&app, "K81001").await;
    let gita = referrer(&app, "Gita Gray", ours).await;
    let known = ask(&app, &gita.email).await;
    let unknown = ask(&app, MAILBOX).await;
    assert_eq!(known.status, unknown.status);
    let words = |page: &Page, mailbox: &str| page.text("main").replace(mailbox, "");
    assert_eq!(words(&known, &gita.email), words(&unknown, MAILBOX));
    assert_eq!(subjects(&app, &gita.email).await, ["You have an account"]);
    assert_eq!(subjects(&app, MAILBOX).await, [CONFIRM]);
    assert_eq!(app.count("access_requests").await, 1);
    app.stop().await;
}

#[tokio::test]
async fn an_unknown_practice_and_a_number_of_the_wrong_form_are_told() {
    let app = team::start().await;
    let browser = app.browser();
    let page = browser.get("/refer/register").await;
    let values = [
        ("name", "Sam Whitlock"),
        ("email", MAILBOX),
        ("ods_code", "K81001"),
        ("profession", "therapist"),
        ("register", "hcpc"),
        ("number", "7012345"),
    ];
    let page = browser.answer(&page, &values).await;
    assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!(
        page.attributes(".nhsuk-error-summary a", "href"),
        ["#ods_code", "#number"]
    );
    app.stop().await;
}

#[tokio::test]
async fn one_mailbox_gets_three_messages_an_hour() {
    let app = team::start().await;
    practice(&app, "K81001").await;
    for _ in 0..3 {
        assert_eq!(ask(&app, MAILBOX).await.status, StatusCode::OK);
    }
    let page = ask(&app, MAILBOX).await;
    assert_eq!(page.status, StatusCode::TOO_MANY_REQUESTS);
    app.clock.advance(TimeDelta::hours(1));
    assert_eq!(ask(&app, MAILBOX).await.status, StatusCode::OK);
    app.stop().await;
}

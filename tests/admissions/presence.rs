use chrono::TimeDelta;
use inpatient_referral::security::permissions::Role;
use inpatient_referral::store::presence;
use reqwest::StatusCode;

use super::team::{self, conn, looks, refer, sender, signed_in};
use crate::harness::http::{Browser, Page};

const HINT: &str = "[data-presence-hint]";

/// What the script of an open page sends every half minute.
async fn beat(browser: &Browser, page: &Page) -> Page {
    let value = |name| page.attributes("[data-presence]", name).remove(0);
    let fields = [
        ("csrf".to_owned(), value("data-csrf")),
        ("version".to_owned(), value("data-version")),
    ];
    browser.post(&value("data-presence"), &fields).await
}

#[tokio::test]
async fn whoever_opens_a_case_sees_who_else_has_it_open_until_they_have_gone() {
    let app = team::start().await;
    let reference = refer(&app, sender("Grace Hopper")).await;
    let path = format!("/admissions/referrals/{reference}");
    let (ada_account, ada) = signed_in(&app, "Ada Okafor", Role::Coordinator).await;
    let (_, ben) = signed_in(&app, "Ben Ortiz", Role::Clinician).await;
    let first = ada.get(&path).await;
    assert_eq!(first.text(HINT), "", "nobody else, and not oneself");
    let second = ben.get(&path).await;
    assert_eq!(second.text(HINT), "Also open by Ada Okafor .");
    let heard = beat(&ada, &first).await;
    assert_eq!(heard.status, StatusCode::OK);
    assert!(heard.text("p").contains("Also open by Ben Ortiz"));
    assert!(!heard.html.contains("Hopper"));
    app.clock.advance(TimeDelta::seconds(60));
    beat(&ben, &second).await;
    app.clock.advance(TimeDelta::seconds(60));
    assert!(beat(&ada, &first).await.html.contains("Ben Ortiz"));
    app.clock.advance(TimeDelta::seconds(31));
    assert!(!beat(&ada, &first).await.html.contains("Ben Ortiz"), "gone");
    let mut conn = conn(&app).await;
    assert_eq!(looks(&mut conn, ada_account.id, "opened").await, 1);
    assert_eq!(presence::sweep(&mut conn, app.now()).await.unwrap(), 1);
    assert_eq!(app.count("presence").await, 1);
    drop(conn);
    app.stop().await;
}

#[tokio::test]
async fn an_open_page_hears_that_the_case_changed_and_changes_nothing() {
    let app = team::start().await;
    let reference = refer(&app, sender("Grace Hopper")).await;
    let path = format!("/admissions/referrals/{reference}");
    let (_, ada) = signed_in(&app, "Ada Okafor", Role::Coordinator).await;
    let (_, ben) = signed_in(&app, "Ben Ortiz", Role::Clinician).await;
    let open = ada.get(&path).await;
    assert!(!beat(&ada, &open).await.html.contains("changed"));
    let page = ben.get(&path).await;
    ben.send(&page.form_to(&format!("{path}/claim"))).await;
    let heard = beat(&ada, &open).await;
    assert!(heard.text("a").contains("Show it as it is now"));
    assert_eq!(heard.attributes("a", "href"), [path]);
    assert_eq!(app.count("referral_events").await, 2);
    app.stop().await;
}

#[tokio::test]
async fn those_who_may_not_open_it_learn_nothing_by_it() {
    let app = team::start().await;
    let reference = refer(&app, sender("Grace Hopper")).await;
    let (_, browser) = signed_in(&app, "Rae Counts", Role::Reporting).await;
    let account = browser.get("/admissions/account").await;
    let fields = account.form_to("/admissions/account/password").fields;
    let path = format!("/admissions/referrals/{reference}/presence");
    let page = browser.post(&path, &fields).await;
    assert_eq!(page.status, StatusCode::FORBIDDEN);
    assert_eq!(app.count("presence").await, 0);
    let page = browser.post(&path, &[]).await;
    assert_eq!(page.status, StatusCode::FORBIDDEN, "no token");
    app.stop().await;
}

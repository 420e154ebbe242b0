//! The navigation says where one is, on refusals too.

use inpatient_referral::security::permissions::Role;
use reqwest::StatusCode;

use super::team::{self, refer, sender, signed_in};
use crate::harness::http::Page;

/// The link of the navigation that is marked, and how.
fn marked(page: &Page) -> (String, String) {
    let link = ".app-header__nav a[aria-current]";
    (
        page.text(link),
        page.attributes(link, "aria-current").remove(0),
    )
}

#[tokio::test]
async fn the_page_or_the_part_that_it_belongs_to_is_marked() {
    let app = team::start().await;
    let reference = refer(&app, sender("Grace Hopper")).await;
    let (_, lead) = signed_in(&app, "Leigh Lead", Role::Lead).await;
    let case = format!("/admissions/referrals/{reference}");
    for (path, words, how) in [
        ("/admissions", "Referrals", "page"),
        (case.as_str(), "Referrals", "true"),
        ("/admissions/waiting-list", "Waiting list", "page"),
        ("/admissions/beds", "Beds", "page"),
        ("/admissions/beds/units", "Beds", "true"),
        ("/admissions/second-reads", "Second reads", "page"),
        ("/admissions/statistics", "Statistics", "page"),
        ("/admissions/account", "Leigh Lead", "page"),
    ] {
        let expected = (words.to_owned(), how.to_owned());
        assert_eq!(marked(&lead.get(path).await), expected, "{path}");
    }
    let (_, admin) = signed_in(&app, "Alex Admin", Role::Admin).await;
    for (path, how) in [
        ("/admissions/administration", "page"),
        ("/admissions/audit", "true"),
    ] {
        let expected = ("Administration".to_owned(), how.to_owned());
        assert_eq!(marked(&admin.get(path).await), expected, "{path}");
    }
    app.stop().await;
}

#[tokio::test]
async fn a_refusal_keeps_the_navigation_and_says_that_it_is_the_role() {
    let app = team::start().await;
    let (_, browser) = signed_in(&app, "Ada Okafor", Role::Coordinator).await;
    let page = browser.get("/admissions/accounts").await;
    assert_eq!(page.status, StatusCode::FORBIDDEN);
    assert_eq!(page.text("h1"), "Your role does not open this page");
    assert!(page.text(".app-header__nav").contains("Waiting list"));
    assert_eq!(
        page.attributes("main a.nhsuk-button", "href"),
        ["/admissions"]
    );
    // A form of a page that was open too long is no matter of roles.
    let note = browser.get("/admissions/views").await;
    assert_eq!(note.status, StatusCode::OK);
    let sent = [("csrf", "old"), ("nonce", "n"), ("query", "Hopper")];
    let sent = sent.map(|(name, value)| (name.to_owned(), value.to_owned()));
    let page = browser.post("/admissions/search", &sent).await;
    assert_eq!(page.status, StatusCode::FORBIDDEN);
    assert_eq!(page.text("h1"), "You cannot open this page");
    // Nobody signed in, and no such page: the way on is still that of the team.
    let page = app.browser().get("/admissions/nothing").await;
    assert_eq!(page.status, StatusCode::NOT_FOUND);
    assert_eq!(
        page.attributes("main a.nhsuk-button", "href"),
        ["/admissions"]
    );
    let page = app.browser().get("/refer/nothing").await;
    assert_eq!(page.attributes("main a.nhsuk-button", "href"), ["/refer"]);
    app.stop().await;
}

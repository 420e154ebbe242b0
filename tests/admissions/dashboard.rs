use chrono::TimeDelta;
use inpatient_referral::security::permissions::Role;
use inpatient_referral::store::submissions::Source;
use reqwest::StatusCode;

use super::team::{self, Sender, conn, looks, no_sign, refer, sender, signed_in};

#[tokio::test]
async fn an_empty_list_says_so() {
    let app = team::start().await;
    let (_, browser) = signed_in(&app, "Ada Okafor", Role::Coordinator).await;
    let page = browser.get("/admissions").await;
    assert!(
        page.text("main")
            .contains("There are no open referrals here")
    );
    assert_eq!(page.texts(".app-counts dd"), ["0", "0", "0"]);
    app.stop().await;
}

#[tokio::test]
async fn flagged_referrals_come_first_then_the_newest() {
    let app = team::start().await;
    let first = refer(&app, sender("Grace Older")).await;
    app.clock.advance(TimeDelta::days(3));
    let plain = refer(
        &app,
        Sender {
            answers: no_sign(),
            ..sender("Henry Plain")
        },
    )
    .await;
    app.clock.advance(TimeDelta::hours(1));
    let newest = refer(
        &app,
        Sender {
            source: Source::SomeoneElse,
            ..sender("Iris Newer")
        },
    )
    .await;
    let (_, browser) = signed_in(&app, "Ada Okafor", Role::Coordinator).await;
    let page = browser.get("/admissions").await;
    let order = page.attributes("tr[data-reference]", "data-reference");
    assert_eq!(
        order,
        [newest.to_string(), first.to_string(), plain.to_string()]
    );
    assert_eq!(page.texts(".app-counts dd"), ["3", "2", "3"]);
    let rows = page.texts("tr[data-reference]");
    for words in [
        "Iris Newer",
        "56",
        "Somebody for the patient",
        "Flagged",
        "Today",
        "Received",
        "Nobody yet",
    ] {
        assert!(rows[0].contains(words), "{words} in {}", rows[0]);
    }
    assert!(rows[1].contains("3 days ago"));
    assert!(!rows[2].contains("Flagged"));
    let marks = page.texts("tr[data-reference] .app-marks li");
    assert_eq!(marks.len(), 12);
    assert!(
        marks[..8].iter().all(|mark| mark.ends_with(": Matches")),
        "{marks:?}"
    );
    assert!(!page.text("title").contains("Iris"));
    app.stop().await;
}

#[tokio::test]
async fn older_and_newer_lead_through_all_and_back() {
    let app = team::start().await;
    let mut sent = Vec::new();
    for at in 0..28 {
        app.clock.advance(TimeDelta::minutes(1));
        sent.push(
            refer(&app, sender(&format!("Person {}", at + 1)))
                .await
                .to_string(),
        );
    }
    sent.reverse();
    let (_, browser) = signed_in(&app, "Ada Okafor", Role::Coordinator).await;
    let first = browser.get("/admissions").await;
    assert_eq!(
        first.attributes("tr[data-reference]", "data-reference"),
        sent[..25]
    );
    assert!(!first.has("a[rel=prev]"));
    let second = browser
        .get(&first.attributes("a[rel=next]", "href")[0])
        .await;
    assert_eq!(
        second.attributes("tr[data-reference]", "data-reference"),
        sent[25..]
    );
    assert!(!second.has("a[rel=next]"));
    let back = browser
        .get(&second.attributes("a[rel=prev]", "href")[0])
        .await;
    assert_eq!(
        back.attributes("tr[data-reference]", "data-reference"),
        sent[..25]
    );
    app.stop().await;
}

#[tokio::test]
async fn a_broken_place_in_the_list_leads_to_its_start() {
    let app = team::start().await;
    let (_, browser) = signed_in(&app, "Ada Okafor", Role::Coordinator).await;
    let page = browser.get("/admissions?from=f1.x").await;
    assert_eq!(
        (page.status, page.path.as_str()),
        (StatusCode::OK, "/admissions")
    );
    app.stop().await;
}

#[tokio::test]
async fn reading_the_list_is_in_the_access_log() {
    let app = team::start().await;
    refer(&app, sender("Grace Hopper")).await;
    let (ada, browser) = signed_in(&app, "Ada Okafor", Role::Coordinator).await;
    browser.get("/admissions").await;
    let (numbers, _) = signed_in(&app, "Ben Ortiz", Role::Reporting).await;
    let mut conn = conn(&app).await;
    assert_eq!(looks(&mut conn, ada.id, "listed").await, 2);
    assert_eq!(looks(&mut conn, numbers.id, "listed").await, 0);
    drop(conn);
    app.stop().await;
}

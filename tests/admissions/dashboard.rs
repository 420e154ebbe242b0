//! The dashboard over HTTP: queues, filters and places in the address, saved views, files.

mod export;
mod filters;
mod last;
mod views;

use chrono::TimeDelta;
use inpatient_referral::security::permissions::Role;
use inpatient_referral::store::submissions::Source;
use reqwest::StatusCode;

use super::team::{self, Sender, conn, looks, no_sign, refer, sender, signed_in};
use crate::harness::app::TestApp;
use crate::harness::http::Page;

/// The references of a list, in order.
pub fn rows(page: &Page) -> Vec<String> {
    page.attributes("tr[data-reference]", "data-reference")
}

/// The number of each queue by its name.
fn count(page: &Page, queue: &str) -> String {
    let queues = page.texts(".app-queues a");
    let found = queues.iter().find_map(|text| text.strip_prefix(queue));
    found
        .unwrap_or_else(|| panic!("no {queue}"))
        .trim()
        .to_owned()
}

/// Changes a referral as if staff had worked on it.
pub async fn set(app: &TestApp, reference: &str, change: &str) {
    let update = format!("UPDATE referrals SET {change} WHERE reference = $1");
    let update = sqlx::query(sqlx::AssertSqlSafe(update)).bind(reference.to_owned());
    update.execute(&mut *conn(app).await).await.unwrap();
}

#[tokio::test]
async fn an_empty_queue_says_what_to_do() {
    let app = team::start().await;
    let (_, browser) = signed_in(&app, "Ada Okafor", Role::Coordinator).await;
    let page = browser.get("/admissions").await;
    assert!(page.text("main").contains("Nothing needs action now"));
    let mine = browser.get("/admissions?queue=mine").await;
    assert!(mine.text("main").contains("Claim one from “Unassigned”"));
    assert_eq!(count(&page, "Needs action"), "0");
    assert_eq!(count(&page, "All"), "0");
    app.stop().await;
}

#[tokio::test]
async fn a_row_tells_what_is_needed_to_choose() {
    let app = team::start().await;
    let old = refer(&app, sender("Grace Older")).await.to_string();
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
    set(&app, &old, "due_on = '2031-01-15', priority = 'urgent'").await;
    let (_, browser) = signed_in(&app, "Ada Okafor", Role::Coordinator).await;
    let page = browser.get("/admissions?queue=unassigned").await;
    assert_eq!(
        rows(&page),
        [old.clone(), newest.to_string(), plain.to_string()],
        "urgent, then flagged, then the newest"
    );
    assert_eq!(count(&page, "Unassigned"), "3");
    let texts = page.texts("tr[data-reference]");
    for words in [
        "Iris Newer",
        "56",
        "For patient",
        "Flagged",
        "Self-pay",
        "Today",
        "Received",
        "Nobody",
    ] {
        assert!(texts[1].contains(words), "{words} in {}", texts[1]);
    }
    for words in ["3 days", "3 days late", "Urgent"] {
        assert!(texts[0].contains(words), "{words} in {}", texts[0]);
    }
    assert!(!texts[2].contains("Flagged") && texts[2].contains("NHS"));
    let marks = page.texts("tr[data-reference] .app-marks li");
    assert_eq!(marks.len(), 12);
    assert!(
        marks[..8].iter().all(|mark| mark.ends_with(": Matches")),
        "{marks:?}"
    );
    assert!(!page.text("title").contains("Iris"));
    assert_eq!(
        page.attributes("tr[data-reference]", "data-version"),
        ["1", "1", "1"]
    );
    assert!(page.has("[data-live-list] table") && page.has("[data-live-counts] nav"));
    app.stop().await;
}

#[tokio::test]
async fn overdue_promises_rise_to_the_top_below_what_is_urgent_and_to_the_leads_list() {
    let app = team::start().await;
    let new = refer(&app, sender("Grace Hopper")).await.to_string();
    let late = refer(&app, sender("Ida Late")).await.to_string();
    let later = refer(&app, sender("Una Later")).await.to_string();
    set(&app, &new, "due_on = '2031-01-16'").await;
    set(&app, &late, "due_on = '2031-01-10', attention = false").await;
    set(&app, &later, "due_on = '2031-02-10', attention = false").await;
    let soon = refer(&app, sender("Uma Soon")).await.to_string();
    set(&app, &soon, "due_on = '2031-01-17', priority = 'urgent'").await;
    let (_, lead) = signed_in(&app, "Lea Dorn", Role::Lead).await;
    let page = lead.get("/admissions").await;
    assert_eq!(rows(&page), [soon, late.clone(), new], "urgent before late");
    assert!(page.text(".app-target--late").starts_with("5 days late"));
    assert!(page.text(".app-target--soon").starts_with("Tomorrow"));
    let overdue = lead.get("/admissions?queue=overdue").await;
    assert_eq!(rows(&overdue), [late]);
    assert_eq!(count(&overdue, "Overdue"), "1");
    let (_, other) = signed_in(&app, "Ada Okafor", Role::Coordinator).await;
    let page = other.get("/admissions?queue=overdue").await;
    assert_eq!(page.path, "/admissions?queue=needs_action");
    assert!(
        page.texts(".app-queues a")
            .iter()
            .all(|text| !text.contains("Overdue"))
    );
    app.stop().await;
}

#[tokio::test]
async fn joined_cases_stand_in_the_queue_of_all_alone_and_say_so() {
    let app = team::start().await;
    let kept = refer(&app, sender("Grace Hopper")).await.to_string();
    app.clock.advance(TimeDelta::hours(1));
    let joined = refer(&app, sender("Grace Hopper")).await.to_string();
    let into = format!("merged_into = (SELECT id FROM referrals WHERE reference = '{kept}')");
    set(&app, &joined, &into).await;
    let (_, browser) = signed_in(&app, "Ada Okafor", Role::Coordinator).await;
    assert_eq!(
        rows(&browser.get("/admissions").await),
        std::slice::from_ref(&kept)
    );
    let all = browser.get("/admissions?queue=all").await;
    assert_eq!(rows(&all), [joined, kept.clone()]);
    assert!(all.texts("tr[data-reference]")[0].contains(&format!("Joined to {kept}")));
    app.stop().await;
}

#[tokio::test]
async fn the_waiting_list_has_places_and_days() {
    let app = team::start().await;
    let first = refer(&app, sender("Grace Hopper")).await.to_string();
    let second = refer(&app, sender("Ida Late")).await.to_string();
    for (reference, place) in [(&second, 2.0), (&first, 1.5)] {
        set(&app, reference, "state = 'waiting_for_bed'").await;
        let insert = "INSERT INTO waiting_list SELECT id, $2, received_at FROM referrals WHERE reference = $1";
        let insert = sqlx::query(insert).bind(reference.clone()).bind(place);
        insert.execute(&mut *conn(&app).await).await.unwrap();
    }
    app.clock.advance(TimeDelta::days(12));
    let (_, browser) = signed_in(&app, "Ada Okafor", Role::Coordinator).await;
    let page = browser.get("/admissions?queue=waiting_list").await;
    assert_eq!(rows(&page), [first, second]);
    let places = page.texts("tr[data-reference] .app-cases__target .app-cases__value");
    assert_eq!(places, ["No. 1 for 12 days", "No. 2 for 12 days"]);
    app.stop().await;
}

#[tokio::test]
async fn pages_lead_through_all_and_back_with_their_filters() {
    let app = team::start().await;
    let mut sent = Vec::new();
    for at in 0..43 {
        app.clock.advance(TimeDelta::minutes(1));
        sent.push(
            refer(&app, sender(&format!("Person {}", at + 1)))
                .await
                .to_string(),
        );
    }
    sent.reverse();
    let (_, browser) = signed_in(&app, "Ada Okafor", Role::Coordinator).await;
    let first = browser
        .get("/admissions?queue=all&source=patient&sort=newest")
        .await;
    assert_eq!(rows(&first), sent[..40]);
    assert!(!first.has("a[rel=prev]"));
    let next = &first.attributes("a[rel=next]", "href")[0];
    assert!(next.starts_with("/admissions?queue=all&source=patient&sort=newest&from=f_"));
    let second = browser.get(next).await;
    assert_eq!(rows(&second), sent[40..]);
    assert!(!second.has("a[rel=next]"));
    let back = browser
        .get(&second.attributes("a[rel=prev]", "href")[0])
        .await;
    assert_eq!(rows(&back), sent[..40]);
    app.stop().await;
}

#[tokio::test]
async fn an_address_that_was_cut_short_leads_to_the_nearest_list() {
    let app = team::start().await;
    let (_, browser) = signed_in(&app, "Ada Okafor", Role::Coordinator).await;
    for (given, led) in [
        ("from=f_1_x", "queue=needs_action"),
        ("queue=clo", "queue=needs_action"),
        ("queue=closed&sort=place", "queue=closed"),
        ("queue=closed&sort=flagged", "queue=closed"),
        (
            "queue=mine&state=in_triage&source=&flagged=&received_from=2031-02-30",
            "queue=mine&state=in_triage",
        ),
        (
            "queue=all&owner=nobody&q=AAAA&unknown=1",
            "queue=all&owner=nobody",
        ),
        ("queue=all&practice=a12345", "queue=all&practice=A12345"),
        ("%ff=%ff", "queue=needs_action"),
    ] {
        let page = browser.get(&format!("/admissions?{given}")).await;
        let path = format!("/admissions?{led}");
        assert_eq!(
            (page.status, page.path.as_str()),
            (StatusCode::OK, path.as_str()),
            "{given}"
        );
    }
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

#[tokio::test]
async fn a_crafted_place_leads_to_the_list_and_not_to_a_fault() {
    let app = team::start().await;
    refer(&app, sender("Grace Hopper")).await;
    let (_, browser) = signed_in(&app, "Ada Okafor", Role::Coordinator).await;
    let early = "-100000000000000000";
    let place = format!("f_{early}_00000000000000000000000000000007");
    let list = "/admissions?queue=all&sort=newest";
    let page = browser.get(&format!("{list}&from={place}")).await;
    assert_eq!((page.status, page.path.as_str()), (StatusCode::OK, list));
    for since in [
        format!("{early}.0"),
        "1900000000123456.-9223372036854775808".to_owned(),
    ] {
        let asked = format!("/admissions/changes?since={since}");
        let asked = browser.get(&asked).await;
        assert_eq!(asked.status, StatusCode::BAD_REQUEST, "{since}");
    }
    app.stop().await;
}

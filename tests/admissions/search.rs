use inpatient_referral::security::permissions::Role;
use reqwest::StatusCode;

use super::team::{self, Sender, conn, looks, refer, sender, signed_in};
use crate::harness::http::{Browser, Page};

async fn search(browser: &Browser, query: &str) -> Page {
    let form = browser
        .get("/admissions")
        .await
        .form_to("/admissions/search");
    browser.send(&form.with(&[("query", query)])).await
}

fn found(page: &Page) -> Vec<String> {
    page.attributes("tr[data-reference]", "data-reference")
}

#[tokio::test]
async fn a_referral_is_found_by_reference_number_and_name() {
    let app = team::start().await;
    let jose = refer(
        &app,
        Sender {
            nhs_number: Some("999 100 0011"),
            ..sender("José O’Brien-Smith")
        },
    )
    .await;
    refer(&app, sender("Somebody Else")).await;
    let (_, browser) = signed_in(&app, "Ada Okafor", Role::Coordinator).await;
    let reference = jose.to_string();
    for query in [
        reference.as_str(),
        &reference.to_lowercase().replace('-', " "),
        "9991000011",
        "999 100 0011",
        "jose obrien",
        "SMITH",
    ] {
        let page = search(&browser, query).await;
        assert_eq!(page.status, StatusCode::OK);
        assert!(page.path.starts_with("/admissions?queue=all&q="));
        assert_nothing_of(query, &page.path);
        assert_eq!(found(&page), std::slice::from_ref(&reference), "{query}");
        assert!(!page.text("title").contains(query));
    }
    app.stop().await;
}

/// No word of what was searched for stands in the address.
fn assert_nothing_of(query: &str, path: &str) {
    let path = path.to_lowercase();
    for word in query.split([' ', '-']).filter(|word| word.len() > 3) {
        assert!(!path.contains(&word.to_lowercase()), "{word} in {path}");
    }
}

#[tokio::test]
async fn the_address_of_a_search_works_for_one_account_alone() {
    let app = team::start().await;
    let grace = refer(&app, sender("Grace Hopper")).await.to_string();
    refer(&app, sender("Henry Plain")).await;
    let (_, browser) = signed_in(&app, "Ada Okafor", Role::Coordinator).await;
    let page = search(&browser, "hopper").await;
    let again = browser.get(&page.path).await;
    assert_eq!(found(&again), [grace], "after Back, too");
    assert_eq!(
        again.form_to("/admissions/search").value("query"),
        Some("hopper")
    );
    let (_, other) = signed_in(&app, "Ben Ortiz", Role::Coordinator).await;
    let theirs = other.get(&page.path).await;
    assert_eq!(theirs.path, "/admissions?queue=all");
    assert_eq!(found(&theirs).len(), 2);
    app.stop().await;
}

#[tokio::test]
async fn a_search_keeps_filters_and_goes_on_page_by_page() {
    let app = team::start().await;
    for _ in 0..42 {
        refer(&app, sender("Mary Jones")).await;
        app.clock.advance(chrono::TimeDelta::minutes(1));
    }
    let (_, browser) = signed_in(&app, "Ada Okafor", Role::Coordinator).await;
    let list = browser
        .get("/admissions?queue=unassigned&source=patient")
        .await;
    let form = list
        .form_to("/admissions/search")
        .with(&[("query", "jones")]);
    let first = browser.send(&form).await;
    assert!(
        first
            .path
            .starts_with("/admissions?queue=all&source=patient&q=")
    );
    assert_eq!(found(&first).len(), 40);
    let second = browser
        .get(&first.attributes("a[rel=next]", "href")[0])
        .await;
    assert_eq!(found(&second).len(), 2);
    let back = browser
        .get(&second.attributes("a[rel=prev]", "href")[0])
        .await;
    assert_eq!(found(&back), found(&first));
    assert!(first.texts(".app-chips a")[0].contains("Search: jones"));
    app.stop().await;
}

#[tokio::test]
async fn a_name_shared_by_several_finds_all_and_a_part_of_a_word_none() {
    let app = team::start().await;
    refer(&app, sender("Mary Jones")).await;
    refer(&app, sender("Mary Smith")).await;
    let (_, browser) = signed_in(&app, "Ada Okafor", Role::Coordinator).await;
    assert_eq!(found(&search(&browser, "mary").await).len(), 2);
    let page = search(&browser, "mar").await;
    assert!(found(&page).is_empty() && page.text("main").contains("Nothing was found"));
    app.stop().await;
}

#[tokio::test]
async fn an_empty_search_says_what_to_enter() {
    let app = team::start().await;
    let (_, browser) = signed_in(&app, "Ada Okafor", Role::Coordinator).await;
    let page = search(&browser, "  ").await;
    assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(
        page.text(".nhsuk-error-summary")
            .contains("Enter a reference")
    );
    let page = search(&browser, &"w".repeat(101)).await;
    assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(
        page.text(".nhsuk-error-summary")
            .contains("100 characters or fewer")
    );
    assert_eq!(page.form().value("query"), Some(&*"w".repeat(101)));
    app.stop().await;
}

#[tokio::test]
async fn every_search_is_noted_without_what_was_searched_for() {
    let app = team::start().await;
    refer(&app, sender("Mary Jones")).await;
    let (ada, browser) = signed_in(&app, "Ada Okafor", Role::Coordinator).await;
    search(&browser, "jones").await;
    search(&browser, "nobody").await;
    let mut conn = conn(&app).await;
    assert_eq!(looks(&mut conn, ada.id, "searched").await, 2);
    let rows: Vec<String> = sqlx::query_scalar(
        "SELECT l::text FROM access_log l UNION ALL SELECT l::text FROM audit_log l",
    )
    .fetch_all(&mut *conn)
    .await
    .unwrap();
    assert!(rows.iter().all(|row| !row.to_lowercase().contains("jones")));
    drop(conn);
    app.stop().await;
}

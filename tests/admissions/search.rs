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
        assert_eq!(
            page.path, "/admissions/search",
            "nothing personal in the address"
        );
        assert_eq!(found(&page), std::slice::from_ref(&reference), "{query}");
        assert!(!page.text("title").contains(query));
    }
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

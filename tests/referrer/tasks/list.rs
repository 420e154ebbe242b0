//! Beginning a draft, its tasks with their status, and who may see them.

use domain::letter::Heading;
use reqwest::StatusCode;
use serde_json::json;

use super::super::practice::{draft, load, referrer, save};
use super::{NUMBER, begin, forged, two_practices};

/// The status beside a task.
fn status(page: &crate::harness::http::Page, task: &str) -> String {
    let names = page.texts(".nhsuk-task-list__link");
    let at = names.iter().position(|name| name == task);
    let at = at.unwrap_or_else(|| panic!("no task {task} in {names:?}"));
    page.texts(".nhsuk-task-list__status").remove(at)
}

#[tokio::test]
async fn a_draft_begins_with_the_nhs_number_and_a_form_sent_twice_begins_one() {
    let (app, anna, _) = two_practices().await;
    let list = anna.browser.get("/refer/drafts").await;
    let form = list.form_to("/refer/start");
    let first = anna.browser.send(&form).await;
    assert!(first.path.ends_with("/nhs-number"), "{}", first.path);
    let again = anna.browser.send(&form).await;
    assert_eq!(again.path, first.path);
    let (_, other) = begin(&anna).await;
    assert!(!first.path.starts_with(&other));
    assert_eq!(app.count("screenings").await, 2);
    let unknown = forged(&anna, "/refer/start", &[("pathway", "none-such")]).await;
    assert_eq!(
        anna.browser.send(&unknown).await.status,
        StatusCode::NOT_FOUND
    );
}

#[tokio::test]
async fn tasks_stand_in_order_with_their_status_and_safety_first() {
    let (app, anna, _) = two_practices().await;
    let empty = draft(&app, &anna, &json!({})).await;
    let address = format!("/refer/drafts/{}", empty.id);
    let page = anna.browser.get(&address).await;
    assert_eq!(page.texts("h2")[0], "Safety");
    assert_eq!(status(&page, "Red flags"), "Not started");
    assert_eq!(status(&page, "Patient details"), "Not started");
    assert_eq!(status(&page, "Social, legal and other context"), "Optional");
    assert_eq!(status(&page, "Files"), "Optional");
    let flagged = json!({"red_flags": "emergency", "pain_impact": "a_lot"});
    let mut stored = load(&app, empty.id).await;
    stored
        .letter
        .headings
        .insert(Heading::Reason, "Worse".to_owned());
    save(&app, &stored, &flagged).await;
    let page = anna.browser.get(&address).await;
    assert_eq!(status(&page, "Red flags"), "Act on this first");
    assert_eq!(status(&page, "Impact on daily life"), "In progress");
    assert_eq!(status(&page, "History and medicines"), "In progress");
    assert!(
        page.texts("h2")
            .contains(&"Important: A red flag applies".to_owned())
    );
    assert!(page.text(".app-header__saved").starts_with("Saved "));
    let links = page.attributes(".nhsuk-task-list__link", "href");
    for end in [
        "/section/safety",
        "/patient",
        "/letter/history",
        "/consent",
        "/files",
        "/handover",
        "/answers",
    ] {
        assert!(links.contains(&format!("{address}{end}")), "{end}");
    }
}

#[tokio::test]
async fn another_practice_finds_nothing_and_the_signed_out_sign_in() {
    let (app, anna, ben) = two_practices().await;
    let ours = draft(&app, &anna, &json!({"red_flags": "none"})).await;
    let stranger = app.browser();
    for page in [
        "",
        "/nhs-number",
        "/patient",
        "/letter/history",
        "/consent",
        "/delete",
    ] {
        let address = format!("/refer/drafts/{}{page}", ours.id);
        let seen = ben.browser.get(&address).await;
        assert_eq!(seen.status, StatusCode::NOT_FOUND, "{address}");
        assert_ne!(
            anna.browser.get(&address).await.status,
            StatusCode::NOT_FOUND
        );
        assert!(
            stranger
                .get(&address)
                .await
                .path
                .starts_with("/refer/sign-in"),
            "{address}"
        );
        if !page.is_empty() {
            let form = forged(&ben, &address, &[("nhs_number", NUMBER), ("name", "X")]).await;
            assert_eq!(
                ben.browser.send(&form).await.status,
                StatusCode::NOT_FOUND,
                "{address}"
            );
        }
    }
    assert!(
        stranger
            .get("/refer/drafts")
            .await
            .path
            .starts_with("/refer/sign-in")
    );
    assert_eq!(load(&app, ours.id).await.version, ours.version);
    let colleague = referrer(&app, "Cara Lane", anna.practice).await;
    let shared = colleague
        .browser
        .get(&format!("/refer/drafts/{}", ours.id))
        .await;
    assert_eq!(shared.status, StatusCode::OK);
}

//! Files of a case: pictures are looked at, everything else is saved only, and each look is in the access log.

use inpatient_referral::security::permissions::Role;
use reqwest::StatusCode;
use serde_json::json;
use uuid::Uuid;

use super::team::{self, conn, four_signs, looks, signed_in};
use crate::harness::app::TestApp;
use crate::harness::http::Page;
use crate::referrer::practice::{Referrer, draft, practice, referrer};
use crate::referrer::sending::{reference, send};

const PNG: &[u8] = b"\x89PNG\r\n\x1a\nnot much of a picture";
const PDF: &[u8] = b"%PDF-1.7\nClinic letter\n%%EOF\n";

/// A draft with a picture and a PDF; the addresses of both for staff.
async fn with_files(app: &TestApp) -> (Referrer, Uuid, [String; 2]) {
    let ours = practice(app, "K81001").await;
    let anna = referrer(app, "Anna Gray", ours).await;
    let draft = draft(app, &anna, &json!({ "red_flags": "none" })).await.id;
    let path = format!("/refer/drafts/{draft}/files");
    let form = anna.browser.get(&path).await.form_to(&path);
    let files = [("neck.png", PNG), ("letter.pdf", PDF)];
    let page = anna.browser.upload(&form, "files", &files).await;
    assert_eq!(page.status, StatusCode::OK, "{}", page.html);
    let names = page.texts("[data-files] a");
    let links = page.attributes("[data-files] a", "href");
    let of = |name| {
        let at = names.iter().position(|text| text.contains(name)).unwrap();
        links[at].replace("/refer/", "/admissions/")
    };
    (anna, draft, ["neck.png", "letter.pdf"].map(of))
}

fn header<'a>(page: &'a Page, name: &str) -> &'a str {
    page.headers
        .get(name)
        .map_or("", |value| value.to_str().unwrap())
}

#[tokio::test]
async fn a_picture_is_shown_as_a_picture_that_can_do_nothing_and_each_look_is_noted() {
    let app = team::start().await;
    let (anna, draft, [picture, _]) = with_files(&app).await;
    let (ada, browser) = signed_in(&app, "Ada Okafor", Role::Clinician).await;
    for address in [format!("{picture}/view"), format!("{picture}/picture")] {
        let page = browser.get(&address).await;
        assert_eq!(page.status, StatusCode::NOT_FOUND, "not sent yet");
    }
    send(&app, &anna, draft, &four_signs()).await;
    let case = format!("/admissions/referrals/{}", reference(&app, draft).await);
    let page = browser.get(&case).await;
    let view = format!("{picture}/view");
    assert!(page.attributes("[data-files] a", "href").contains(&view));
    let page = browser.get(&view).await;
    assert_eq!(
        page.attributes("main img", "src"),
        [format!("{picture}/picture")]
    );
    assert!(!page.text("title").contains("neck"));
    assert_eq!(looks(&mut *conn(&app).await, ada.id, "opened").await, 2);
    let shown = browser.get(&format!("{picture}/picture")).await;
    assert_eq!(shown.status, StatusCode::OK);
    for (name, value) in [
        ("content-disposition", "inline"),
        ("content-type", "image/png"),
        ("x-content-type-options", "nosniff"),
        ("content-security-policy", "sandbox; default-src 'none'"),
        ("cache-control", "no-store"),
    ] {
        assert_eq!(header(&shown, name), value);
    }
    assert_eq!(looks(&mut *conn(&app).await, ada.id, "viewed").await, 1);
    app.execute("REVOKE INSERT ON access_log FROM referral_app")
        .await;
    for address in [&view, &format!("{picture}/picture")] {
        let page = browser.get(address).await;
        assert_eq!(page.status, StatusCode::INTERNAL_SERVER_ERROR, "{address}");
    }
    app.stop().await;
}

#[tokio::test]
async fn a_pdf_is_saved_and_never_shown() {
    let app = team::start().await;
    let (anna, draft, [_, pdf]) = with_files(&app).await;
    send(&app, &anna, draft, &four_signs()).await;
    let (_, browser) = signed_in(&app, "Ada Okafor", Role::Clinician).await;
    let case = format!("/admissions/referrals/{}", reference(&app, draft).await);
    let page = browser.get(&case).await;
    let links = page.attributes("[data-files] a", "href");
    assert!(links.contains(&pdf) && !links.contains(&format!("{pdf}/view")));
    assert!(page.text("main").contains("PDF and Word files are saved"));
    let shown = browser.get(&format!("{pdf}/picture")).await;
    assert_eq!(shown.status, StatusCode::NOT_FOUND);
    let page = browser.get(&format!("{pdf}/view")).await;
    assert!(!page.has("main img") && page.text("main").contains("Save the file"));
    let saved = browser.get(&pdf).await;
    assert!(header(&saved, "content-disposition").starts_with("attachment"));
    app.stop().await;
}

#[tokio::test]
async fn only_those_who_open_cases_look_at_their_pictures() {
    let app = team::start().await;
    let (anna, draft, [picture, _]) = with_files(&app).await;
    send(&app, &anna, draft, &four_signs()).await;
    let (_, numbers) = signed_in(&app, "Ned Numbers", Role::Reporting).await;
    for address in [format!("{picture}/view"), format!("{picture}/picture")] {
        assert_eq!(numbers.get(&address).await.status, StatusCode::FORBIDDEN);
        let stranger = app.browser().get(&address).await;
        assert_eq!(stranger.path, "/admissions/sign-in");
        let practice = anna.browser.get(&address).await;
        assert_eq!(practice.path, "/admissions/sign-in");
    }
    app.stop().await;
}

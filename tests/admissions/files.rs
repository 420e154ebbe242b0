//! Files of a case: pictures and PDF files are looked at, Word files are saved only, and each look is in the access log.

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
const DOCX: &[u8] =
    b"PK\x03\x04\x14\0\0\0\0\0[Content_Types].xml PK\x03\x04 word/document.xml PK\x01\x02";

/// A draft with a picture, a PDF and a Word file; the addresses of each for staff.
async fn with_files(app: &TestApp) -> (Referrer, Uuid, [String; 3]) {
    let ours = practice(app, "K81001").await;
    let anna = referrer(app, "Anna Gray", ours).await;
    let draft = draft(app, &anna, &json!({ "red_flags": "none" })).await.id;
    let path = format!("/refer/drafts/{draft}/files");
    let form = anna.browser.get(&path).await.form_to(&path);
    let files = [("neck.png", PNG), ("letter.pdf", PDF), ("notes.docx", DOCX)];
    let page = anna.browser.upload(&form, "files", &files).await;
    assert_eq!(page.status, StatusCode::OK, "{}", page.html);
    let names = page.texts("[data-files] a");
    let links = page.attributes("[data-files] a", "href");
    let of = |name| {
        let at = names.iter().position(|text| text.contains(name)).unwrap();
        links[at].replace("/refer/", "/admissions/")
    };
    (
        anna,
        draft,
        ["neck.png", "letter.pdf", "notes.docx"].map(of),
    )
}

fn header<'a>(page: &'a Page, name: &str) -> &'a str {
    page.headers
        .get(name)
        .map_or("", |value| value.to_str().unwrap())
}

#[tokio::test]
async fn a_picture_is_shown_as_a_picture_that_can_do_nothing_and_each_look_is_noted() {
    let app = team::start().await;
    let (anna, draft, [picture, ..]) = with_files(&app).await;
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
async fn a_pdf_is_drawn_by_a_script_of_its_page_alone_and_each_look_is_noted() {
    let app = team::start().await;
    let (anna, draft, [picture, pdf, _]) = with_files(&app).await;
    let (ada, browser) = signed_in(&app, "Ada Okafor", Role::Clinician).await;
    for address in [format!("{pdf}/view"), format!("{pdf}/pdf")] {
        let page = browser.get(&address).await;
        assert_eq!(page.status, StatusCode::NOT_FOUND, "not sent yet");
    }
    send(&app, &anna, draft, &four_signs()).await;
    let case = format!("/admissions/referrals/{}", reference(&app, draft).await);
    let (view, bytes) = (format!("{pdf}/view"), format!("{pdf}/pdf"));
    let page = browser.get(&case).await;
    let links = page.attributes("[data-files] a", "href");
    assert!(links.contains(&view) && links.contains(&pdf));
    assert_eq!(page.attributes("script", "src").len(), 1);

    let page = browser.get(&view).await;
    assert_eq!(page.attributes("[data-pdf]", "data-pdf"), [&*bytes]);
    assert_eq!(page.attributes("main script", "src").len(), 1);
    assert!(!page.has("main img, main iframe, main embed, main object"));
    let text = page.text("main");
    assert!(text.contains("Save the file") && text.contains("It takes JavaScript"));
    assert!(text.contains("not scanned for viruses"));
    assert!(!page.text("title").contains("letter"));
    assert_eq!(looks(&mut *conn(&app).await, ada.id, "opened").await, 2);

    let sent = browser.get(&bytes).await;
    assert_eq!(sent.status, StatusCode::OK);
    for (name, value) in [
        ("content-disposition", "attachment"),
        ("content-type", "application/pdf"),
        ("x-content-type-options", "nosniff"),
        ("content-security-policy", "sandbox; default-src 'none'"),
        ("cross-origin-resource-policy", "same-origin"),
        ("cache-control", "no-store"),
    ] {
        assert_eq!(header(&sent, name), value);
    }
    assert_eq!(looks(&mut *conn(&app).await, ada.id, "viewed").await, 1);
    let other = browser.get(&format!("{picture}/view")).await;
    assert!(other.has("main img") && !other.has("main script"));
    app.execute("REVOKE INSERT ON access_log FROM referral_app")
        .await;
    for address in [&view, &bytes] {
        let page = browser.get(address).await;
        assert_eq!(page.status, StatusCode::INTERNAL_SERVER_ERROR, "{address}");
    }
    app.stop().await;
}

#[tokio::test]
async fn what_a_file_is_its_content_says_and_neither_name_nor_what_was_stored() {
    let app = team::start().await;
    let (anna, draft, [picture, pdf, word]) = with_files(&app).await;
    send(&app, &anna, draft, &four_signs()).await;
    let (ada, browser) = signed_in(&app, "Ada Okafor", Role::Clinician).await;
    for address in [
        format!("{pdf}/picture"),
        format!("{picture}/pdf"),
        format!("{word}/pdf"),
    ] {
        let page = browser.get(&address).await;
        assert_eq!(page.status, StatusCode::NOT_FOUND, "{address}");
    }
    app.execute("UPDATE attachments SET media_type = 'application/pdf'")
        .await;
    for file in [&picture, &word] {
        assert!(browser.get(&format!("{file}/view")).await.has("[data-pdf]"));
        let page = browser.get(&format!("{file}/pdf")).await;
        assert_eq!(page.status, StatusCode::NOT_FOUND, "{file}");
    }
    let page = browser.get(&format!("{pdf}/pdf")).await;
    assert_eq!(page.status, StatusCode::OK);
    assert_eq!(looks(&mut *conn(&app).await, ada.id, "viewed").await, 1);
    app.stop().await;
}

#[tokio::test]
async fn a_word_file_is_saved_and_never_shown() {
    let app = team::start().await;
    let (anna, draft, [_, _, word]) = with_files(&app).await;
    send(&app, &anna, draft, &four_signs()).await;
    let (_, browser) = signed_in(&app, "Ada Okafor", Role::Clinician).await;
    let case = format!("/admissions/referrals/{}", reference(&app, draft).await);
    let page = browser.get(&case).await;
    let links = page.attributes("[data-files] a", "href");
    assert!(links.contains(&word) && !links.contains(&format!("{word}/view")));
    assert!(page.text("main").contains("Word files are saved"));
    let page = browser.get(&format!("{word}/view")).await;
    assert!(!page.has("main img") && !page.has("[data-pdf]"));
    assert!(
        page.text("main").contains("so it is not shown here")
            && page.has(&format!("a[href='{word}']"))
    );
    let saved = browser.get(&word).await;
    assert!(header(&saved, "content-disposition").starts_with("attachment"));
    app.stop().await;
}

#[tokio::test]
async fn only_those_who_open_cases_look_at_their_files() {
    let app = team::start().await;
    let (anna, draft, [picture, pdf, _]) = with_files(&app).await;
    send(&app, &anna, draft, &four_signs()).await;
    let (_, numbers) = signed_in(&app, "Ned Numbers", Role::Reporting).await;
    for address in [
        format!("{picture}/view"),
        format!("{picture}/picture"),
        format!("{pdf}/view"),
        format!("{pdf}/pdf"),
    ] {
        assert_eq!(numbers.get(&address).await.status, StatusCode::FORBIDDEN);
        let stranger = app.browser().get(&address).await;
        assert_eq!(stranger.path, "/admissions/sign-in");
        let practice = anna.browser.get(&address).await;
        assert_eq!(practice.path, "/admissions/sign-in");
    }
    app.stop().await;
}

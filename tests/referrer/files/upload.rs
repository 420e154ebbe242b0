use reqwest::StatusCode;
use reqwest::header::{HeaderMap, HeaderValue};

use super::{Desk, PDF, PNG, desk};
use crate::referrer::practice::{practice, referrer};

const DOCX: &[u8] =
    b"PK\x03\x04\x14\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\x13\0\0\0[Content_Types].xml\
PK\x03\x04\x14\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\x11\0\0\0word/document.xml";

#[tokio::test]
async fn several_files_at_once_are_listed_with_kind_and_state_and_stored_sealed() {
    let desk = desk().await;
    let files: [(&str, &[u8]); 3] = [
        ("../clinic/letter.pdf", PDF),
        ("mri.png", PNG),
        ("notes.docx", DOCX),
    ];
    let page = desk.upload(&files).await;
    assert_eq!(page.path, desk.address());
    let list = page.text("[data-files]");
    for words in [
        "letter.pdf (PDF, 1 KB)",
        "mri.png (PNG picture",
        "notes.docx (Word document",
        "Added by Anna Gray on 15 January 2031",
        "Not scanned for viruses",
    ] {
        assert!(list.contains(words), "{words} in {list}");
    }
    assert!(!list.contains("clinic"));
    let stored = desk.app.dump("attachments").await;
    // As Postgres writes bytes: "Clinic letter" in hexadecimal digits.
    let clear = "436c696e6963206c6574746572";
    assert!(!stored.contains("letter") && !stored.contains(clear));
    let added = "action = 'attachment.added' AND actor = 'referrer'";
    assert_eq!(desk.app.count_where("audit_log", added).await, 3);
}

async fn refused(desk: &Desk, files: &[(&str, &[u8])], words: &str) {
    let page = desk.upload(files).await;
    assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY, "{words}");
    let summary = page.text(".nhsuk-error-summary");
    assert!(summary.contains(words), "{words} in {summary}");
    assert!(page.text("title").starts_with("Error: "));
    assert!(page.has(".nhsuk-error-summary a[href='#files']") && page.has("input#files"));
    assert_eq!(desk.count().await, 0, "{words}");
}

#[tokio::test]
async fn what_is_empty_or_of_another_kind_is_refused_whatever_its_name() {
    let desk = desk().await;
    refused(&desk, &[], "Choose a file").await;
    refused(&desk, &[("", b"")], "Choose a file").await;
    refused(&desk, &[("letter.pdf", b"")], "The file is empty").await;
    let program: &[u8] = b"MZ\x90\0 a program";
    refused(&desk, &[("letter.pdf", program)], "is not a PDF").await;
    let page: &[u8] = b"<html><script>alert(1)</script>";
    let both = [("letter.pdf", PDF), ("scan.png", page)];
    refused(&desk, &both, "File 2 is not a PDF").await;
}

#[tokio::test]
async fn a_draft_holds_ten_files_and_no_more() {
    let desk = desk().await;
    let five = [("scan.pdf", PDF); 5];
    desk.upload(&five).await;
    desk.upload(&five).await;
    let page = desk.upload(&[("scan.pdf", PDF)]).await;
    assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(
        page.text(".nhsuk-error-summary")
            .contains("10 files at most")
    );
    assert_eq!(desk.count().await, 10);
    let eleven = [("scan.pdf", PDF); 11];
    assert_eq!(desk.upload(&eleven).await.status, 413);
}

#[tokio::test]
async fn what_is_too_large_gets_a_page_that_helps() {
    let desk = desk().await;
    let mut large = PDF.to_vec();
    large.resize(10 * 1024 * 1024 + 1, b' ');
    let page = desk.upload(&[("large.pdf", &large)]).await;
    assert_eq!(page.status, 413);
    assert!(page.text("main").contains("10 MB"), "{}", page.text("main"));
    large.truncate(9 * 1024 * 1024);
    let page = desk
        .upload(&[("a.pdf", &*large), ("b.pdf", &large), ("c.pdf", &large)])
        .await;
    assert_eq!(page.status, 413, "together over 25 MB");
    assert_eq!(desk.count().await, 0);
}

#[tokio::test]
async fn a_forged_upload_is_refused() {
    let desk = desk().await;
    let form = desk.page().await.form_to(&desk.address());
    let forged = form.clone().with(&[("csrf", "guessed")]);
    let page = desk
        .anna
        .browser
        .upload(&forged, "files", &[("letter.pdf", PDF)])
        .await;
    assert_eq!(page.status, StatusCode::FORBIDDEN);
    let mut foreign = HeaderMap::new();
    foreign.insert(
        "origin",
        HeaderValue::from_static("https://elsewhere.example"),
    );
    let page = desk
        .anna
        .browser
        .upload_with(&form, foreign, "files", &[("letter.pdf", PDF)])
        .await;
    assert_eq!(page.status, StatusCode::FORBIDDEN);
    assert_eq!(desk.count().await, 0);
}

#[tokio::test]
async fn a_file_of_an_unsent_draft_is_deleted_with_a_line_in_the_log() {
    let desk = desk().await;
    desk.with_pdf().await;
    let form = desk.page().await.forms("[data-files] form").remove(0);
    let page = desk.anna.browser.send(&form).await;
    assert!(page.text("main").contains("No files."));
    assert_eq!(desk.count().await, 0);
    let deleted = "action = 'attachment.deleted'";
    assert_eq!(desk.app.count_where("audit_log", deleted).await, 1);
    let again = desk.anna.browser.send(&form).await;
    assert_eq!(again.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn another_practice_finds_neither_draft_nor_files() {
    let desk = desk().await;
    let file = desk.with_pdf().await;
    let theirs = practice(&desk.app, "K81002").await;
    let bob = referrer(&desk.app, "Bob Hill", theirs).await;
    for address in [desk.address(), file.clone()] {
        let page = bob.browser.get(&address).await;
        assert_eq!(page.status, StatusCode::NOT_FOUND, "{address}");
        let page = desk.app.browser().get(&address).await;
        assert_eq!(page.path, "/refer/sign-in", "{address}");
    }
    // Bob's own form, sent to Anna's draft.
    let own = crate::referrer::practice::draft(&desk.app, &bob, &serde_json::json!({}))
        .await
        .id;
    let own = format!("/refer/drafts/{own}/files");
    let mut form = bob.browser.get(&own).await.form_to(&own);
    form.action = desk.address();
    let page = bob
        .browser
        .upload(&form, "files", &[("letter.pdf", PDF)])
        .await;
    assert_eq!(page.status, StatusCode::NOT_FOUND);
    let id = file.rsplit('/').next().unwrap();
    form.action = format!("{}/{id}/delete", desk.address());
    assert_eq!(bob.browser.send(&form).await.status, StatusCode::NOT_FOUND);
    // Anna's file through Bob's own draft.
    form.action = format!("{own}/{id}/delete");
    assert_eq!(bob.browser.send(&form).await.status, StatusCode::NOT_FOUND);
    assert_eq!(desk.count().await, 1);
}

#[tokio::test]
async fn a_form_sent_without_its_files_asks_for_them() {
    let desk = desk().await;
    let form = desk.page().await.form_to(&desk.address());
    let page = desk.anna.browser.send(&form).await;
    assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(page.text(".nhsuk-error-summary").contains("Choose a file"));
}

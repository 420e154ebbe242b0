//! Files that come along with an answer.

use domain::attachment::{FileName, MediaType};
use domain::people::Reference;
use domain::referral::{Action, Actor, StateCode};
use inpatient_referral::security::permissions::Role;
use inpatient_referral::store::attachments::{
    self, Added, Adder, MOST_OF_REFERRAL, Scan, Sealed, To,
};
use reqwest::StatusCode;
use tokio::net::TcpListener;

use super::{act, ask, case_of, sent};
use crate::admissions::team::{conn, signed_in, start};
use crate::harness::app::TestApp;
use crate::harness::http::Page;
use crate::referrer::practice::{Referrer, practice, referrer};

const PDF: &[u8] = b"%PDF-1.7\nImaging report\n%%EOF\n";

/// A referral of Anna's practice of which something is asked.
async fn asked(app: &TestApp) -> (Referrer, Reference) {
    let ours = practice(app, "K81001").await;
    let anna = referrer(app, "Anna Gray", ours).await;
    let reference = sent(app, &anna, "Grace Hopper").await;
    ask(app, reference, "Which imaging?").await;
    (anna, reference)
}

fn address(reference: Reference) -> String {
    format!("/refer/referrals/{reference}/answer")
}

/// Sends the form on this page with an answer and files.
async fn answer(by: &Referrer, page: &Page, files: &[(&str, &[u8])]) -> Page {
    let form = page.form().with(&[("answer", "MRI of the neck, enclosed")]);
    by.browser.upload(&form, "files", files).await
}

async fn assert_nothing_done(app: &TestApp, reference: Reference) {
    let state = case_of(app, reference).await.referral.state().code();
    assert_eq!(state, StateCode::InfoRequested);
    assert_eq!(app.count("attachments").await, 0);
}

#[tokio::test]
async fn they_stand_with_the_referral_for_the_practice_and_for_staff() {
    let app = start().await;
    let (anna, reference) = asked(&app).await;
    let page = anna.browser.get(&address(reference)).await;
    let page = answer(&anna, &page, &[("mri.pdf", PDF)]).await;
    assert_eq!(page.path, format!("/refer/referrals/{reference}"));
    assert!(page.text("main").contains("MRI of the neck, enclosed"));
    let list = page.text("[data-files]");
    for words in ["mri.pdf (PDF, 1 KB)", "Added by Anna Gray"] {
        assert!(list.contains(words), "{words} in {list}");
    }
    assert!(!page.has("[data-files] form"), "what was sent stays");
    let file = page.attributes("[data-files] a", "href").remove(0);
    assert_eq!(anna.browser.get(&file).await.html.as_bytes(), PDF);
    let state = case_of(&app, reference).await.referral.state().code();
    assert_eq!(state, StateCode::Received);
    let (_, staff) = signed_in(&app, "Ada Okafor", Role::Clinician).await;
    let case = staff
        .get(&format!("/admissions/referrals/{reference}"))
        .await;
    assert_eq!(case.texts("[data-files] a[href$='/view']"), ["mri.pdf"]);
    let id = file.rsplit('/').next().unwrap();
    let saved = staff.get(&format!("/admissions/files/{id}")).await;
    assert_eq!(saved.html.as_bytes(), PDF);
    app.stop().await;
}

#[tokio::test]
async fn with_one_that_is_not_taken_nothing_is_answered_or_stored() {
    let app = start().await;
    let (anna, reference) = asked(&app).await;
    let page = anna.browser.get(&address(reference)).await;
    let program: &[u8] = b"MZ\x90\0 a program";
    let files = [("mri.pdf", PDF), ("report.pdf", program)];
    let again = answer(&anna, &page, &files).await;
    assert_eq!(again.status, StatusCode::UNPROCESSABLE_ENTITY);
    let summary = again.text(".nhsuk-error-summary");
    assert!(summary.contains("File 2 is not a PDF"), "{summary}");
    assert!(again.has(".nhsuk-error-summary a[href='#files']") && again.has("input#files"));
    assert!(again.text("title").starts_with("Error: "));
    assert!(again.text("main").contains("Choose them again"));
    let kept = again.form();
    let kept = kept.value("answer").unwrap().trim();
    assert_eq!(kept, "MRI of the neck, enclosed");
    assert_nothing_done(&app, reference).await;
    let page = answer(&anna, &again, &[("mri.pdf", PDF)]).await;
    assert_eq!(page.texts("[data-files] a"), ["mri.pdf"]);
    app.stop().await;
}

#[tokio::test]
async fn with_more_than_there_may_be_nothing_is_answered_or_stored() {
    let app = start().await;
    let (anna, reference) = asked(&app).await;
    let to = To::Referral(case_of(&app, reference).await.id);
    let (keyring, now) = (&app.app.keyring, app.now());
    let name = FileName::clean("earlier.pdf");
    let seal = |_| Sealed::new(keyring, &name, MediaType::Pdf, PDF, Scan::Clean, now).unwrap();
    let files: Vec<Sealed> = (0..MOST_OF_REFERRAL).map(seal).collect();
    let by = Adder {
        practice: anna.practice,
        account: anna.account,
    };
    let added = attachments::add(&mut *conn(&app).await, to, by, &files, now).await;
    assert_eq!(added.unwrap(), Added::Done);
    let page = anna.browser.get(&address(reference)).await;
    let page = answer(&anna, &page, &[("mri.pdf", PDF)]).await;
    assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
    let summary = page.text(".nhsuk-error-summary");
    assert!(summary.contains("30 files at most"), "{summary}");
    let state = case_of(&app, reference).await.referral.state().code();
    assert_eq!(state, StateCode::InfoRequested);
    assert_eq!(app.count("attachments").await, MOST_OF_REFERRAL);
    app.stop().await;
}

#[tokio::test]
async fn while_the_scanner_is_away_the_answer_is_offered_again_and_nothing_is_stored() {
    let closed = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let away = closed.local_addr().unwrap().to_string();
    drop(closed);
    let app = TestApp::start_with(&["--demo", "--clamd", &away]).await;
    let (anna, reference) = asked(&app).await;
    let page = anna.browser.get(&address(reference)).await;
    let page = answer(&anna, &page, &[("mri.pdf", PDF)]).await;
    assert_eq!(page.status, StatusCode::SERVICE_UNAVAILABLE);
    assert!(page.html.contains("MRI of the neck, enclosed"));
    assert_nothing_done(&app, reference).await;
    app.stop().await;
}

#[tokio::test]
async fn an_answer_that_comes_late_keeps_its_words_and_stores_no_file() {
    let app = start().await;
    let (anna, reference) = asked(&app).await;
    let stale = anna.browser.get(&address(reference)).await;
    let by = Actor::Referrer(anna.account);
    let first = Some("CT only".to_owned());
    act(&app, reference, Action::ReceiveInfo { answer: first }, by).await;
    for question in [None, Some("Which neck?")] {
        if let Some(question) = question {
            ask(&app, reference, question).await;
        }
        let late = answer(&anna, &stale, &[("mri.pdf", PDF)]).await;
        assert_eq!(late.status, StatusCode::CONFLICT);
        assert!(late.text("main").contains("MRI of the neck, enclosed"));
        assert_eq!(app.count("attachments").await, 0);
        assert_eq!(
            late.text("main").contains("Choose them again"),
            question.is_some()
        );
    }
    assert_nothing_done(&app, reference).await;
    app.stop().await;
}

#[tokio::test]
async fn another_practice_adds_none() {
    let app = start().await;
    let (anna, reference) = asked(&app).await;
    let theirs = practice(&app, "K82002").await;
    let cleo = referrer(&app, "Cleo Marsh", theirs).await;
    let own = sent(&app, &cleo, "Henry Plain").await;
    ask(&app, own, "Which imaging?").await;
    let mut form = cleo.browser.get(&address(own)).await.form();
    form = form.with(&[("answer", "Not theirs to give")]);
    form.action = address(reference);
    let files: [(&str, &[u8]); 1] = [("mri.pdf", PDF)];
    let page = cleo.browser.upload(&form, "files", &files).await;
    assert_eq!(page.status, StatusCode::NOT_FOUND);
    assert!(!page.html.contains("Grace"));
    let page = app.browser().upload(&form, "files", &files).await;
    assert!(!page.html.contains("Grace"));
    assert_nothing_done(&app, reference).await;
    let page = anna.browser.get(&address(reference)).await;
    assert_eq!(page.status, StatusCode::OK);
    app.stop().await;
}

#[tokio::test]
async fn an_answer_that_is_sent_twice_is_kept_once_with_its_files() {
    let app = start().await;
    let (anna, reference) = asked(&app).await;
    let form = anna.browser.get(&address(reference)).await;
    for _ in 0..2 {
        let page = answer(&anna, &form, &[("mri.pdf", PDF)]).await;
        let case = format!("/refer/referrals/{reference}");
        assert_eq!((page.status, page.path), (StatusCode::OK, case));
    }
    assert_eq!(app.count("attachments").await, 1);
    let answers = "kind = 'receive_info'";
    assert_eq!(app.count_where("referral_events", answers).await, 1);
    // With other files it is another form: they would be lost if it were taken for the first.
    let page = answer(&anna, &form, &[("other.pdf", PDF)]).await;
    assert_eq!(page.status, StatusCode::CONFLICT);
    assert_eq!(app.count("attachments").await, 1);
    app.stop().await;
}

#[tokio::test]
async fn of_two_answers_that_come_at_once_from_one_form_one_is_kept_with_its_files() {
    let app = start().await;
    let (anna, reference) = asked(&app).await;
    let form = anna.browser.get(&address(reference)).await;
    let files: &[(&str, &[u8])] = &[("mri.pdf", PDF)];
    let (one, other) = tokio::join!(answer(&anna, &form, files), answer(&anna, &form, files));
    for page in [one, other] {
        assert!(page.text("main").contains("MRI of the neck, enclosed"));
    }
    assert_eq!(app.count("attachments").await, 1);
    app.stop().await;
}

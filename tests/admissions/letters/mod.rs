//! Letters of the hospital: which can be written, how one is agreed and kept, who may read it.

mod kept;
mod owed;
mod read;
mod write;

use domain::people::Reference;
use domain::referral::{Action, DeclineReason, RedirectReason};
use reqwest::StatusCode;

use crate::harness::app::TestApp;
use crate::harness::http::{Browser, Page};
use crate::referrer::worklist::hospital;

/// Where letters of a case are.
pub fn letters(reference: Reference) -> String {
    format!("/admissions/referrals/{reference}/letters")
}

/// Where a letter is written: `which` is such as `decline/patient`.
pub fn new(reference: Reference, which: &str) -> String {
    format!("{}/new/{which}", letters(reference))
}

/// Writes a letter with these words, agrees it, and returns the page of the kept one.
pub async fn keep(
    browser: &Browser,
    reference: Reference,
    which: &str,
    words: &[(&str, &str)],
) -> Page {
    let form = browser.get(&new(reference, which)).await;
    assert_eq!(form.status, StatusCode::OK, "{}", form.html);
    let look = browser.answer(&form, words).await;
    assert_eq!(look.status, StatusCode::OK, "{}", look.html);
    let mut kept = browser.answer(&look, &[]).await;
    assert_eq!(kept.status, StatusCode::OK, "{}", kept.html);
    assert!(
        kept.path.starts_with(&letters(reference)) && !kept.path.contains("/new/"),
        "{}",
        kept.path
    );
    assert!(kept.text("[data-done]").contains("The letter is kept."));
    // Without what says that it was kept a moment ago.
    kept.path
        .truncate(kept.path.find('?').unwrap_or(kept.path.len()));
    kept
}

/// Brings a case to its decline.
pub async fn declined(app: &TestApp, reference: Reference) {
    hospital(app, reference, Action::StartTriage).await;
    let decline = Action::Decline {
        reason: DeclineReason::NotMedicallyStable,
        rationale: "Chest infection under treatment".to_owned(),
        signpost: "Refer again after recovery".to_owned(),
    };
    hospital(app, reference, decline).await;
}

/// Brings a case to its redirection.
pub async fn redirected(app: &TestApp, reference: Reference) {
    hospital(app, reference, Action::StartTriage).await;
    let redirect = Action::Redirect {
        reason: RedirectReason::DiagnosisFirst,
        rationale: "No neurologist has seen the patient".to_owned(),
        signpost: "Movement disorder clinic".to_owned(),
    };
    hospital(app, reference, redirect).await;
}

/// The value of a header.
pub fn header<'a>(page: &'a Page, name: &str) -> &'a str {
    let value = page.headers.get(name);
    value.map_or("", |value| value.to_str().unwrap())
}

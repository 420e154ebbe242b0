//! What a patient answered, taken over with a code: once, by whoever has code and date of birth, and never mixed with the
//! referrer's own answers.

mod compare;

use chrono::TimeDelta;
use domain::answers::Answers;
use reqwest::StatusCode;
use serde_json::{Value, json};
use uuid::Uuid;

use super::practice::{Referrer, draft, load, practice, referrer};
use crate::harness::app::TestApp;
use crate::harness::http::{Browser, Page};
use crate::patient::at_result;

const BORN: [(&str, &str); 3] = [
    ("date_of_birth.day", "14"),
    ("date_of_birth.month", "3"),
    ("date_of_birth.year", "1974"),
];

/// A patient at the result with a code made, and a referrer with a draft.
struct Visit {
    app: TestApp,
    patient: Browser,
    code: String,
    anna: Referrer,
    draft: Uuid,
}

async fn visit(answers: &Value) -> Visit {
    let app = TestApp::start().await;
    let patient = app.browser();
    at_result(&patient, &[]).await;
    let ours = practice(&app, "K81001").await;
    let anna = referrer(&app, "Anna Gray", ours).await;
    let draft = draft(&app, &anna, answers).await.id;
    let code = make(&patient).await;
    Visit {
        app,
        patient,
        code,
        anna,
        draft,
    }
}

async fn make(patient: &Browser) -> String {
    let page = patient.get("/check/handover").await;
    patient.answer(&page, &[]).await.text("[data-code]")
}

fn address(draft: Uuid) -> String {
    format!("/refer/drafts/{draft}/handover")
}

/// Gives a code with the right date of birth and the patient's agreement, unless told otherwise.
async fn give(by: &Referrer, draft: Uuid, code: &str, other: &[(&str, &str)]) -> Page {
    let page = by.browser.get(&address(draft)).await;
    let form = page.form_to(&address(draft));
    let form = form.with(&BORN).with(&[("code", code), ("agrees", "yes")]);
    by.browser.send(&form.with(other)).await
}

/// The words of the error summary, which a page has that takes nothing over.
fn refusal(page: &Page) -> String {
    assert_eq!(
        page.status,
        StatusCode::UNPROCESSABLE_ENTITY,
        "{}",
        page.path
    );
    assert!(page.text("title").starts_with("Error: "));
    page.text(".nhsuk-error-summary")
}

impl Visit {
    async fn give(&self, code: &str, other: &[(&str, &str)]) -> Page {
        give(&self.anna, self.draft, code, other).await
    }

    /// The answers of the referrer's draft.
    async fn own(&self) -> Value {
        let pathway = self.app.app.pathways.default();
        let stored = load(&self.app, self.draft).await;
        let answers = stored.answers(pathway, super::practice::moment(&self.app).today);
        Answers::to_json(&answers, pathway)
    }
}

#[tokio::test]
async fn the_patients_answers_come_beside_the_referrers_and_not_among_them() {
    let visit = visit(&json!({ "red_flags": "none", "pain_impact": "a_little" })).await;
    let typed = visit.code.to_lowercase().replace('-', " ");
    let page = visit.give(&typed, &[]).await;
    assert_eq!(page.path, format!("/refer/drafts/{}/compare", visit.draft));
    let said = load(&visit.app, visit.draft).await.patient_said.unwrap();
    assert_eq!(said.answers["pain_impact"], "a_lot");
    assert!(format!("{:?}", said.snapshot).contains("Drive to see my sister"));
    let own =
        json!({ "red_flags": "none", "pain_impact": "a_little", "date_of_birth": "1974-03-14" });
    assert_eq!(visit.own().await, own);
    let emptied = format!("said_enc IS NULL AND used_by = '{}'", visit.anna.account);
    assert_eq!(visit.app.count_where("handovers", &emptied).await, 1);
    let taken = "action = 'handover.taken' AND actor = 'referrer'";
    assert_eq!(visit.app.count_where("audit_log", taken).await, 1);
}

#[tokio::test]
async fn wrong_used_expired_and_replaced_codes_all_get_the_same_answer() {
    let visit = visit(&json!({})).await;
    let other_day = [("date_of_birth.day", "15")];
    let wrong = refusal(&visit.give("2222-2222", &[]).await);
    assert!(wrong.contains("We hold no answers for this code and date of birth"));
    assert_eq!(refusal(&visit.give("nonsense", &[]).await), wrong);
    assert_eq!(refusal(&visit.give(&visit.code, &other_day).await), wrong);
    let newer = make(&visit.patient).await;
    assert_eq!(refusal(&visit.give(&visit.code, &[]).await), wrong);
    assert!(visit.give(&newer, &[]).await.path.ends_with("/compare"));
    assert_eq!(refusal(&visit.give(&newer, &[]).await), wrong);
    let last = make(&visit.patient).await;
    visit
        .app
        .execute("UPDATE handovers SET expires_at = now() - interval '1 minute'")
        .await;
    assert_eq!(refusal(&visit.give(&last, &[]).await), wrong);
}

#[tokio::test]
async fn a_code_works_for_fourteen_days_and_no_longer() {
    for (minutes, works) in [(-1, true), (0, false)] {
        let visit = visit(&json!({})).await;
        let wait = TimeDelta::days(14) + TimeDelta::minutes(minutes);
        visit.app.clock.advance(wait);
        // Anna's session has ended by then.
        let bob = referrer(&visit.app, "Bob Hill", visit.anna.practice).await;
        let page = give(&bob, visit.draft, &visit.code, &[]).await;
        assert_eq!(page.path.ends_with("/compare"), works, "{}", page.html);
    }
}

#[tokio::test]
async fn what_is_missing_is_said_and_uses_nothing_up() {
    let visit = visit(&json!({})).await;
    for (name, value, words) in [
        ("code", "", "Enter the code"),
        (
            "date_of_birth.month",
            "13",
            "Enter the patient’s date of birth",
        ),
        ("agrees", "no", "Confirm that the patient agrees"),
    ] {
        let page = visit.give(&visit.code, &[(name, value)]).await;
        let words_shown = refusal(&page);
        assert!(words_shown.contains(words), "{words} in {words_shown}");
        assert!(!page.html.contains(&visit.code), "a code is not given back");
    }
    assert!(
        visit
            .give(&visit.code, &[])
            .await
            .path
            .ends_with("/compare")
    );
}

#[tokio::test]
async fn another_persons_draft_takes_nothing_over() {
    let visit = visit(&json!({ "red_flags": "none", "date_of_birth": "1980-01-01" })).await;
    let page = visit.give(&visit.code, &[]).await;
    assert!(refusal(&page).contains("check that it is the same patient"));
    assert!(load(&visit.app, visit.draft).await.patient_said.is_none());
    let unused = "used_at IS NULL AND said_enc IS NOT NULL";
    assert_eq!(visit.app.count_where("handovers", unused).await, 1);
}

#[tokio::test]
async fn ten_attempts_an_hour_and_no_more_even_with_the_right_code() {
    let visit = visit(&json!({})).await;
    for _ in 0..10 {
        refusal(&visit.give("2222-2222", &[]).await);
    }
    let page = visit.give(&visit.code, &[]).await;
    assert_eq!(page.status, StatusCode::TOO_MANY_REQUESTS);
    let bob = referrer(&visit.app, "Bob Hill", visit.anna.practice).await;
    let page = give(&bob, visit.draft, &visit.code, &[]).await;
    assert_eq!(
        page.status,
        StatusCode::TOO_MANY_REQUESTS,
        "from one address"
    );
    visit.app.clock.advance(TimeDelta::minutes(61));
    let carol = referrer(&visit.app, "Carol Ash", visit.anna.practice).await;
    let page = give(&carol, visit.draft, &visit.code, &[]).await;
    assert!(page.path.ends_with("/compare"), "{}", page.path);
}

#[tokio::test]
async fn another_practice_finds_no_draft_and_cannot_spend_a_code_on_it() {
    let visit = visit(&json!({})).await;
    let theirs = practice(&visit.app, "K81002").await;
    let bob = referrer(&visit.app, "Bob Hill", theirs).await;
    for page in ["handover", "compare"] {
        let path = format!("/refer/drafts/{}/{page}", visit.draft);
        assert_eq!(bob.browser.get(&path).await.status, StatusCode::NOT_FOUND);
        assert_eq!(visit.app.browser().get(&path).await.path, "/refer/sign-in");
    }
    let own = draft(&visit.app, &bob, &json!({})).await.id;
    let mut form = bob.browser.get(&address(own)).await.form_to(&address(own));
    form.action = address(visit.draft);
    let form = form
        .with(&BORN)
        .with(&[("code", &visit.code), ("agrees", "yes")]);
    assert_eq!(bob.browser.send(&form).await.status, StatusCode::NOT_FOUND);
    assert!(
        visit
            .give(&visit.code, &[])
            .await
            .path
            .ends_with("/compare")
    );
}

use inpatient_referral::security::permissions::Role;
use inpatient_referral::security::throttle;
use inpatient_referral::store;
use reqwest::StatusCode;

use super::super::practice::{load, practice, referrer, save};
use super::{four_signs, no_sign, open, sent, start, written};
use crate::admissions::team::{conn, looks, signed_in};
use crate::harness::app::TestApp;

#[tokio::test]
async fn a_referral_is_sent_and_the_team_sees_who_refers_and_the_letter() {
    let (app, anna) = start().await;
    let page = sent(&app, &anna, &four_signs()).await;
    let reference = page
        .attributes("[data-reference]", "data-reference")
        .remove(0);
    assert!(page.text("[data-holder]").contains("admissions team"));
    assert_eq!(
        looks(&mut *conn(&app).await, anna.account, "opened").await,
        1
    );
    let (_, staff) = signed_in(&app, "Ada Okafor", Role::Clinician).await;
    let case = staff
        .get(&format!("/admissions/referrals/{reference}"))
        .await;
    let main = case.text("main");
    for words in [
        "Grace Hopper",
        "Anna Gray",
        "K81001 Surgery (K81001)",
        "General practitioner",
        "GMC 1234567",
        "format checked, not verified with the register",
        "Amitriptyline 10 mg",
        "The patient agrees to the referral",
        "AUTH-7",
        "Vincent Hopper",
        "Female",
        "Polish",
    ] {
        assert!(main.contains(words), "{words}");
    }
    assert_eq!(case.attributes("[data-sign]", "data-result"), ["met"; 4]);
    app.stop().await;
}

#[tokio::test]
async fn a_second_press_and_a_later_visit_lead_to_the_same_receipt() {
    let (app, anna) = start().await;
    let id = written(&app, &anna, &four_signs()).await;
    let last = open(&anna, id, "send").await;
    let first = anna.browser.answer(&last, &[]).await;
    let second = anna.browser.answer(&last, &[]).await;
    let reference = first.attributes("[data-reference]", "data-reference");
    assert_eq!(
        second.attributes("[data-reference]", "data-reference"),
        reference
    );
    let later = open(&anna, id, "answers").await;
    assert_eq!(
        later.attributes("[data-reference]", "data-reference"),
        reference
    );
    let count = sqlx::query_scalar::<_, i64>("SELECT count(*) FROM referrals");
    assert_eq!(count.fetch_one(&mut *conn(&app).await).await.unwrap(), 1);
    app.stop().await;
}

#[tokio::test]
async fn a_referral_that_the_result_does_not_ask_for_needs_a_rationale() {
    let (app, anna) = start().await;
    let id = written(&app, &anna, &no_sign()).await;
    let last = open(&anna, id, "send").await;
    for (rationale, words) in [
        ("  ", "Say why you refer"),
        (&"x".repeat(2001), "2000 characters"),
    ] {
        let refused = anna
            .browser
            .answer(&last, &[("rationale", rationale)])
            .await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(
            refused.text(".nhsuk-error-summary").contains(words),
            "{words}"
        );
        assert_eq!(
            refused.attributes(".nhsuk-error-summary a", "href"),
            ["#rationale"]
        );
    }
    let rationale = [("rationale", "Rapid decline since May")];
    let page = anna.browser.answer(&last, &rationale).await;
    let reference = page
        .attributes("[data-reference]", "data-reference")
        .remove(0);
    let (_, staff) = signed_in(&app, "Ada Okafor", Role::Clinician).await;
    let case = staff
        .get(&format!("/admissions/referrals/{reference}"))
        .await;
    assert!(case.text("main").contains("Rapid decline since May"));
    app.stop().await;
}

#[tokio::test]
async fn a_draft_that_a_colleague_changed_meanwhile_is_not_sent() {
    let (app, anna) = start().await;
    let id = written(&app, &anna, &four_signs()).await;
    let last = open(&anna, id, "send").await;
    let draft = load(&app, id).await;
    save(&app, &draft, &four_signs()).await;
    let refused = anna
        .browser
        .answer(&last, &[("rationale", "Kept words")])
        .await;
    assert_eq!(refused.status, StatusCode::CONFLICT);
    assert!(refused.text("main").contains("Nothing has been sent"));
    assert!(refused.html.contains("Kept words"));
    assert!(load(&app, id).await.submitted_at.is_none());
    let page = anna.browser.answer(&refused, &[]).await;
    assert!(page.has("[data-reference]"));
    app.stop().await;
}

#[tokio::test]
async fn a_colleague_sees_the_confirmation_and_another_practice_does_not() {
    let (app, anna) = start().await;
    let page = sent(&app, &anna, &four_signs()).await;
    let colleague = referrer(&app, "Cora Lee", anna.practice).await;
    assert_eq!(
        colleague.browser.get(&page.path).await.status,
        StatusCode::OK
    );
    let theirs = practice(&app, "K81002").await;
    let ben = referrer(&app, "Ben Ode", theirs).await;
    assert_eq!(
        ben.browser.get(&page.path).await.status,
        StatusCode::NOT_FOUND
    );
    app.stop().await;
}

#[tokio::test]
async fn the_team_is_told_by_mail_and_nobody_else_and_nothing_stands_open_in_a_table() {
    let team = ["--demo", "--admissions-email", "team@hospital.example"];
    let app = TestApp::start_with(&team).await;
    let ours = practice(&app, "K81001").await;
    let anna = referrer(&app, "Anna Gray", ours).await;
    sent(&app, &anna, &four_signs()).await;
    assert_eq!(
        app.count("outbox").await,
        1,
        "no mail to the patient, who did not ask for any"
    );
    for table in [
        "submissions",
        "patients",
        "referrals",
        "audit_log",
        "outbox",
        "screenings",
    ] {
        let dump = app.dump(table).await;
        for secret in [
            "Hopper",
            "grace@example",
            "Amitriptyline",
            "AUTH-7",
            "1974-03-14",
        ] {
            assert!(!dump.contains(secret), "{table}: {secret}");
        }
    }
    app.stop().await;
}

#[tokio::test]
async fn nobody_floods_the_team() {
    let (app, anna) = start().await;
    let counter = [throttle::of_referrals(anna.account)];
    for _ in 0..60 {
        let mut conn = conn(&app).await;
        let taken = store::throttle::take(&mut conn, &app.app.keyring, &counter, app.now());
        assert!(taken.await.unwrap().is_ok());
    }
    let id = written(&app, &anna, &four_signs()).await;
    let last = open(&anna, id, "send").await;
    let refused = anna.browser.answer(&last, &[]).await;
    assert_eq!(refused.status, StatusCode::TOO_MANY_REQUESTS);
    assert!(load(&app, id).await.submitted_at.is_none());
    app.stop().await;
}

#[tokio::test]
async fn who_saved_and_who_sent_stands_in_the_audit_log() {
    let (app, anna) = start().await;
    let colleague = referrer(&app, "Cora Lee", anna.practice).await;
    let id = written(&app, &anna, &four_signs()).await;
    let section = open(&colleague, id, "section/mood").await;
    colleague.browser.answer(&section, &[]).await;
    let last = open(&anna, id, "send").await;
    anna.browser.answer(&last, &[]).await;
    let lines = "SELECT action, account_id FROM audit_log WHERE actor = 'referrer' AND action <> 'draft.opened' ORDER BY id";
    let lines: Vec<(String, uuid::Uuid)> = sqlx::query_as(lines)
        .fetch_all(&mut *conn(&app).await)
        .await
        .unwrap();
    let saved = ("draft.saved".to_owned(), colleague.account);
    let received = ("referral.received".to_owned(), anna.account);
    assert_eq!(lines, [saved, received]);
    app.stop().await;
}

#[tokio::test]
async fn a_changed_practice_on_the_way_to_sending_loses_sight_of_the_draft() {
    let (app, anna) = start().await;
    let id = written(&app, &anna, &four_signs()).await;
    let last = open(&anna, id, "send").await;
    let theirs = practice(&app, "K81002").await;
    let moved = "UPDATE accounts SET practice_id = $1 WHERE id = $2";
    let moved = sqlx::query(moved).bind(theirs).bind(anna.account);
    moved.execute(&mut *conn(&app).await).await.unwrap();
    let refused = anna.browser.answer(&last, &[]).await;
    assert_eq!(refused.status, StatusCode::NOT_FOUND);
    app.stop().await;
}

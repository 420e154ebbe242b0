use inpatient_referral::security::permissions::Role;
use inpatient_referral::store::submissions::Source;
use reqwest::StatusCode;
use serde_json::json;

use super::team::{self, Sender, conn, four_signs, looks, refer, sender, signed_in};

#[tokio::test]
async fn a_referral_shows_who_why_and_what_was_answered() {
    let app = team::start().await;
    let reference = refer(
        &app,
        Sender {
            nhs_number: Some("9991000011"),
            ..sender("Grace Hopper")
        },
    )
    .await;
    let (_, browser) = signed_in(&app, "Ada Okafor", Role::Clinician).await;
    let page = browser
        .get(&format!("/admissions/referrals/{reference}"))
        .await;
    assert_eq!(page.status, StatusCode::OK);
    let main = page.text("main");
    for words in [
        "Grace Hopper",
        "14 March 1974 (age 56)",
        "999 100 0011",
        "someone@example.com",
        "1 Test Street",
        "Drive to my sister’s again",
        "4 of 4",
        "Flagged",
        "nobody yet",
    ] {
        assert!(main.contains(words), "{words}");
    }
    assert_eq!(page.attributes("[data-sign]", "data-result"), ["met"; 4]);
    assert!(
        page.attributes("[data-outcome]", "data-outcome")
            .contains(&"match_stronger".to_owned())
    );
    assert!(!page.text("title").contains("Grace"));
    app.stop().await;
}

#[tokio::test]
async fn somebody_answering_for_the_person_is_said_first() {
    let app = team::start().await;
    let mut answers = four_signs();
    answers["completed_by"] = json!("someone_else");
    answers["proxy_name"] = json!("Pat Carer");
    answers["proxy_relationship"] = json!("Sister");
    answers["proxy_authority"] = json!("patient_present");
    let reference = refer(
        &app,
        Sender {
            source: Source::SomeoneElse,
            answers,
            ..sender("Grace Hopper")
        },
    )
    .await;
    let (_, browser) = signed_in(&app, "Ada Okafor", Role::Clinician).await;
    let page = browser
        .get(&format!("/admissions/referrals/{reference}"))
        .await;
    let warning = page.text(".nhsuk-card--warning");
    assert!(
        warning.contains("Somebody else answered") && warning.contains("Pat Carer"),
        "{warning}"
    );
    app.stop().await;
}

#[tokio::test]
async fn every_opening_is_in_the_access_log() {
    let app = team::start().await;
    let reference = refer(&app, sender("Grace Hopper")).await;
    let (ada, browser) = signed_in(&app, "Ada Okafor", Role::Clinician).await;
    for _ in 0..2 {
        browser
            .get(&format!("/admissions/referrals/{reference}"))
            .await;
    }
    assert_eq!(looks(&mut *conn(&app).await, ada.id, "opened").await, 2);
    app.stop().await;
}

#[tokio::test]
async fn what_cannot_be_noted_is_not_shown() {
    let app = team::start().await;
    let reference = refer(&app, sender("Grace Hopper")).await;
    let (_, browser) = signed_in(&app, "Ada Okafor", Role::Clinician).await;
    let dashboard = browser.get("/admissions").await;
    app.execute("REVOKE INSERT ON access_log FROM referral_app")
        .await;
    let page = browser
        .get(&format!("/admissions/referrals/{reference}"))
        .await;
    assert_eq!(page.status, StatusCode::INTERNAL_SERVER_ERROR);
    assert!(!page.html.contains("Grace"));
    let form = dashboard.form_to("/admissions/search");
    let page = browser.send(&form.with(&[("query", "Grace")])).await;
    assert_eq!(page.status, StatusCode::INTERNAL_SERVER_ERROR);
    assert!(!page.html.contains("Hopper"));
    let page = browser.get("/admissions").await;
    assert_eq!(page.status, StatusCode::INTERNAL_SERVER_ERROR);
    assert!(!page.html.contains("Grace"));
    app.stop().await;
}

#[tokio::test]
async fn an_unknown_reference_is_not_found() {
    let app = team::start().await;
    let (_, browser) = signed_in(&app, "Ada Okafor", Role::Clinician).await;
    for reference in ["2222-2222", "nonsense"] {
        let page = browser
            .get(&format!("/admissions/referrals/{reference}"))
            .await;
        assert_eq!(page.status, StatusCode::NOT_FOUND);
    }
    app.stop().await;
}

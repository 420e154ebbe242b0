use reqwest::StatusCode;
use serde_json::json;

use super::super::practice::{practice, referrer};
use super::{four_signs, sent, start};
use crate::admissions::team::{self, conn, looks, refer, sender};

#[tokio::test]
async fn the_text_for_the_record_codes_only_what_was_stated() {
    let (app, anna) = start().await;
    let page = sent(&app, &anna, &four_signs()).await;
    let text = page.text("pre#record-text");
    let reference = page
        .attributes("[data-reference]", "data-reference")
        .remove(0);
    for words in [
        reference.as_str(),
        "Grace Hopper",
        "999 100 0011",
        "15 January 2031",
        "ICD-10 G24.3",
        "SNOMED CT 74333002",
        "SNOMED CT 81680005 Neck pain",
        "4/4 published considerations met",
        "does not diagnose",
    ] {
        assert!(text.contains(words), "{words}");
    }
    assert!(!text.contains("26079004"), "no tremor was stated");
    assert!(page.has("button[data-copy=record-text]"));

    let mut suspected = four_signs();
    suspected["diagnosis_status"] = json!("gp_suspected");
    suspected["symptoms"] = json!({ "tremor": "yes", "fatigue": "not_sure" });
    let text = sent(&app, &anna, &suspected).await.text("pre#record-text");
    assert!(!text.contains("G24.3") && !text.contains("74333002"));
    assert!(text.contains("26079004") && !text.contains("84229001"));
    app.stop().await;
}

#[tokio::test]
async fn a_summary_is_printed_by_the_practice_alone_and_noted() {
    let (app, anna) = start().await;
    let page = sent(&app, &anna, &four_signs()).await;
    let reference = page
        .attributes("[data-reference]", "data-reference")
        .remove(0);
    let address = format!("/refer/referrals/{reference}/summary");
    let summary = anna.browser.get(&address).await;
    let main = summary.text("main");
    for words in [
        "Grace Hopper",
        "Amitriptyline 10 mg",
        "Drive to my sister’s again",
        &reference,
    ] {
        assert!(main.contains(words), "{words}");
    }
    assert_eq!(
        looks(&mut *conn(&app).await, anna.account, "opened").await,
        2
    );
    let theirs = practice(&app, "K81002").await;
    let ben = referrer(&app, "Ben Ode", theirs).await;
    assert_eq!(
        ben.browser.get(&address).await.status,
        StatusCode::NOT_FOUND
    );
    assert_eq!(
        looks(&mut *conn(&app).await, ben.account, "opened").await,
        0
    );
    let patients = refer(&app, sender("Ada Example")).await;
    let patients = format!("/refer/referrals/{patients}/summary");
    assert_eq!(
        anna.browser.get(&patients).await.status,
        StatusCode::NOT_FOUND
    );
    let stranger = app.browser().get(&address).await;
    assert!(stranger.path.starts_with("/refer/sign-in"));
    app.stop().await;
}

#[tokio::test]
async fn the_text_is_there_again_for_the_practice_alone_and_noted() {
    let (app, anna) = start().await;
    let page = sent(&app, &anna, &four_signs()).await;
    let first = page.text("pre#record-text");
    let reference = page
        .attributes("[data-reference]", "data-reference")
        .remove(0);
    let case = format!("/refer/referrals/{reference}");
    let links = anna.browser.get(&case).await.attributes("main a", "href");
    let address = format!("{case}/text");
    assert!(links.contains(&address));
    let noted = looks(&mut *conn(&app).await, anna.account, "opened").await;
    let page = anna.browser.get(&address).await;
    assert_eq!(page.status, StatusCode::OK);
    let text = page.text("pre#record-text");
    assert_eq!(text, first);
    for words in [&*reference, "Grace Hopper", "4/4 published considerations"] {
        assert!(text.contains(words), "{words} in {text}");
    }
    assert!(page.has("button[data-copy=record-text]"));
    assert!(!page.text("title").contains("Grace"));
    let opened = looks(&mut *conn(&app).await, anna.account, "opened").await;
    assert_eq!(opened, noted + 1);
    let theirs = practice(&app, "K81002").await;
    let ben = referrer(&app, "Ben Ode", theirs).await;
    let page = ben.browser.get(&address).await;
    assert_eq!(page.status, StatusCode::NOT_FOUND);
    assert!(!page.html.contains("Grace"));
    let stranger = app.browser().get(&address).await;
    assert!(stranger.path.starts_with("/refer/sign-in"));
    app.stop().await;
}

#[tokio::test]
async fn what_a_patient_sent_shows_no_referrer() {
    let app = team::start().await;
    let reference = refer(&app, sender("Ada Example")).await;
    let role = inpatient_referral::security::permissions::Role::Clinician;
    let (_, staff) = team::signed_in(&app, "Ada Okafor", role).await;
    let case = staff
        .get(&format!("/admissions/referrals/{reference}"))
        .await;
    assert_eq!(case.status, StatusCode::OK);
    assert!(!case.has("[data-referrer]"));
    app.stop().await;
}

use inpatient_referral::security::permissions::Role;
use serde_json::json;

use super::super::practice::draft;
use super::{four_signs, no_sign, open, start, written};
use crate::admissions::team;

#[tokio::test]
async fn everything_stands_on_one_page_with_links_to_change_it() {
    let (app, anna) = start().await;
    let id = written(&app, &anna, &four_signs()).await;
    let page = open(&anna, id, "answers").await;
    let main = page.text("main");
    for words in [
        "Grace Hopper",
        "14 March 1974",
        "999 100 0011",
        "Amitriptyline 10 mg",
        "AUTH-7",
    ] {
        assert!(main.contains(words), "{words}");
    }
    let links = page.attributes(".nhsuk-summary-list__actions a", "href");
    for part in [
        "patient",
        "letter/history",
        "letter/examination",
        "letter/context",
        "consent",
        "section/daily_life#question-pain_impact",
    ] {
        assert!(
            links.contains(&format!("/refer/drafts/{id}/{part}")),
            "{part}"
        );
    }
    assert!(!page.has("[data-blocked]"));
    app.stop().await;
}

#[tokio::test]
async fn what_is_missing_is_listed_and_keeps_nothing_back() {
    let (app, anna) = start().await;
    let id = written(&app, &anna, &four_signs()).await;
    let missing = open(&anna, id, "answers").await;
    let missing = missing.texts("[data-missing] li");
    let has = |words: &str| missing.iter().any(|item| item.contains(words));
    assert!(has("Allergies and adverse reactions"));
    assert!(has("Treatment to date: "));
    assert!(!has("Medicines"), "it was written");
    assert_eq!(
        open(&anna, id, "send").await.path,
        format!("/refer/drafts/{id}/send")
    );
    app.stop().await;
}

#[tokio::test]
async fn what_stands_in_the_way_is_said_and_nothing_is_sent() {
    let (app, anna) = start().await;
    let empty = draft(&app, &anna, &json!({})).await.id;
    let blocked = open(&anna, empty, "answers").await;
    let blocked = blocked.texts("[data-blocked] li");
    assert_eq!(
        blocked,
        [
            "Patient details",
            "Red flags",
            "Date of birth",
            "Consent to share"
        ]
    );

    // Nor without consent, whatever the outcome.
    let mut refused = no_sign();
    refused["consent_to_share"] = json!("no");
    let mut child = refused.clone();
    child["date_of_birth"] = json!("2020-01-01");
    for answers in [refused, child] {
        let id = written(&app, &anna, &answers).await;
        let page = open(&anna, id, "send").await;
        assert_eq!(page.path, format!("/refer/drafts/{id}/answers"));
        let blocked = page.text("[data-blocked]");
        assert!(blocked.contains("not agreed to sharing"), "{blocked}");
    }
    app.stop().await;
}

#[tokio::test]
async fn somebody_outside_the_service_is_referred_with_a_rationale_and_not_flagged() {
    let (app, anna) = start().await;
    let mut child = four_signs();
    child["date_of_birth"] = json!("2020-01-01");
    let id = written(&app, &anna, &child).await;
    let last = open(&anna, id, "send").await;
    assert!(
        last.text("main").contains("Adults only"),
        "{}",
        last.text("main")
    );
    let unsaid = anna.browser.answer(&last, &[]).await;
    assert_eq!(unsaid.status, reqwest::StatusCode::UNPROCESSABLE_ENTITY);
    let why = [("rationale", "Turns 18 before any date of admission")];
    let sent = anna.browser.answer(&unsaid, &why).await;
    assert_eq!(sent.path, format!("/refer/drafts/{id}/sent"));
    let stored = "outcome = 'outside_service_age' AND NOT flagged AND signs IS NULL";
    assert_eq!(app.count_where("submissions", stored).await, 1);
    let reference = sent
        .attributes("[data-reference]", "data-reference")
        .remove(0);
    let (_, staff) = team::signed_in(&app, "Ada Okafor", Role::Coordinator).await;
    let case = staff
        .get(&format!("/admissions/referrals/{reference}"))
        .await;
    assert_eq!(case.status, reqwest::StatusCode::OK);
    assert!(
        case.text("main")
            .contains("Turns 18 before any date of admission")
    );
    assert_eq!(
        staff.get("/admissions").await.status,
        reqwest::StatusCode::OK
    );
    app.stop().await;
}

#[tokio::test]
async fn a_result_tells_signs_reasons_and_what_would_change_them_in_clinical_words() {
    let (app, anna) = start().await;
    let id = written(&app, &anna, &four_signs()).await;
    let strong = open(&anna, id, "result").await;
    assert_eq!(
        strong.attributes("main", "data-outcome"),
        ["match_stronger"]
    );
    assert_eq!(strong.attributes("[data-sign]", "data-result"), ["met"; 4]);
    assert!(
        strong
            .text("main")
            .contains("4/4 published considerations met")
    );
    assert!(strong.text("main").contains("does not diagnose"));
    let unknown = written(
        &app,
        &anna,
        &json!({ "red_flags": "none", "date_of_birth": "1974-03-14" }),
    )
    .await;
    let unknown = open(&anna, unknown, "result").await;
    assert_eq!(unknown.attributes("main", "data-outcome"), ["more_info"]);
    assert_eq!(unknown.texts(".app-sign__change").len(), 4);
    assert!(unknown.has("[data-flag=dx_first]"));
    app.stop().await;
}

//! Two people of a practice at one part of a draft.

use domain::letter::Heading;
use reqwest::StatusCode;
use serde_json::json;

use super::super::practice::{draft, load, referrer};
use super::two_practices;

#[tokio::test]
async fn a_save_over_a_newer_version_shows_both_sides_and_loses_neither() {
    let (app, anna, _) = two_practices().await;
    let cara = referrer(&app, "Cara Lane", anna.practice).await;
    let stored = draft(&app, &anna, &json!({"red_flags": "none"})).await;
    let address = format!("/refer/drafts/{}/letter/history", stored.id);
    let (hers, mine) = (
        cara.browser.get(&address).await,
        anna.browser.get(&address).await,
    );
    cara.browser
        .answer(&hers, &[("medicines", "Baclofen <10 mg>")])
        .await;
    let typed = [("medicines", "Amitriptyline"), ("reason", "Worse")];
    let both = anna.browser.answer(&mine, &typed).await;
    assert_eq!(both.status, StatusCode::CONFLICT);
    assert_eq!(
        both.texts("main h2"),
        ["Reason for referral and expectation", "Medicines"]
    );
    let sides = both.texts(".app-sides__side");
    assert_eq!(
        sides[2..],
        [
            "Stored now Baclofen <10 mg>",
            "What you typed Amitriptyline"
        ]
    );
    let kept = load(&app, stored.id).await.letter.headings;
    assert_eq!(kept[&Heading::Medicines], "Baclofen <10 mg>");
    let over = anna.browser.answer(&both, &[]).await;
    assert_eq!(over.path, format!("/refer/drafts/{}", stored.id));
    let kept = load(&app, stored.id).await.letter.headings;
    assert_eq!(kept[&Heading::Medicines], "Amitriptyline");
    assert_eq!(kept[&Heading::Reason], "Worse");
}

#[tokio::test]
async fn changes_of_different_parts_and_the_same_form_sent_twice_are_no_conflict() {
    let (app, anna, _) = two_practices().await;
    let cara = referrer(&app, "Cara Lane", anna.practice).await;
    let stored = draft(&app, &anna, &json!({"red_flags": "none"})).await;
    let address = |page: &str| format!("/refer/drafts/{}/{page}", stored.id);
    let consent = cara.browser.get(&address("consent")).await;
    let history = anna.browser.get(&address("letter/history")).await;
    cara.browser.answer(&consent, &[("basis", "person")]).await;
    let form = history.form().with(&[("history", "Line 1\r\nLine 2")]);
    for _ in 0..2 {
        assert_eq!(anna.browser.send(&form).await.status, StatusCode::OK);
    }
    let letter = load(&app, stored.id).await.letter;
    assert!(letter.consent.is_some());
    assert_eq!(letter.headings[&Heading::History], "Line 1\nLine 2");
}

use inpatient_referral::security::permissions::Role;
use reqwest::StatusCode;
use serde_json::json;

use super::visit;
use crate::admissions::team::{refer, sender, signed_in};
use crate::harness::http::Page;
use crate::referrer::sending::{reference, send};

fn agreement(page: &Page, words: &str) -> String {
    let rows = page.texts("[data-agreement]");
    let at = rows.iter().position(|row| row.contains(words));
    let at = at.unwrap_or_else(|| panic!("no row with {words} in {rows:?}"));
    page.attributes("[data-agreement]", "data-agreement")
        .remove(at)
}

#[tokio::test]
async fn both_accounts_stand_side_by_side_and_what_differs_is_said_in_words() {
    let own = json!({
        "red_flags": "none", "pain_impact": "a_little", "treatment_enough_now": "no", "capacity": "yes",
    });
    let visit = visit(&own).await;
    let empty = visit
        .anna
        .browser
        .get(&format!("/refer/drafts/{}/compare", visit.draft))
        .await;
    assert_eq!(
        empty.path,
        super::address(visit.draft),
        "nothing to compare yet"
    );
    let page = visit.give(&visit.code, &[]).await;
    let differing = page.texts("[data-agreement=differs]");
    assert_eq!(differing.len(), 1, "{differing:?}");
    assert!(differing[0].contains("A lot") && differing[0].contains("Differs"));
    assert!(page.text("main").contains("1 answer differs."));
    assert_eq!(agreement(&page, "14 March 1974"), "same");
    assert_eq!(agreement(&page, "Drive to see my sister"), "only_patient");
    let only_ours = page.texts("[data-agreement=only_referrer]");
    assert!(only_ours[0].contains("Not answered") && only_ours[0].contains("Referrer only"));
}

#[tokio::test]
async fn staff_see_both_accounts_of_what_was_sent_with_a_handover() {
    let visit = visit(&json!({ "red_flags": "none" })).await;
    visit.give(&visit.code, &[]).await;
    let mut answers = crate::admissions::team::four_signs();
    answers["pain_impact"] = json!("a_little");
    send(&visit.app, &visit.anna, visit.draft, &answers).await;
    let reference = reference(&visit.app, visit.draft).await;
    let alone = refer(&visit.app, sender("Grace Hopper")).await;
    let (ada, browser) = signed_in(&visit.app, "Ada Okafor", Role::Clinician).await;
    let case = format!("/admissions/referrals/{reference}");
    let compare = format!("{case}/compare");
    let page = browser.get(&case).await;
    assert!(page.has(&format!("main a[href='{compare}']")));
    let short = page.texts("[data-accounts] [data-agreement]");
    assert!(!short.is_empty() && page.text("[data-accounts]").contains("A lot"));
    assert_eq!(
        page.texts("[data-accounts] [data-agreement=differs]"),
        short,
        "nothing that agrees"
    );
    let page = browser.get(&compare).await;
    assert_eq!(page.status, StatusCode::OK);
    let differing = page.texts("[data-agreement=differs]").join(" ");
    assert!(
        differing.contains("A lot") && differing.contains("Mild"),
        "{differing}"
    );
    let opened = format!("action = 'opened' AND account_id = '{}'", ada.id);
    assert_eq!(visit.app.count_where("access_log", &opened).await, 2);
    let alone = browser
        .get(&format!("/admissions/referrals/{alone}/compare"))
        .await;
    assert_eq!(alone.status, StatusCode::NOT_FOUND);
    assert_eq!(
        visit.app.browser().get(&compare).await.path,
        "/admissions/sign-in"
    );
    let (_, numbers) = signed_in(&visit.app, "Ned Numbers", Role::Reporting).await;
    assert_eq!(numbers.get(&compare).await.status, StatusCode::FORBIDDEN);
}

use domain::referral::casework::Priority;
use domain::referral::{Action, Actor};
use inpatient_referral::security::permissions::Role;
use inpatient_referral::store::submissions::Source;
use reqwest::StatusCode;
use serde_json::json;

use super::team::{self, Sender, conn, four_signs, looks, refer, sender, signed_in};
use crate::referrer::worklist::act;

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
        "Age 56, born 14 March 1974",
        "999 100 0011",
        "someone@example.com",
        "1 Test Street",
        "Drive to my sister’s again",
        "4 of 4",
        "Flagged",
        "Nobody",
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

#[tokio::test]
async fn the_top_says_where_it_stands_whose_it_is_and_what_is_promised() {
    let app = team::start().await;
    let mut answers = four_signs();
    answers["funding"] = json!("nhs");
    answers["access_needs"] = json!(["interpreter", "wheelchair"]);
    answers["access_language"] = json!("Polish");
    let reference = refer(
        &app,
        Sender {
            answers,
            ..sender("Grace Hopper")
        },
    )
    .await;
    let path = format!("/admissions/referrals/{reference}");
    let (ada, browser) = signed_in(&app, "Ada Okafor", Role::Clinician).await;
    let (ben, _) = team::newcomer(&app, "Ben Ortiz", Role::Coordinator).await;
    let page = browser.get(&path).await;
    let head = page.text(".app-case__head");
    for words in [
        "Age 56, born 14 March 1974",
        "NHS number not known",
        "Due tomorrow",
        "Acknowledge by 16 January 2031",
        "Today",
        "Funding NHS",
    ] {
        assert!(head.contains(words), "{words} in {head}");
    }
    assert_eq!(page.attributes("[data-due]", "data-due"), ["soon"]);
    assert_eq!(
        page.texts("[data-needs] li"),
        [
            "An interpreter",
            "Room for a wheelchair",
            "Language: Polish"
        ]
    );
    assert!(!head.contains("18 weeks") && !head.contains("Priority"));
    let by = Actor::Staff(ada.id);
    let reason = "Falls".to_owned();
    for action in [
        Action::SetPriority {
            priority: Priority::Urgent,
            reason,
        },
        Action::MarkRtt { applicable: true },
        Action::Assign {
            to: ben,
            note: None,
        },
    ] {
        act(&app, reference, action, by).await;
    }
    app.clock.advance(chrono::TimeDelta::days(7));
    team::sign_in(&app, &browser, &ada).await;
    let page = browser.get(&path).await;
    let head = page.text(".app-case__head");
    for words in [
        "Priority: Urgent",
        "6 days overdue",
        "Day 7 of 126",
        "18 weeks end on 21 May 2031",
        "7 days ago",
        // He has done nothing to it himself yet.
        "Owner Ben Ortiz",
    ] {
        assert!(head.contains(words), "{words} in {head}");
    }
    assert_eq!(page.attributes("[data-due]", "data-due"), ["over"]);
    assert!(page.text(".app-timeline").contains("Given to Ben Ortiz"));
    app.stop().await;
}

#[tokio::test]
async fn without_access_needs_there_is_no_badge() {
    let app = team::start().await;
    let mut answers = four_signs();
    answers["access_needs"] = json!(["none"]);
    let reference = refer(
        &app,
        Sender {
            answers,
            ..sender("Grace Hopper")
        },
    )
    .await;
    let (_, browser) = signed_in(&app, "Ada Okafor", Role::Clinician).await;
    let page = browser
        .get(&format!("/admissions/referrals/{reference}"))
        .await;
    assert!(!page.has("[data-needs]"));
    app.stop().await;
}

#[tokio::test]
async fn evidence_stands_open_and_every_answer_is_folded_by_section() {
    let app = team::start().await;
    let reference = refer(&app, sender("Grace Hopper")).await;
    let (_, browser) = signed_in(&app, "Ada Okafor", Role::Clinician).await;
    let page = browser
        .get(&format!("/admissions/referrals/{reference}"))
        .await;
    let evidence = page.text("[data-evidence]");
    assert!(evidence.contains("otulinum") && !evidence.contains("Not answered"));
    assert!(page.texts("[data-answers] details").len() > 4);
    assert!(!page.has("[data-answers] details[open]"));
    assert!(
        page.text("[data-answers]")
            .contains("Drive to my sister’s again")
    );
    app.stop().await;
}

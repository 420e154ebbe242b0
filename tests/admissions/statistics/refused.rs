//! Answers that could not be taken are counted, and nothing else of them is kept.

use std::time::Duration;

use inpatient_referral::security::permissions::Role;
use reqwest::StatusCode;
use serde_json::json;

use super::seed::start;
use super::{PATH, rows, signed_in};
use crate::harness::app::TestApp;
use crate::referrer::practice::{draft, practice, referrer};

/// The counts, as soon as there are so many; they come beside the answer.
async fn counted(app: &TestApp, rows: i64) -> String {
    for _ in 0..100 {
        if app.count("validation_faults").await >= rows {
            break;
        }
        tokio::time::sleep(Duration::from_millis(20)).await;
    }
    app.dump("validation_faults").await
}

#[actix_web::test]
async fn a_refused_page_of_the_questionnaire_is_counted_by_day_question_and_kind() {
    let app = start().await;
    let browser = app.browser();
    let page = browser.get("/check/red_flags").await;
    for _ in 0..2 {
        let refused = browser.answer(&page, &[]).await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
        counted(&app, 1).await;
    }
    let begun = browser
        .answer(&page, &[("red_flags", "none"), ("completed_by", "self")])
        .await;
    let page = browser.answer(&begun, &[("completed_by", "self")]).await;
    assert_eq!(page.path, "/check/date_of_birth");
    let typed = [
        ("date_of_birth.day", "31"),
        ("date_of_birth.month", "2"),
        ("date_of_birth.year", "1961"),
    ];
    let refused = browser.answer(&page, &typed).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    let mut dump = counted(&app, 2).await;
    for _ in 0..50 {
        if dump.contains("red_flags,required,2") {
            break;
        }
        tokio::time::sleep(Duration::from_millis(20)).await;
        dump = counted(&app, 2).await;
    }
    assert!(
        dump.contains("(2026-11-25,patient,red_flags,required,2)"),
        "{dump}"
    );
    assert!(
        dump.contains("(2026-11-25,patient,date_of_birth,not_a_date,1)"),
        "{dump}"
    );
    assert!(!dump.contains("1961"));
    app.stop().await;
}

#[actix_web::test]
async fn a_refused_section_of_a_referrer_is_counted_once_for_each_question_and_shown() {
    let app = start().await;
    let practice = practice(&app, "K81001").await;
    let anna = referrer(&app, "Anna Gray", practice).await;
    let id = draft(&app, &anna, &json!({ "red_flags": "none" })).await.id;
    let page = anna
        .browser
        .get(&format!("/refer/drafts/{id}/section/daily_life"))
        .await;
    let typed = [("pain_impact", "no such code"), ("pain_average", "many")];
    let refused = anna.browser.answer(&page, &typed).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    let dump = counted(&app, 2).await;
    assert!(dump.contains("gp,pain_impact,unknown_option,1"), "{dump}");
    assert!(dump.contains("gp,pain_average,not_a_number,1"), "{dump}");
    let (_, browser) = signed_in(&app, "Ada Okafor", Role::Coordinator).await;
    let faults = rows(&browser.get(PATH).await, "refused-answers");
    assert_eq!(faults.len(), 2, "{faults:?}");
    assert!(
        faults[0].contains("Asked of Referrers What was wrong Not a number Times 1"),
        "{faults:?}"
    );
    let of_patients = browser.get(&format!("{PATH}?source=patient")).await;
    assert!(rows(&of_patients, "refused-answers").is_empty());
    app.stop().await;
}

#[actix_web::test]
async fn the_page_comes_back_as_well_while_the_database_is_away() {
    let app = start().await;
    let browser = app.browser();
    let page = browser.get("/check/red_flags").await;
    let cut = app.cut_database().await;
    let refused = browser.answer(&page, &[]).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    cut.restore().await;
    app.stop().await;
}

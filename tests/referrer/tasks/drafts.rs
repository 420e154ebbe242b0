//! The drafts of a practice: listed, deleted, reminded of, and gone in time.

use chrono::TimeDelta;
use inpatient_referral::jobs;
use inpatient_referral::store::{outbox, retention};
use reqwest::StatusCode;
use serde_json::json;
use uuid::Uuid;

use super::super::practice::{Referrer, draft, load, save};
use super::{NUMBER, begin, two_practices};
use crate::admissions::team::conn;
use crate::harness::app::TestApp;

async fn add_file(app: &TestApp, draft: Uuid, of: &Referrer) {
    let insert = "INSERT INTO attachments (id, draft_id, practice_id, account_id, name_enc, media_type, size, content_enc, scan, created_at)
                  VALUES (gen_random_uuid(), $1, $2, $3, '', 'application/pdf', 1, '', 'clean', $4)";
    sqlx::query(insert)
        .bind(draft)
        .bind(of.practice)
        .bind(of.account)
        .bind(app.now())
        .execute(&mut *conn(app).await)
        .await
        .unwrap();
}

#[tokio::test]
async fn every_look_at_a_draft_and_at_the_list_is_noted_and_none_at_anothers() {
    let (app, anna, bill) = two_practices().await;
    let id = draft(&app, &anna, &json!({})).await.id;
    let noted = async |action: &str, by: &Referrer| {
        let lines = format!("action = '{action}' AND account_id = '{}'", by.account);
        app.count_where("audit_log", &lines).await
    };
    anna.browser.get(&format!("/refer/drafts/{id}")).await;
    anna.browser.get("/refer/drafts").await;
    bill.browser.get(&format!("/refer/drafts/{id}")).await;
    assert_eq!(noted("draft.opened", &anna).await, 1);
    assert_eq!(noted("drafts.listed", &anna).await, 1);
    assert_eq!(noted("draft.opened", &bill).await, 0);
    app.stop().await;
}

#[tokio::test]
async fn drafts_are_listed_the_last_saved_first_and_only_to_their_practice() {
    let (app, anna, ben) = two_practices().await;
    draft(&app, &anna, &json!({})).await;
    app.clock.advance(TimeDelta::minutes(10));
    let (page, _) = begin(&anna).await;
    let page = anna.browser.answer(&page, &[("nhs_number", NUMBER)]).await;
    let birth = [
        ("date_of_birth.day", "14"),
        ("date_of_birth.month", "3"),
        ("date_of_birth.year", "1974"),
    ];
    let long = format!("Sam {}", "w".repeat(120));
    let values: Vec<_> = birth.into_iter().chain([("name", long.as_str())]).collect();
    anna.browser.answer(&page, &values).await;
    let list = anna.browser.get("/refer/drafts").await;
    let cells = list.texts("tbody td");
    assert!(cells[0].contains(&long));
    assert_eq!(cells[1], "Begun by Anna Gray");
    assert_eq!(cells[2], "Saved 15 January 2031 at 9:10am");
    assert_eq!(cells[3], "Deleted on 14 February 2031");
    assert!(cells[5].contains("No patient yet"));
    let theirs = ben.browser.get("/refer/drafts").await;
    assert!(!theirs.has("table") && !theirs.html.contains("Sam"));
}

#[tokio::test]
async fn a_draft_is_deleted_with_its_files_after_a_question() {
    let (app, anna, _) = two_practices().await;
    let stored = draft(&app, &anna, &json!({"red_flags": "none"})).await;
    add_file(&app, stored.id, &anna).await;
    let address = format!("/refer/drafts/{}/delete", stored.id);
    let page = anna.browser.get(&address).await;
    assert_eq!(app.count("screenings").await, 1);
    let list = anna.browser.answer(&page, &[]).await;
    assert_eq!(list.path, "/refer/drafts");
    assert_eq!(
        (
            app.count("screenings").await,
            app.count("attachments").await
        ),
        (0, 0)
    );
    assert_eq!(
        anna.browser.get(&address).await.status,
        StatusCode::NOT_FOUND
    );
    assert!(app.dump("audit_log").await.contains("draft.deleted"));
}

#[tokio::test]
async fn whoever_began_a_draft_is_reminded_once_and_again_only_after_a_save() {
    let (app, anna, ben) = two_practices().await;
    let stored = draft(&app, &anna, &json!({"red_flags": "none"})).await;
    app.clock.advance(TimeDelta::days(26));
    draft(&app, &ben, &json!({})).await;
    assert_eq!(jobs::remind_now(&app.app).await, 0);
    app.clock.advance(TimeDelta::days(1));
    assert_eq!(jobs::remind_now(&app.app).await, 1);
    assert_eq!(jobs::remind_now(&app.app).await, 0);
    let mail = outbox::latest(&mut *conn(&app).await, &app.app.keyring, 9)
        .await
        .unwrap();
    assert_eq!(mail.len(), 1);
    assert_eq!(mail[0].message.to, anna.email);
    assert!(
        mail[0]
            .message
            .text
            .contains(&format!("/refer/drafts/{}", stored.id))
    );
    assert!(mail[0].message.text.contains("14 February 2031"));
    save(
        &app,
        &load(&app, stored.id).await,
        &json!({"red_flags": "none"}),
    )
    .await;
    assert_eq!(jobs::remind_now(&app.app).await, 0);
    app.clock.advance(TimeDelta::days(28));
    assert_eq!(jobs::remind_now(&app.app).await, 2);
}

#[tokio::test]
async fn files_go_with_the_draft_that_expired_and_stay_with_one_that_was_sent() {
    let (app, anna, _) = two_practices().await;
    let kept = draft(&app, &anna, &json!({})).await;
    add_file(&app, kept.id, &anna).await;
    let sweep = async || {
        let periods = app.app.config.periods;
        let swept = retention::sweep(&mut *conn(&app).await, periods, app.now()).await;
        (swept.unwrap().drafts, app.count("attachments").await)
    };
    assert_eq!(sweep().await, (0, 1));
    app.clock.advance(TimeDelta::days(31));
    assert_eq!(sweep().await, (1, 0));
    let sender = crate::admissions::team::sender("Sam Example");
    crate::admissions::team::refer(&app, sender).await;
    let sent = sqlx::query_scalar("SELECT screening_id FROM submissions")
        .fetch_one(&mut *conn(&app).await)
        .await;
    add_file(&app, sent.unwrap(), &anna).await;
    app.clock.advance(TimeDelta::days(31));
    assert_eq!(sweep().await, (1, 1));
}

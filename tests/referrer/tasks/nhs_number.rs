//! The NHS number comes first, and with it what there is already of the person.

use domain::people::Reference;
use inpatient_referral::store::submissions::Source;
use reqwest::StatusCode;

use super::super::practice::Referrer;
use super::{NUMBER, begin, two_practices};
use crate::admissions::team::{Sender, conn, four_signs, refer, sender};
use crate::harness::app::TestApp;

const ELSEWHERE: &str =
    "The hospital already has a referral for this person. Please contact the admissions team.";

async fn case(app: &TestApp) -> Reference {
    let person = Sender {
        nhs_number: Some(NUMBER),
        source: Source::Patient,
        answers: four_signs(),
        ..sender("Sam Example")
    };
    refer(app, person).await
}

async fn belongs_to(app: &TestApp, reference: Reference, of: &Referrer) {
    sqlx::query("UPDATE referrals SET practice_id = $2, account_id = $3 WHERE reference = $1")
        .bind(reference.to_string())
        .bind(of.practice)
        .bind(of.account)
        .execute(&mut *conn(app).await)
        .await
        .unwrap();
}

#[tokio::test]
async fn a_number_is_checked_or_its_absence_explained() {
    let (_, anna, _) = two_practices().await;
    let (page, draft) = begin(&anna).await;
    for (values, message) in [
        (vec![], "Enter the NHS number, or say why it is not known"),
        (
            vec![("nhs_number", "999 100 0012")],
            "Check the NHS number: it has 10 digits, such as 485 777 3456",
        ),
        (
            vec![("nhs_number_unknown", "yes")],
            "Say why the NHS number is not known",
        ),
        (
            vec![("nhs_number", NUMBER), ("why", "Abroad")],
            "Enter the NHS number, or say why it is not known, not both",
        ),
    ] {
        let wrong = anna.browser.answer(&page, &values).await;
        assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert_eq!(wrong.text(".nhsuk-error-summary__list"), message);
        assert!(wrong.text("title").starts_with("Error: "));
        for (name, value) in values {
            assert_eq!(wrong.form().value(name), Some(value));
        }
    }
    let values = [("nhs_number_unknown", "yes"), ("why", "From abroad")];
    let next = anna.browser.answer(&page, &values).await;
    assert_eq!(next.path, format!("{draft}/patient"));
    assert!(
        next.text(".nhsuk-summary-list")
            .contains("Not known: From abroad")
    );
}

#[tokio::test]
async fn of_a_case_that_is_not_the_practices_nothing_is_told_but_that_it_is_there() {
    let (app, anna, _) = two_practices().await;
    let reference = case(&app).await;
    let (page, draft) = begin(&anna).await;
    let told = anna.browser.answer(&page, &[("nhs_number", NUMBER)]).await;
    assert_eq!(told.status, StatusCode::OK);
    assert_eq!(
        told.text(".nhsuk-inset-text"),
        format!("Information: {ELSEWHERE}")
    );
    assert!(!told.html.contains(&reference.to_string()));
    let unticked = anna.browser.answer(&told, &[]).await;
    assert_eq!(unticked.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(unticked.has("#checked-error"));
    let on = anna.browser.answer(&unticked, &[("checked", "yes")]).await;
    assert_eq!(on.path, format!("{draft}/patient"));
    assert!(app.dump("audit_log").await.contains("duplicates.looked_up"));
}

#[tokio::test]
async fn the_practices_own_case_and_drafts_are_named_and_linked_and_a_closed_case_is_none() {
    let (app, anna, ben) = two_practices().await;
    let reference = case(&app).await;
    belongs_to(&app, reference, &anna).await;
    let (page, first) = begin(&anna).await;
    let told = anna.browser.answer(&page, &[("nhs_number", NUMBER)]).await;
    let link = format!("/refer/referrals/{reference}");
    assert_eq!(told.attributes(".nhsuk-inset-text a", "href"), [link]);
    assert!(!told.html.contains(ELSEWHERE));
    anna.browser.answer(&told, &[("checked", "yes")]).await;
    let (page, _) = begin(&ben).await;
    let elsewhere = ben.browser.answer(&page, &[("nhs_number", NUMBER)]).await;
    assert!(elsewhere.html.contains(ELSEWHERE));
    assert!(!elsewhere.html.contains(&first));
    sqlx::query("UPDATE referrals SET closed_at = received_at")
        .execute(&mut *conn(&app).await)
        .await
        .unwrap();
    let (page, _) = begin(&anna).await;
    let told = anna.browser.answer(&page, &[("nhs_number", NUMBER)]).await;
    assert_eq!(told.attributes(".nhsuk-inset-text a", "href"), [first]);
}

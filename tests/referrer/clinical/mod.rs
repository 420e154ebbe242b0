//! The pathway's questions for a referrer, the result, checking, sending and the record.

mod answers;
mod apart;
mod record;
mod section;
mod send;

use domain::letter::{Consent, ConsentBasis, Heading, Letter, NextOfKin, PatientDetails, Sex};
use domain::people::{Email, NhsNumber, PersonName, PhoneNumber, TestRange};
use serde_json::{Value, json};
use uuid::Uuid;

use super::practice::{self, Referrer};
use crate::admissions::team;
use crate::harness::Page;
use crate::harness::app::TestApp;

/// A practice with a referrer.
async fn start() -> (TestApp, Referrer) {
    let app = team::start().await;
    let ours = practice::practice(&app, "K81001").await;
    let anna = practice::referrer(&app, "Anna Gray", ours).await;
    (app, anna)
}

/// Answers that meet all four signs, as a referrer gives them.
fn four_signs() -> Value {
    let mut answers = team::four_signs();
    answers.as_object_mut().unwrap().remove("completed_by");
    answers
}

/// Answers that meet none, as a referrer gives them.
fn no_sign() -> Value {
    let mut answers = team::no_sign();
    answers.as_object_mut().unwrap().remove("completed_by");
    answers
}

/// A letter about somebody.
fn letter() -> Letter {
    let patient = PatientDetails {
        name: PersonName::parse("Grace Hopper").unwrap(),
        nhs_number: NhsNumber::parse("9991000011", TestRange::Accepted).ok(),
        nhs_number_unknown: None,
        sex: Some(Sex::Female),
        address_line_1: Some("1 Test Street".to_owned()),
        address_line_2: None,
        town: None,
        postcode: None,
        phone: PhoneNumber::parse("07700 900982").ok(),
        email: Email::parse("grace@example.com").ok(),
        language: Some("Polish".to_owned()),
        next_of_kin: Some(NextOfKin {
            name: PersonName::parse("Vincent Hopper").unwrap(),
            relationship: Some("Husband".to_owned()),
            phone: None,
        }),
        registered_practice: None,
    };
    Letter {
        patient: Some(patient),
        headings: [(Heading::Medicines, "Amitriptyline 10 mg".to_owned())].into(),
        authorisation: Some("AUTH-7".to_owned()),
        consent: Some(Consent {
            basis: ConsentBasis::Person,
            note: None,
        }),
        ..Letter::default()
    }
}

/// A draft with that letter and these answers.
async fn written(app: &TestApp, of: &Referrer, answers: &Value) -> Uuid {
    let mut draft = practice::draft(app, of, &json!({})).await;
    draft.letter = letter();
    practice::save(app, &draft, answers).await.id
}

/// Opens a page of a draft.
async fn open(of: &Referrer, id: Uuid, page: &str) -> Page {
    of.browser.get(&format!("/refer/drafts/{id}/{page}")).await
}

/// A draft with that letter and these answers, sent: its confirmation.
async fn sent(app: &TestApp, of: &Referrer, answers: &Value) -> Page {
    let id = written(app, of, answers).await;
    let last = open(of, id, "send").await;
    let page = of.browser.answer(&last, &[]).await;
    assert_eq!(
        page.path,
        format!("/refer/drafts/{id}/sent"),
        "{}",
        page.html
    );
    page
}

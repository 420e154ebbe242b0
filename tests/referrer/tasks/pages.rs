//! The patient's details, the letter's headings, and consent.

use domain::letter::{ConsentBasis, Heading};
use reqwest::StatusCode;
use serde_json::json;

use super::super::practice::{draft, load};
use super::{NUMBER, begin, two_practices};

#[tokio::test]
async fn details_are_kept_and_every_fault_is_shown_at_once() {
    let (app, anna, _) = two_practices().await;
    let (page, address) = begin(&anna).await;
    let page = anna.browser.answer(&page, &[("nhs_number", NUMBER)]).await;
    let faulty = [
        ("postcode", "nowhere"),
        ("kin_phone", "07700 900 982"),
        ("date_of_birth.year", "74"),
    ];
    let wrong = anna.browser.answer(&page, &faulty).await;
    assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
    let links = wrong.attributes(".nhsuk-error-summary__list a", "href");
    assert_eq!(links[0], "#name");
    assert!(links[1].starts_with("#date_of_birth."), "{links:?}");
    assert_eq!(links[links.len() - 2..], ["#postcode", "#kin_name"]);
    assert_eq!(wrong.form().value("postcode"), Some("nowhere"));
    let long = "w".repeat(121);
    let wrong = anna
        .browser
        .answer(
            &page,
            &[
                ("name", "Sam"),
                ("town", &long),
                ("date_of_birth.day", "1"),
                ("date_of_birth.month", "2"),
                ("date_of_birth.year", "1974"),
            ],
        )
        .await;
    assert_eq!(
        wrong.attributes(".nhsuk-error-summary__list a", "href"),
        ["#town"]
    );
    let right = [
        ("name", "Sam Example"),
        ("sex", "female"),
        ("postcode", "hp201aa"),
        ("phone", "07700 900 982"),
        ("date_of_birth.day", "14"),
        ("date_of_birth.month", "3"),
        ("date_of_birth.year", "1974"),
        ("kin_name", "Kim Example"),
        ("kin_relationship", "Sister"),
    ];
    let list = anna.browser.answer(&page, &right).await;
    assert_eq!(list.path, address);
    let id = address.rsplit_once('/').unwrap().1.parse().unwrap();
    let stored = load(&app, id).await;
    let patient = stored.letter.patient.clone().unwrap();
    assert_eq!(patient.nhs_number.unwrap().to_string(), NUMBER);
    assert_eq!(
        patient.next_of_kin.unwrap().relationship.as_deref(),
        Some("Sister")
    );
    assert_eq!(stored.letter.identifier, None);
    let pathway = app.app.pathways.default();
    let born = stored
        .answers(pathway, app.now().date_naive())
        .date_of_birth(pathway);
    assert_eq!(born, "1974-03-14".parse().ok());
    let dump = app.dump("screenings").await;
    assert!(!dump.contains("Example") && !dump.contains("1974-03-14"));
    assert!(!list.text("title").contains("Sam"));
    assert!(app.dump("audit_log").await.contains("draft.saved"));
}

#[tokio::test]
async fn headings_are_kept_page_by_page_up_to_their_limit_and_nothing_to_add_is_said() {
    let (app, anna, _) = two_practices().await;
    let stored = draft(&app, &anna, &json!({"red_flags": "none"})).await;
    let address = format!("/refer/drafts/{}/letter/history", stored.id);
    let page = anna.browser.get(&address).await;
    let long = "ä".repeat(4001);
    let wrong = anna.browser.answer(&page, &[("medicines", &long)]).await;
    assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!(
        wrong.attributes(".nhsuk-error-summary__list a", "href"),
        ["#medicines"]
    );
    assert_eq!(wrong.form().value("medicines"), Some(long.as_str()));
    let values = [
        ("medicines", &long[2..]),
        ("reason", "Two\r\nlines"),
        ("nothing", "yes"),
    ];
    let list = anna.browser.answer(&wrong, &values).await;
    assert_eq!(list.path, format!("/refer/drafts/{}", stored.id));
    let headings = load(&app, stored.id).await.letter.headings;
    assert_eq!(headings[&Heading::Reason], "Two\nlines");
    assert_eq!(headings[&Heading::Medicines].chars().count(), 4000);
    assert_eq!(headings[&Heading::Allergies], "Nothing to add");
    let page = anna.browser.get(&address).await;
    anna.browser.answer(&page, &[("allergies", "")]).await;
    let headings = load(&app, stored.id).await.letter.headings;
    assert!(!headings.contains_key(&Heading::Allergies));
    let none = format!("/refer/drafts/{}/letter/none", stored.id);
    assert_eq!(anna.browser.get(&none).await.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn consent_needs_a_note_unless_the_patient_agrees() {
    let (app, anna, _) = two_practices().await;
    let stored = draft(&app, &anna, &json!({"red_flags": "none"})).await;
    let address = format!("/refer/drafts/{}/consent", stored.id);
    let page = anna.browser.get(&address).await;
    assert!(page.html.contains("/section/practical"));
    let none = anna.browser.answer(&page, &[]).await;
    assert_eq!(
        none.attributes(".nhsuk-error-summary__list a", "href"),
        ["#basis"]
    );
    let bare = anna
        .browser
        .answer(&page, &[("basis", "best_interests")])
        .await;
    assert_eq!(bare.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!(
        bare.attributes(".nhsuk-error-summary__list a", "href"),
        ["#note"]
    );
    let given = [
        ("note", "Her sister was asked"),
        ("authorisation", "IFR 12"),
    ];
    anna.browser.answer(&bare, &given).await;
    let letter = load(&app, stored.id).await.letter;
    assert_eq!(letter.consent.unwrap().basis, ConsentBasis::BestInterests);
    assert_eq!(letter.authorisation.as_deref(), Some("IFR 12"));
    let page = anna.browser.get(&address).await;
    let agreed = [("basis", "person"), ("note", "")];
    assert_eq!(
        anna.browser.answer(&page, &agreed).await.status,
        StatusCode::OK
    );
}

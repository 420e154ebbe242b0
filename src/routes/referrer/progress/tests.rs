use domain::Audience;
use domain::answers::Answers;
use domain::journey::Journey;
use domain::letter::{Consent, ConsentBasis, Heading, Identifier, Letter};
use domain::pathway::{Pathway, Pathways};
use serde_json::{Value, json};
use uuid::Uuid;

use super::*;

fn journey<'a>(pathway: &'a Pathway, answers: &Value) -> Journey<'a> {
    let day = "2026-11-24".parse().unwrap();
    let answers = Answers::from_json(pathway, answers, day).unwrap();
    Journey::new(pathway, &answers, Audience::Gp)
}

fn part(pathway: &Pathway, id: &str) -> Section {
    let mut sections = pathway.sections().iter();
    sections.find(|section| section.id == id).unwrap().clone()
}

#[test]
fn a_section_is_complete_when_all_that_is_wanted_says_something() {
    let pathways = Pathways::embedded().unwrap();
    let pathway = pathways.default();
    let daily = part(pathway, "daily_life");
    let status = |answers: Value| section(&journey(pathway, &answers), &daily);
    assert_eq!(status(json!({})), Status::NotStarted);
    let some = json!({ "pain_impact": "a_lot" });
    assert_eq!(status(some), Status::InProgress);
    let blank =
        json!({ "pain_impact": "a_lot", "movement_impact": "a_lot", "limited_activities": null });
    assert_eq!(status(blank), Status::InProgress);
    let all = json!({ "pain_impact": "a_lot", "movement_impact": "a_lot", "limited_activities": ["work"] });
    assert_eq!(status(all), Status::Completed);
}

#[test]
fn safety_is_first_acted_on_and_the_date_of_birth_belongs_to_the_patient() {
    let pathways = Pathways::embedded().unwrap();
    let pathway = pathways.default();
    let flagged = journey(pathway, &json!({ "red_flags": "emergency" }));
    assert_eq!(safety(&flagged, true), Status::ActFirst);
    let clear = journey(pathway, &json!({ "red_flags": "none" }));
    assert_eq!(safety(&clear, false), Status::Completed);
    let born = journey(pathway, &json!({ "date_of_birth": "1974-03-14" }));
    assert_eq!(section(&born, &part(pathway, "about")), Status::NotStarted);
    let letter = Letter::default();
    assert_eq!(patient(&born, &letter), Status::InProgress);
    assert_eq!(patient(&clear, &letter), Status::NotStarted);
}

#[test]
fn letter_and_consent_say_what_is_there() {
    let mut written = Letter::default();
    assert_eq!(letter(&written, Part::Context), Status::Optional);
    assert_eq!(letter(&written, Part::Examination), Status::NotStarted);
    assert_eq!(consent(&written), Status::NotStarted);
    for (heading, status) in [
        (Heading::Examination, Status::InProgress),
        (Heading::Investigations, Status::Completed),
    ] {
        written.headings.insert(heading, "Text".to_owned());
        assert_eq!(letter(&written, Part::Examination), status);
    }
    written.consent = Some(Consent {
        basis: ConsentBasis::Person,
        note: None,
    });
    assert_eq!(consent(&written), Status::Completed);
}

#[test]
fn what_is_missing_leads_to_the_page_where_it_is_given() {
    let pathways = Pathways::embedded().unwrap();
    let pathway = pathways.default();
    let answers = journey(pathway, &json!({ "red_flags": "emergency" }));
    let id = Uuid::from_u128(7);
    let mut written = Letter::default();
    let all = missing_of(&answers, &written, true, id);
    assert_eq!(all[0].address, address_of(id, "section/safety"));
    assert!(all.iter().skip(1).all(|one| one.address != all[0].address));
    let number = "NHS number, or why it is not known";
    assert!(all.iter().any(|one| one.words == number));
    assert!(all.iter().any(|one| one.words == "Medicines"));
    written.identify(Identifier {
        nhs_number: None,
        unknown: Some("From abroad".to_owned()),
    });
    written
        .headings
        .insert(Heading::Medicines, "None".to_owned());
    let fewer = missing_of(&answers, &written, true, id);
    assert_eq!(fewer.len(), all.len() - 2);
}

fn address_of(id: Uuid, page: &str) -> String {
    super::super::draft::address(id, page)
}

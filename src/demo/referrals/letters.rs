//! A made-up referral as the file holds it, and its letter.

use std::collections::BTreeMap;

use domain::letter::{Consent, ConsentBasis, Heading, Letter, PatientDetails};
use serde::Deserialize;
use serde_json::Value;

use crate::store::contact::Contact;

/// A referral of the file.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Case {
    /// Place of the referrer in the list of referrers.
    pub referrer: usize,
    /// How long ago it was sent or, a draft, saved.
    pub hours_ago: i64,
    /// Who it is about.
    pub patient: PatientDetails,
    /// The letter's texts.
    pub headings: BTreeMap<Heading, String>,
    /// Answers to the pathway's questions.
    pub answers: Value,
    /// What was done since.
    pub steps: Vec<Step>,
    /// Whether it was not sent yet.
    pub draft: bool,
}

/// Something that was done.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Step {
    /// How long after it was sent.
    pub hours_after: i64,
    /// Who did it.
    pub by: By,
    /// The action; a day, also within it, may be written as `today+3`, counted from the step.
    #[serde(rename = "do")]
    pub action: Value,
}

/// Who did something.
#[derive(Clone, Copy, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum By {
    /// The hospital's clinician.
    Hospital,
    /// Its coordinator.
    Coordinator,
    /// The referrer.
    Referrer,
}

impl Case {
    /// The letter.
    pub fn letter(&self) -> Letter {
        let basis = ConsentBasis::Person;
        Letter {
            patient: Some(self.patient.clone()),
            headings: self.headings.clone(),
            consent: Some(Consent { basis, note: None }),
            ..Letter::default()
        }
    }
}

/// How the hospital reaches the person.
pub fn contact(person: &PatientDetails) -> Contact {
    Contact {
        name: person.name.clone(),
        phone: person.phone.clone(),
        email: person.email.clone(),
        preferred: None,
        message_ok: None,
        nhs_number: person.nhs_number.clone(),
        address_line_1: person.address_line_1.clone(),
        address_line_2: person.address_line_2.clone(),
        town: person.town.clone(),
        postcode: person.postcode.clone(),
        gp_practice: person.registered_practice.clone(),
    }
}

//! The form of a patient's details, as it was sent.

use domain::letter::{Identifier, NextOfKin, PatientDetails, Sex};
use domain::people::{Email, PersonName, PhoneNumber, Postcode};
use serde::Deserialize;
use templates::referrer::tasks::patient::Fault;
use validator::{Validate, ValidationError};

use super::checks::{self, email, given, name, name_if_given, phone, postcode};

/// Longest line, in characters.
const LINE: u64 = 120;

/// The controls with their labels, in the order of the page.
pub const CONTROLS: [(&str, &str); 13] = [
    ("name", "Full name"),
    ("sex", "Sex"),
    ("address_line_1", "Address line 1"),
    ("address_line_2", "Address line 2"),
    ("town", "Town or city"),
    ("postcode", "Postcode"),
    ("phone", "Telephone"),
    ("email", "E-mail address"),
    ("language", "Preferred language"),
    ("kin_name", "Name of the next of kin"),
    ("kin_relationship", "Relationship of the next of kin"),
    ("kin_phone", "Telephone of the next of kin"),
    ("registered_practice", "Registered practice"),
];

/// The raw form. The date of birth is read by the pathway's question.
#[derive(Debug, Default, Deserialize, Validate)]
#[serde(default)]
pub struct PatientForm {
    #[validate(custom(function = "name"))]
    name: String,
    #[validate(custom(function = "sex"))]
    sex: String,
    #[validate(length(max = LINE, code = "too_long"))]
    address_line_1: String,
    #[validate(length(max = LINE, code = "too_long"))]
    address_line_2: String,
    #[validate(length(max = LINE, code = "too_long"))]
    town: String,
    #[validate(custom(function = "postcode"))]
    postcode: String,
    #[validate(custom(function = "phone"))]
    phone: String,
    #[validate(custom(function = "email"))]
    email: String,
    #[validate(length(max = LINE, code = "too_long"))]
    language: String,
    #[validate(custom(function = "name_if_given"))]
    kin_name: String,
    #[validate(length(max = LINE, code = "too_long"))]
    kin_relationship: String,
    #[validate(custom(function = "phone"))]
    kin_phone: String,
    #[validate(length(max = LINE, code = "too_long"))]
    registered_practice: String,
}

impl PatientForm {
    /// Checks every field at once; `identifier` is what was given before.
    ///
    /// # Errors
    /// Each control that is at fault, with what is wrong.
    pub fn check(
        self,
        identifier: Identifier,
    ) -> Result<PatientDetails, Vec<(&'static str, Fault)>> {
        let controls = CONTROLS.map(|(control, _)| control);
        let mut faults = self
            .validate()
            .map_or_else(|errors| checks::faults(&errors, &controls), |()| Vec::new());
        let kin = given(&self.kin_relationship).or_else(|| given(&self.kin_phone));
        if kin.is_some() && given(&self.kin_name).is_none() {
            faults.push(("kin_name", Fault::Missing));
            let place = |control: &str| controls.iter().position(|other| *other == control);
            faults.sort_by_key(|(control, _)| place(control));
        }
        match PersonName::parse(&self.name) {
            Ok(name) if faults.is_empty() => Ok(self.into_details(name, identifier)),
            _ => Err(faults),
        }
    }

    /// The values of a form without fault; what cannot be read is what was left blank.
    fn into_details(self, name: PersonName, identifier: Identifier) -> PatientDetails {
        PatientDetails {
            name,
            nhs_number: identifier.nhs_number,
            nhs_number_unknown: identifier.unknown,
            sex: Sex::from_code(&self.sex),
            address_line_1: given(&self.address_line_1),
            address_line_2: given(&self.address_line_2),
            town: given(&self.town),
            postcode: Postcode::parse(&self.postcode).ok(),
            phone: PhoneNumber::parse(&self.phone).ok(),
            email: Email::parse(&self.email).ok(),
            language: given(&self.language),
            next_of_kin: PersonName::parse(&self.kin_name)
                .ok()
                .map(|name| NextOfKin {
                    name,
                    relationship: given(&self.kin_relationship),
                    phone: PhoneNumber::parse(&self.kin_phone).ok(),
                }),
            registered_practice: given(&self.registered_practice),
        }
    }
}

/// What the form would send for these details.
pub fn to_form(patient: &PatientDetails) -> Vec<(String, String)> {
    let kin = patient.next_of_kin.as_ref();
    let phone = |phone: Option<&PhoneNumber>| phone.map(ToString::to_string);
    let values = [
        Some(patient.name.to_string()),
        patient.sex.map(|sex| sex.code().to_owned()),
        patient.address_line_1.clone(),
        patient.address_line_2.clone(),
        patient.town.clone(),
        patient.postcode.as_ref().map(ToString::to_string),
        phone(patient.phone.as_ref()),
        patient.email.as_ref().map(ToString::to_string),
        patient.language.clone(),
        kin.map(|kin| kin.name.to_string()),
        kin.and_then(|kin| kin.relationship.clone()),
        phone(kin.and_then(|kin| kin.phone.as_ref())),
        patient.registered_practice.clone(),
    ];
    let pairs = CONTROLS.into_iter().zip(values);
    pairs
        .filter_map(|((control, _), value)| Some((control.to_owned(), value?)))
        .collect()
}

fn sex(code: &str) -> Result<(), ValidationError> {
    let known = code.is_empty() || Sex::from_code(code).is_some();
    known
        .then_some(())
        .ok_or_else(|| ValidationError::new("invalid"))
}

//! Who is referred, as rows and as what is stored with the case.

use domain::letter::PatientDetails;
use templates::components::Row;

use super::super::draft::Draft;
use crate::routes::letter;
use crate::store::contact::Contact;

/// The rows; none before the patient's page was filled in.
pub fn rows(draft: &Draft<'_>, change: Option<&str>) -> Vec<Row> {
    let Some(patient) = &draft.stored.letter.patient else {
        return Vec::new();
    };
    let born = draft.answers().date_of_birth(draft.pathway);
    let mut rows = letter::person(patient, born);
    for row in &mut rows {
        row.change = change.map(str::to_owned);
    }
    rows
}

/// How the person is reached; registered with `practice` unless another is named.
pub fn contact(patient: &PatientDetails, practice: &str) -> Contact {
    let registered = patient.registered_practice.clone();
    Contact {
        name: patient.name.clone(),
        phone: patient.phone.clone(),
        email: patient.email.clone(),
        preferred: None,
        message_ok: None,
        nhs_number: patient.nhs_number.clone(),
        address_line_1: patient.address_line_1.clone(),
        address_line_2: patient.address_line_2.clone(),
        town: patient.town.clone(),
        postcode: patient.postcode.clone(),
        gp_practice: registered.or_else(|| Some(practice.to_owned())),
    }
}

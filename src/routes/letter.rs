//! A referrer's letter as rows to read: by the practice before and after it is sent, and by the admissions team.

use chrono::NaiveDate;
use domain::letter::{Heading, Letter, NextOfKin, PatientDetails, Sex};
use domain::people::{Email, PhoneNumber, Postcode};
use templates::components::Row;

/// Who the person is.
pub fn person(patient: &PatientDetails, date_of_birth: Option<NaiveDate>) -> Vec<Row> {
    let born = date_of_birth.map(|born| born.format("%-d %B %Y").to_string());
    let number = patient.nhs_number.as_ref().map(ToString::to_string);
    let unknown = patient.nhs_number_unknown.as_ref();
    let number = number.or_else(|| unknown.map(|why| format!("Not known: {why}")));
    let email = patient.email.as_ref().map(Email::as_str);
    let mut rows = vec![
        row("Name", Some(patient.name.as_str())),
        row("Date of birth", born.as_deref()),
        row("NHS number", number.as_deref()),
        lines("Address", address(patient)),
        row("Phone", patient.phone.as_ref().map(PhoneNumber::as_str)),
        row("E-mail", email),
    ];
    rows.extend(particulars(patient));
    rows
}

/// What a referrer knows of a person beside name, number and how to reach them.
pub fn particulars(patient: &PatientDetails) -> Vec<Row> {
    vec![
        row("Sex, as registered", patient.sex.map(Sex::words)),
        row("Preferred language", patient.language.as_deref()),
        lines(
            "Next of kin",
            patient.next_of_kin.as_ref().map_or_else(Vec::new, kin),
        ),
        row(
            "Registered practice",
            patient.registered_practice.as_deref(),
        ),
    ]
}

fn kin(kin: &NextOfKin) -> Vec<String> {
    let name = Some(kin.name.as_str().to_owned());
    let phone = kin.phone.as_ref().map(|phone| phone.as_str().to_owned());
    [name, kin.relationship.clone(), phone]
        .into_iter()
        .flatten()
        .collect()
}

fn address(patient: &PatientDetails) -> Vec<String> {
    let postcode = patient.postcode.as_ref().map(Postcode::as_str);
    [
        patient.address_line_1.as_deref(),
        patient.address_line_2.as_deref(),
        patient.town.as_deref(),
        postcode,
    ]
    .into_iter()
    .flatten()
    .map(str::to_owned)
    .collect()
}

/// What stands under a heading.
pub fn heading(letter: &Letter, heading: Heading) -> Row {
    row(
        heading.title(),
        letter.headings.get(&heading).map(String::as_str),
    )
}

/// How the person agreed, and the payer's authorisation.
pub fn agreements(letter: &Letter) -> Vec<Row> {
    let consent = letter.consent.as_ref().map_or_else(Vec::new, |consent| {
        let basis = consent.basis.words().to_owned();
        std::iter::once(basis).chain(consent.note.clone()).collect()
    });
    vec![
        lines("Consent", consent),
        row("Authorisation", letter.authorisation.as_deref()),
    ]
}

/// The whole letter.
pub fn letter(letter: &Letter) -> Vec<Row> {
    Heading::ALL
        .into_iter()
        .map(|one| heading(letter, one))
        .chain(agreements(letter))
        .collect()
}

fn row(key: &str, value: Option<&str>) -> Row {
    lines(key, value.map(str::to_owned).into_iter().collect())
}

fn lines(key: &str, value: Vec<String>) -> Row {
    Row {
        key: key.to_owned(),
        value,
        change: None,
    }
}

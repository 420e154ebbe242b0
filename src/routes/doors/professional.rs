//! What a referrer says of themselves, read from a form.

use domain::people::{Email, OdsCode, ParseError, PersonName, ProfessionalNumber};
use templates::doors::professional::Fault;

use crate::forms::Form;
use crate::store::access_requests::Applicant;
use crate::store::accounts::{Profession, register_code, register_of};

/// Faults by name of the control.
pub type Faults = Vec<(&'static str, Fault)>;

/// The name, or what is wrong with it.
pub fn name(form: &Form, faults: &mut Faults) -> Option<PersonName> {
    noted("name", PersonName::parse(text(form, "name")), faults)
}

/// The address, or what is wrong with it.
pub fn email(form: &Form, faults: &mut Faults) -> Option<Email> {
    noted("email", Email::parse(text(form, "email")), faults)
}

/// The practice's code, or what is wrong with it.
pub fn ods_code(form: &Form, faults: &mut Faults) -> Option<OdsCode> {
    noted("ods_code", OdsCode::parse(text(form, "ods_code")), faults)
}

/// All of it, or everything that is wrong.
pub fn applicant(form: &Form, faults: &mut Faults) -> Option<Applicant> {
    let name = name(form, faults);
    let profession = Profession::from_code(text(form, "profession"));
    if profession.is_none() {
        faults.push(("profession", Fault::Missing));
    }
    let registration = registration(form, faults);
    Some(Applicant {
        name: name?,
        profession: profession?,
        registration: registration?,
    })
}

fn registration(form: &Form, faults: &mut Faults) -> Option<ProfessionalNumber> {
    let number = text(form, "number");
    let Some(register) = register_of(text(form, "register")) else {
        faults.push(("register", Fault::Missing));
        if number.is_empty() {
            faults.push(("number", Fault::Missing));
        }
        return None;
    };
    noted(
        "number",
        ProfessionalNumber::parse(register, number),
        faults,
    )
}

/// What the form would send for somebody.
pub fn to_form(applicant: &Applicant) -> Vec<(String, String)> {
    let registration = &applicant.registration;
    [
        ("name", applicant.name.as_str()),
        ("profession", applicant.profession.code()),
        ("register", register_code(registration.register())),
        ("number", registration.number()),
    ]
    .map(|(name, value)| (name.to_owned(), value.to_owned()))
    .to_vec()
}

fn text<'a>(form: &'a Form, control: &str) -> &'a str {
    form.get(control).unwrap_or_default()
}

fn noted<T>(control: &'static str, read: Result<T, ParseError>, faults: &mut Faults) -> Option<T> {
    read.map_err(|error| {
        let fault = match error {
            ParseError::Empty => Fault::Missing,
            _ => Fault::Invalid,
        };
        faults.push((control, fault));
    })
    .ok()
}

//! The contact form: how the team reaches a person, and who they are.

use domain::people::{Email, NhsNumber, PersonName, PhoneNumber, Postcode, TestRange};
use serde::Deserialize;
use templates::patient::contact::Fault;
use validator::{Validate, ValidateArgs as _, ValidationError, ValidationErrors};

use crate::store::contact::{Contact, Preferred};

/// Longest line of an address or name of a practice, in characters.
const LINE: u64 = 120;

/// The contact form as it was sent.
#[derive(Debug, Default, Deserialize, Validate)]
#[serde(default)]
#[validate(context = TestRange)]
pub struct ContactForm {
    #[validate(custom(function = "name"))]
    name: String,
    #[validate(custom(function = "phone"))]
    phone: String,
    #[validate(custom(function = "email"))]
    email: String,
    #[validate(custom(function = "preferred_contact"))]
    preferred_contact: String,
    #[validate(custom(function = "yes_or_no"))]
    message_ok: String,
    #[validate(custom(function = "nhs_number", use_context))]
    nhs_number: String,
    nhs_number_unknown: String,
    #[validate(length(max = LINE, code = "too_long"))]
    address_line_1: String,
    #[validate(length(max = LINE, code = "too_long"))]
    address_line_2: String,
    #[validate(length(max = LINE, code = "too_long"))]
    town: String,
    #[validate(custom(function = "postcode"))]
    postcode: String,
    #[validate(length(max = LINE, code = "too_long"))]
    gp_practice: String,
}

impl ContactForm {
    /// Checks every field at once.
    ///
    /// # Errors
    /// Each control that is at fault, with what is wrong.
    pub fn check(self, tests: TestRange) -> Result<Contact, Vec<(&'static str, Fault)>> {
        let mut faults = self
            .validate_with_args(&tests)
            .map_or_else(|errors| own_faults(&errors), |()| Vec::new());
        faults.extend(self.faults_between_fields());
        if faults.is_empty()
            && let Ok(name) = PersonName::parse(&self.name)
        {
            return Ok(self.into_contact(name, tests));
        }
        let place = |control: &str| CONTROLS.iter().position(|other| *other == control);
        faults.sort_by_key(|(control, _)| place(control));
        faults.dedup_by_key(|(control, _)| *control);
        Err(faults)
    }

    /// What one field alone does not show: the team needs a way to reach the person, the preferred
    /// one above all, and a number is either known or not.
    fn faults_between_fields(&self) -> Vec<(&'static str, Fault)> {
        let blank = |text: &str| text.trim().is_empty();
        let mut faults = match self.preferred_contact.as_str() {
            "email" => vec![("email", blank(&self.email))],
            "phone" | "text" => vec![("phone", blank(&self.phone))],
            "post" => vec![
                ("address_line_1", blank(&self.address_line_1)),
                ("postcode", blank(&self.postcode)),
            ],
            _ => vec![("phone", blank(&self.phone) && blank(&self.email))],
        };
        faults.retain(|(_, missing)| *missing);
        let mut faults: Vec<_> = faults
            .into_iter()
            .map(|(control, _)| (control, Fault::Missing))
            .collect();
        if !blank(&self.nhs_number) && !blank(&self.nhs_number_unknown) {
            faults.push(("nhs_number", Fault::Both));
        }
        faults
    }

    /// The values of a form without fault; what cannot be read is what was left blank.
    fn into_contact(self, name: PersonName, tests: TestRange) -> Contact {
        Contact {
            name,
            phone: PhoneNumber::parse(&self.phone).ok(),
            email: Email::parse(&self.email).ok(),
            preferred: Preferred::from_code(&self.preferred_contact),
            message_ok: given(&self.message_ok).map(|answer| answer == "yes"),
            nhs_number: NhsNumber::parse(&self.nhs_number, tests).ok(),
            address_line_1: given(&self.address_line_1),
            address_line_2: given(&self.address_line_2),
            town: given(&self.town),
            postcode: Postcode::parse(&self.postcode).ok(),
            gp_practice: given(&self.gp_practice),
        }
    }
}

/// What the contact form would send for these details.
pub fn to_form(contact: &Contact) -> Vec<(String, String)> {
    let yes_or_no = |yes: bool| if yes { "yes" } else { "no" };
    let fields = [
        ("name", Some(contact.name.as_str())),
        ("phone", contact.phone.as_ref().map(PhoneNumber::as_str)),
        ("email", contact.email.as_ref().map(Email::as_str)),
        ("preferred_contact", contact.preferred.map(Preferred::code)),
        ("message_ok", contact.message_ok.map(yes_or_no)),
        (
            "nhs_number",
            contact.nhs_number.as_ref().map(NhsNumber::digits),
        ),
        (
            "nhs_number_unknown",
            contact.nhs_number.is_none().then_some("yes"),
        ),
        ("address_line_1", contact.address_line_1.as_deref()),
        ("address_line_2", contact.address_line_2.as_deref()),
        ("town", contact.town.as_deref()),
        ("postcode", contact.postcode.as_ref().map(Postcode::as_str)),
        ("gp_practice", contact.gp_practice.as_deref()),
    ];
    let field = |(name, value): (&str, Option<&str>)| Some((name.to_owned(), value?.to_owned()));
    fields.into_iter().filter_map(field).collect()
}

/// A text without surplus white space, if anything remains.
fn given(text: &str) -> Option<String> {
    Some(fold(text)).filter(|text| !text.is_empty())
}

/// White space folded: what a person sees is what is kept.
fn fold(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn fault<T, E>(parsed: Result<T, E>) -> Result<(), ValidationError> {
    parsed
        .map(drop)
        .map_err(|_| ValidationError::new("invalid"))
}

fn name(text: &str) -> Result<(), ValidationError> {
    fault(PersonName::parse(text))
}

fn if_given(
    text: &str,
    check: impl Fn(&str) -> Result<(), ValidationError>,
) -> Result<(), ValidationError> {
    if text.trim().is_empty() {
        Ok(())
    } else {
        check(text)
    }
}

fn phone(text: &str) -> Result<(), ValidationError> {
    if_given(text, |text| fault(PhoneNumber::parse(text)))
}

fn email(text: &str) -> Result<(), ValidationError> {
    if_given(text, |text| fault(Email::parse(text)))
}

fn postcode(text: &str) -> Result<(), ValidationError> {
    if_given(text, |text| fault(Postcode::parse(text)))
}

fn one_of(text: &str, codes: &[&str]) -> Result<(), ValidationError> {
    if_given(text, |text| {
        codes
            .contains(&text)
            .then_some(())
            .ok_or_else(|| ValidationError::new("invalid"))
    })
}

fn preferred_contact(text: &str) -> Result<(), ValidationError> {
    one_of(text, &["phone", "text", "email", "post"])
}

fn yes_or_no(text: &str) -> Result<(), ValidationError> {
    one_of(text, &["yes", "no"])
}

#[expect(
    clippy::trivially_copy_pass_by_ref,
    reason = "`validator` passes its context by reference"
)]
fn nhs_number(text: &str, tests: &TestRange) -> Result<(), ValidationError> {
    if_given(text, |text| match NhsNumber::parse(text, *tests) {
        Ok(_) => Ok(()),
        Err(_) if NhsNumber::parse(text, TestRange::Accepted).is_ok() => {
            Err(ValidationError::new("reserved"))
        }
        Err(_) => Err(ValidationError::new("invalid")),
    })
}

/// The controls, in the order of the page.
const CONTROLS: [&str; 11] = [
    "name",
    "phone",
    "email",
    "preferred_contact",
    "message_ok",
    "nhs_number",
    "address_line_1",
    "address_line_2",
    "town",
    "postcode",
    "gp_practice",
];

fn own_faults(errors: &ValidationErrors) -> Vec<(&'static str, Fault)> {
    let fields = errors.field_errors();
    let first = |control: &'static str| {
        let error = fields.get(control)?.first()?;
        Some((control, fault_of(&error.code)))
    };
    CONTROLS.into_iter().filter_map(first).collect()
}

fn fault_of(code: &str) -> Fault {
    match code {
        "missing" => Fault::Missing,
        "reserved" => Fault::Reserved,
        "both" => Fault::Both,
        "too_long" => Fault::TooLong,
        _ => Fault::Invalid,
    }
}

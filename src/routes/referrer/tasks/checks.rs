//! What the forms of a draft have in common: checks of single fields, and the faults that they find.

use validator::{ValidationError, ValidationErrors};

use domain::people::{Email, PersonName, PhoneNumber, Postcode};
use templates::referrer::tasks::patient::Fault;

type Check = Result<(), ValidationError>;

/// A text without surplus white space, if anything remains.
pub fn given(text: &str) -> Option<String> {
    let folded = text.split_whitespace().collect::<Vec<_>>().join(" ");
    Some(folded).filter(|text| !text.is_empty())
}

/// Lines of a text as they are kept: `\n` between them, nothing around them; if anything remains.
pub fn lines(text: &str) -> Option<String> {
    let lines = text.replace("\r\n", "\n").trim().to_owned();
    Some(lines).filter(|text| !text.is_empty())
}

fn parsed<T, E>(text: &str, parse: impl Fn(&str) -> Result<T, E>) -> Check {
    if text.trim().is_empty() {
        return Ok(());
    }
    parse(text)
        .map(drop)
        .map_err(|_| ValidationError::new("invalid"))
}

pub fn name(text: &str) -> Check {
    if text.trim().is_empty() {
        return Err(ValidationError::new("missing"));
    }
    parsed(text, PersonName::parse)
}

pub fn name_if_given(text: &str) -> Check {
    parsed(text, PersonName::parse)
}

pub fn phone(text: &str) -> Check {
    parsed(text, PhoneNumber::parse)
}

pub fn email(text: &str) -> Check {
    parsed(text, Email::parse)
}

pub fn postcode(text: &str) -> Check {
    parsed(text, Postcode::parse)
}

/// The first fault of each of these controls, in their order.
pub fn faults(errors: &ValidationErrors, controls: &[&'static str]) -> Vec<(&'static str, Fault)> {
    let fields = errors.field_errors();
    let first = |control: &&'static str| {
        let error = fields.get(*control)?.first()?;
        let fault = match &*error.code {
            "missing" => Fault::Missing,
            "too_long" => Fault::TooLong,
            _ => Fault::Invalid,
        };
        Some((*control, fault))
    };
    controls.iter().filter_map(first).collect()
}

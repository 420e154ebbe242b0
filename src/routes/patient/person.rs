//! Who somebody is and how to reach them, as rows to read.

use chrono::NaiveDate;
use domain::people::{Email, PhoneNumber, Postcode};
use templates::components::Row;

use crate::store::contact::{Contact, Preferred};

/// The rows, with a link to change them where one is given.
pub fn rows(contact: &Contact, date_of_birth: Option<NaiveDate>, change: Option<&str>) -> Vec<Row> {
    let number = contact.nhs_number.as_ref().map(ToString::to_string);
    let preferred = contact.preferred.map(|way| words(way).to_owned());
    let born = date_of_birth.map(|date| date.format("%-d %B %Y").to_string());
    [
        ("Name", vec![contact.name.as_str().to_owned()], change),
        ("Date of birth", born.into_iter().collect(), None),
        (
            "NHS number",
            vec![number.unwrap_or_else(|| "Not known".to_owned())],
            change,
        ),
        (
            "Phone number",
            line(contact.phone.as_ref().map(PhoneNumber::as_str)),
            change,
        ),
        (
            "E-mail address",
            line(contact.email.as_ref().map(Email::as_str)),
            change,
        ),
        ("Contact you by", preferred.into_iter().collect(), change),
        (
            "Leave a message",
            line(contact.message_ok.map(yes_or_no)),
            change,
        ),
        ("Address", address(contact), change),
        ("GP practice", line(contact.gp_practice.as_deref()), change),
    ]
    .into_iter()
    .filter(|(key, value, _)| !value.is_empty() || *key == "Name")
    .map(|(key, value, change)| Row {
        key: key.to_owned(),
        value,
        change: change.map(str::to_owned),
    })
    .collect()
}

fn line(text: Option<&str>) -> Vec<String> {
    text.map(str::to_owned).into_iter().collect()
}

fn yes_or_no(yes: bool) -> &'static str {
    if yes { "Yes" } else { "No" }
}

fn address(contact: &Contact) -> Vec<String> {
    [
        contact.address_line_1.as_deref(),
        contact.address_line_2.as_deref(),
        contact.town.as_deref(),
        contact.postcode.as_ref().map(Postcode::as_str),
    ]
    .into_iter()
    .flatten()
    .map(str::to_owned)
    .collect()
}

fn words(way: Preferred) -> &'static str {
    match way {
        Preferred::Phone => "Phone call",
        Preferred::Text => "Text message",
        Preferred::Email => "E-mail",
        Preferred::Post => "Letter",
    }
}

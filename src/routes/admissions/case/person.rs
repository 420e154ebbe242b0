//! Who answered for the person, and how the person is reached.

use domain::pathway::{Pathway, Role};
use domain::snapshot::{Snapshot, SnapshotQuestion};
use templates::components::Row;

use crate::context::Context;
use crate::routes::admissions::lines;
use crate::store::contact::{Contact, Preferred};
use crate::store::submissions::Submission;

/// What somebody who answered for the person was asked about themselves: the name, and whatever
/// is asked exactly when the name is.
pub fn proxy(pathway: &Pathway, snapshot: &Snapshot) -> Vec<SnapshotQuestion> {
    let questions = pathway.questions();
    let name = questions
        .iter()
        .find(|question| question.role == Some(Role::ProxyName));
    let asked_of_them = |id: &str| {
        let question = pathway.question(id);
        name.zip(question)
            .is_some_and(|(name, question)| question.ask_if == name.ask_if)
    };
    let asked = snapshot
        .sections
        .iter()
        .flat_map(|section| &section.questions);
    asked
        .filter(|question| asked_of_them(&question.id))
        .cloned()
        .collect()
}

/// How the person is reached: what is known of it, and that there is no number where there is none.
pub fn contact(contact: &Contact) -> Vec<Row> {
    let message = contact
        .message_ok
        .map(|ok| if ok { "Yes" } else { "No" }.to_owned());
    let preferred = contact.preferred.map(|way| preferred(way).to_owned());
    let text = |value: &Option<String>| value.clone();
    let rows = vec![
        row(
            "Phone",
            [contact.phone.as_ref().map(|phone| spaced(phone.as_str()))],
        ),
        row(
            "E-mail",
            [contact
                .email
                .as_ref()
                .map(|email| email.as_str().to_owned())],
        ),
        row("Best way", [preferred]),
        row("Message may be left", [message]),
        row(
            "Address",
            [
                text(&contact.address_line_1),
                text(&contact.address_line_2),
                text(&contact.town),
                contact
                    .postcode
                    .as_ref()
                    .map(|postcode| postcode.as_str().to_owned()),
            ],
        ),
        row("GP practice", [text(&contact.gp_practice)]),
    ];
    let mut rows = rows.into_iter();
    let phone = rows.next();
    let known = rows.filter(|row| !row.value.is_empty());
    phone.into_iter().chain(known).collect()
}

/// A number as it is read out: "07700 900123".
fn spaced(number: &str) -> String {
    match number.split_at_checked(5) {
        Some((area, rest)) if number.len() == 11 && number.starts_with('0') => {
            format!("{area} {rest}")
        }
        _ => number.to_owned(),
    }
}

/// Who it is about.
pub fn person(context: &Context, sent: &Submission) -> Vec<Row> {
    let number = sent.contact.nhs_number.as_ref().map(ToString::to_string);
    let born = sent.date_of_birth.map(|born| {
        let age = lines::age(context, born).map(|age| format!(" (age {age})"));
        format!("{}{}", born.format("%-d %B %Y"), age.unwrap_or_default())
    });
    vec![
        row("Name", [Some(sent.contact.name.as_str().to_owned())]),
        row("Date of birth", [born]),
        row("NHS number", [number]),
    ]
}

fn row<const N: usize>(key: &str, lines: [Option<String>; N]) -> Row {
    Row {
        key: key.to_owned(),
        value: lines.into_iter().flatten().collect(),
        change: None,
    }
}

fn preferred(way: Preferred) -> &'static str {
    match way {
        Preferred::Phone => "Phone call",
        Preferred::Text => "Text message",
        Preferred::Email => "E-mail",
        Preferred::Post => "Letter",
    }
}

//! What a referrer changes of a letter after it was sent. The letter that was sent stays as it is: the one that is shown is the
//! fold of it and of its amendments.

use serde::{Deserialize, Serialize};

use super::{Action, Event, Happening};
use crate::letter::{Heading, Letter, PatientDetails};
use crate::people::{Email, PhoneNumber, Postcode};

/// A part of a letter that can be amended: how the person is reached, and the text under the headings. Who the person is cannot.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Field {
    /// Telephone.
    Phone,
    /// E-mail.
    Email,
    /// First line of the address.
    AddressLine1,
    /// Second line of the address.
    AddressLine2,
    /// Town or city.
    Town,
    /// Postcode.
    Postcode,
    /// The text under a heading.
    Heading(Heading),
}

/// One field, as it was and as it is to be; nothing where it is blank.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Change {
    /// Which.
    pub field: Field,
    /// What stood there.
    pub before: Option<String>,
    /// What stands there now.
    pub after: Option<String>,
}

impl Change {
    /// Whether it changes something to a value that the field can have.
    pub(super) fn is_sound(&self) -> bool {
        let after = self.after.as_deref();
        let written = after.is_none_or(|text| !text.trim().is_empty());
        self.before != self.after
            && written
            && after.is_none_or(|text| self.field.canonical(text).is_some())
    }
}

impl Field {
    /// How the person is reached, in the order of the page.
    pub const CONTACT: [Self; 6] = [
        Self::Phone,
        Self::Email,
        Self::AddressLine1,
        Self::AddressLine2,
        Self::Town,
        Self::Postcode,
    ];

    /// Every field, in the order of the page.
    pub fn all() -> impl Iterator<Item = Self> {
        let headings = Heading::ALL.into_iter().map(Self::Heading);
        Self::CONTACT.into_iter().chain(headings)
    }

    /// The code that forms use.
    pub fn code(self) -> &'static str {
        match self {
            Self::Phone => "phone",
            Self::Email => "email",
            Self::AddressLine1 => "address_line_1",
            Self::AddressLine2 => "address_line_2",
            Self::Town => "town",
            Self::Postcode => "postcode",
            Self::Heading(heading) => heading.code(),
        }
    }

    /// As a title.
    pub fn title(self) -> &'static str {
        match self {
            Self::Phone => "Patient’s phone number",
            Self::Email => "Patient’s e-mail address",
            Self::AddressLine1 => "Address line 1",
            Self::AddressLine2 => "Address line 2",
            Self::Town => "Town or city",
            Self::Postcode => "Postcode",
            Self::Heading(heading) => heading.title(),
        }
    }

    /// A text as the field keeps it; nothing where it cannot hold it.
    pub fn canonical(self, text: &str) -> Option<String> {
        let kept = match self {
            Self::Phone => PhoneNumber::parse(text).ok()?.as_str().to_owned(),
            Self::Email => Email::parse(text).ok()?.as_str().to_owned(),
            Self::Postcode => Postcode::parse(text).ok()?.as_str().to_owned(),
            _ => text.to_owned(),
        };
        Some(kept)
    }

    /// What stands in this field of a letter.
    pub fn of(self, letter: &Letter) -> Option<String> {
        if let Self::Heading(heading) = self {
            return letter.headings.get(&heading).cloned();
        }
        let person = letter.patient.as_ref()?;
        match self {
            Self::Phone => person.phone.as_ref().map(|phone| phone.as_str().to_owned()),
            Self::Email => person.email.as_ref().map(|email| email.as_str().to_owned()),
            Self::AddressLine1 => person.address_line_1.clone(),
            Self::AddressLine2 => person.address_line_2.clone(),
            Self::Town => person.town.clone(),
            Self::Postcode => person
                .postcode
                .as_ref()
                .map(|code| code.as_str().to_owned()),
            Self::Heading(_) => None,
        }
    }

    fn set(self, letter: &mut Letter, text: Option<String>) {
        if let Self::Heading(heading) = self {
            match text {
                Some(text) => drop(letter.headings.insert(heading, text)),
                None => drop(letter.headings.remove(&heading)),
            }
        } else if let Some(person) = &mut letter.patient {
            self.set_contact(person, text);
        }
    }

    fn set_contact(self, person: &mut PatientDetails, text: Option<String>) {
        match self {
            Self::Phone => person.phone = text.and_then(|text| PhoneNumber::parse(&text).ok()),
            Self::Email => person.email = text.and_then(|text| Email::parse(&text).ok()),
            Self::AddressLine1 => person.address_line_1 = text,
            Self::AddressLine2 => person.address_line_2 = text,
            Self::Town => person.town = text,
            Self::Postcode => person.postcode = text.and_then(|text| Postcode::parse(&text).ok()),
            Self::Heading(_) => {}
        }
    }
}

/// What differs from one letter to another, of what can be amended.
pub fn changes(from: &Letter, to: &Letter) -> Vec<Change> {
    let change = |field: Field| Change {
        field,
        before: field.of(from),
        after: field.of(to),
    };
    let all = Field::all().map(change);
    all.filter(|change| change.before != change.after).collect()
}

/// The letter with these changes.
#[must_use]
pub fn with(letter: &Letter, changes: &[Change]) -> Letter {
    let mut letter = letter.clone();
    for change in changes {
        change.field.set(&mut letter, change.after.clone());
    }
    letter
}

/// The letter as it reads after everything that happened: the one that was sent, with its amendments in order.
#[must_use]
pub fn fold<'e>(sent: &Letter, events: impl IntoIterator<Item = &'e Event>) -> Letter {
    let amendments = events.into_iter().filter_map(of_event);
    amendments.fold(sent.clone(), |letter, changes| with(&letter, changes))
}

/// The changes that an event made to the letter, if it is an amendment.
pub fn of_event(event: &Event) -> Option<&[Change]> {
    match &event.what {
        Happening::Done {
            action: Action::Amend { changes },
        } => Some(changes),
        _ => None,
    }
}

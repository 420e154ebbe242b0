//! How a person is reached, as given on the contact page.

use domain::people::{Email, NhsNumber, PersonName, PhoneNumber, Postcode, nhs_number_digits};
use serde::{Deserialize, Serialize};

/// Who the patient is and how to reach them.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Contact {
    /// The patient's name.
    pub name: PersonName,
    /// Telephone.
    #[serde(default)]
    pub phone: Option<PhoneNumber>,
    /// E-mail.
    #[serde(default)]
    pub email: Option<Email>,
    /// How they would like to be reached.
    #[serde(default)]
    pub preferred: Option<Preferred>,
    /// Whether a message may be left.
    #[serde(default)]
    pub message_ok: Option<bool>,
    /// NHS number; absent where it is not known.
    #[serde(default, with = "nhs_number_digits")]
    pub nhs_number: Option<NhsNumber>,
    /// First line of the address.
    #[serde(default)]
    pub address_line_1: Option<String>,
    /// Second line of the address.
    #[serde(default)]
    pub address_line_2: Option<String>,
    /// Town or city.
    #[serde(default)]
    pub town: Option<String>,
    /// Postcode.
    #[serde(default)]
    pub postcode: Option<Postcode>,
    /// The practice, as the person names it.
    #[serde(default)]
    pub gp_practice: Option<String>,
}

/// Ways to reach somebody.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Preferred {
    /// A call.
    Phone,
    /// A text message.
    Text,
    /// E-mail.
    Email,
    /// A letter.
    Post,
}

impl Preferred {
    /// All of them, as the page lists them.
    pub const ALL: [Self; 4] = [Self::Phone, Self::Text, Self::Email, Self::Post];

    /// The code that forms use.
    pub fn code(self) -> &'static str {
        match self {
            Self::Phone => "phone",
            Self::Text => "text",
            Self::Email => "email",
            Self::Post => "post",
        }
    }

    /// The way that a code names.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|way| way.code() == code)
    }
}

//! People and how they are identified and reached.

mod birth;
mod contact;
mod handover;
mod nhs_number;
mod professional;
mod reference;

pub use birth::{DateOfBirth, age_reached};
pub use contact::{Email, PersonName, PhoneNumber, Postcode};
pub use handover::HandoverCode;
pub use nhs_number::{NhsNumber, TestRange, digits as nhs_number_digits};
pub use professional::{OdsCode, ProfessionalNumber, Register};
pub use reference::Reference;

/// Why an identifier was not understood. It never repeats what was typed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ParseError {
    /// Nothing was typed.
    #[error("nothing was given")]
    Empty,
    /// Not of the right form.
    #[error("not of the right form")]
    Format,
    /// Of the right form, but the check digit or character is wrong.
    #[error("the check digit does not fit")]
    Check,
    /// A reserved test number where only real ones are taken.
    #[error("a number reserved for tests")]
    TestNumber,
    /// Longer than any real one.
    #[error("too long")]
    TooLong,
    /// A date in the future.
    #[error("a date in the future")]
    Future,
    /// A date too long ago.
    #[error("a date too long ago")]
    TooLongAgo,
}

/// Serialises a value as the text that it shows, and reads it back through `parse`.
macro_rules! serde_as_text {
    ($type:ty) => {
        impl serde::Serialize for $type {
            fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serializer.collect_str(self)
            }
        }

        impl<'de> serde::Deserialize<'de> for $type {
            fn deserialize<D: serde::Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
                let text = <std::borrow::Cow<'de, str>>::deserialize(from)?;
                Self::parse(&text).map_err(serde::de::Error::custom)
            }
        }
    };
}
pub(crate) use serde_as_text;

/// Whether a character shows nothing: white space, or one without width.
pub(crate) fn is_blank(c: char) -> bool {
    c.is_whitespace() || matches!(c, '\u{200b}' | '\u{2060}' | '\u{feff}')
}

/// Whether a character turns the order of those around it, so that a name can read as another
/// (Unicode Technical Report 36, bidirectional text spoofing), or is none at all.
pub(crate) fn is_reordering(c: char) -> bool {
    matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{feff}' | '\u{fffe}' | '\u{ffff}')
}

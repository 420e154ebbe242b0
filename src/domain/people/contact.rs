//! Names and ways to reach somebody.

use std::fmt;

use unicode_normalization::UnicodeNormalization;

use super::{ParseError, is_reordering, serde_as_text};

/// Longest name taken, in characters.
const NAME: usize = 200;
/// Longest address of electronic mail (RFC 5321, 4.5.3.1.3).
const EMAIL: usize = 254;

/// A person's name as they write it: any script, no control characters.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct PersonName(String);

impl PersonName {
    /// Trims, puts single spaces and Unicode normal form C.
    pub fn parse(text: &str) -> Result<Self, ParseError> {
        let name = text
            .split_whitespace()
            .collect::<Vec<_>>()
            .join(" ")
            .nfc()
            .collect::<String>();
        match name {
            _ if name.is_empty() => Err(ParseError::Empty),
            _ if name.chars().count() > NAME => Err(ParseError::TooLong),
            _ if name.chars().any(|c| c.is_control() || is_reordering(c)) => {
                Err(ParseError::Format)
            }
            _ if !name.chars().any(char::is_alphabetic) => Err(ParseError::Format),
            _ => Ok(Self(name)),
        }
    }

    /// The name.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// A form for comparing and searching: lower case, no accents, single spaces.
    pub fn search_form(&self) -> String {
        let plain = self
            .0
            .nfd()
            .filter(|letter| !is_accent(*letter))
            .collect::<String>();
        let plain = plain.to_lowercase().replace(['’', '\'', '-'], " ");
        plain.split_whitespace().collect::<Vec<_>>().join(" ")
    }
}

fn is_accent(letter: char) -> bool {
    unicode_normalization::char::is_combining_mark(letter)
}

/// An address of electronic mail that can be delivered to: one `@`, a dotted host.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Email(String);

impl Email {
    /// Trims and puts the host in lower case.
    pub fn parse(text: &str) -> Result<Self, ParseError> {
        let text = text.trim();
        if text.is_empty() {
            return Err(ParseError::Empty);
        }
        if text.len() > EMAIL {
            return Err(ParseError::TooLong);
        }
        let (local, host) = text.rsplit_once('@').ok_or(ParseError::Format)?;
        if is_local_part(local) && is_host(host) {
            Ok(Self(format!("{local}@{}", host.to_ascii_lowercase())))
        } else {
            Err(ParseError::Format)
        }
    }

    /// The address.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// A dot-atom (RFC 5322, 3.2.3) of at most 64 bytes.
fn is_local_part(local: &str) -> bool {
    let atom = |part: &str| {
        !part.is_empty()
            && part
                .bytes()
                .all(|b| b.is_ascii_alphanumeric() || b"!#$%&'*+/=?^_`{|}~-".contains(&b))
    };
    local.len() <= 64 && local.split('.').all(atom)
}

fn is_host(host: &str) -> bool {
    let label = |part: &str| {
        (1..=63).contains(&part.len())
            && part.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-')
            && !part.starts_with('-')
            && !part.ends_with('-')
    };
    let last_is_name = host
        .rsplit('.')
        .next()
        .is_some_and(|last| last.len() >= 2 && last.bytes().any(|byte| byte.is_ascii_alphabetic()));
    host.contains('.') && last_is_name && host.split('.').all(label)
}

/// A telephone number as digits, with a leading `+` if it was given with a country code.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct PhoneNumber(String);

impl PhoneNumber {
    /// Takes digits with spaces, dashes, dots and brackets; 10 or 11 digits beginning with 0, or
    /// `+` and 7 to 15 digits (ITU-T E.164).
    pub fn parse(text: &str) -> Result<Self, ParseError> {
        let text = text.trim();
        if text.is_empty() {
            return Err(ParseError::Empty);
        }
        let digits = text.strip_prefix('+').unwrap_or(text);
        if !digits
            .chars()
            .all(|c| c.is_ascii_digit() || " -.()\u{a0}".contains(c))
        {
            return Err(ParseError::Format);
        }
        let digits = digits.replace("(0)", "");
        let digits = digits
            .chars()
            .filter(char::is_ascii_digit)
            .collect::<String>();
        match (text.starts_with('+'), digits.len()) {
            (true, 7..=15) => Ok(Self(format!("+{digits}"))),
            (false, 10..=11) if digits.starts_with('0') => Ok(Self(digits)),
            (false, 9..=17) if digits.starts_with("00") => {
                Self::parse(&format!("+{}", &digits[2..]))
            }
            _ => Err(ParseError::Format),
        }
    }

    /// The digits, with a leading `+` where there is a country code.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// A postcode of the United Kingdom, shown in capitals with its space.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Postcode(String);

impl Postcode {
    /// Takes any case and spacing. The forms are those of BS 7666: `A9`, `A99`, `A9A`, `AA9`,
    /// `AA99` or `AA9A`, then a digit and two letters.
    pub fn parse(text: &str) -> Result<Self, ParseError> {
        let code = text
            .chars()
            .filter(|c| !c.is_whitespace())
            .collect::<String>();
        let code = code.to_ascii_uppercase();
        if code.is_empty() {
            return Err(ParseError::Empty);
        }
        if !code.is_ascii() || !(5..=7).contains(&code.len()) {
            return Err(ParseError::Format);
        }
        let (outward, inward) = code.split_at(code.len() - 3);
        let fits = matches!(
            shape(outward).as_str(),
            "A9" | "A99" | "A9A" | "AA9" | "AA99" | "AA9A"
        );
        if fits && shape(inward) == "9AA" {
            Ok(Self(format!("{outward} {inward}")))
        } else {
            Err(ParseError::Format)
        }
    }

    /// The postcode with its space.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

fn shape(text: &str) -> String {
    text.chars()
        .map(|c| match c {
            'A'..='Z' => 'A',
            '0'..='9' => '9',
            _ => '?',
        })
        .collect()
}

macro_rules! shown_as_kept {
    ($($type:ty),*) => {$(
        impl fmt::Display for $type {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(&self.0)
            }
        }
        serde_as_text!($type);
    )*};
}
shown_as_kept!(PersonName, Email, PhoneNumber, Postcode);

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_taken_as_people_write_them() {
        let name = PersonName::parse("  Zoë   O’Brien-Núñez ").expect("valid");
        assert_eq!(name.as_str(), "Zoë O’Brien-Núñez");
        assert_eq!(name.search_form(), "zoe o brien nunez");
        assert!(PersonName::parse("李").is_ok());
        assert_eq!(PersonName::parse(" "), Err(ParseError::Empty));
        assert_eq!(PersonName::parse("a\u{7}b"), Err(ParseError::Format));
        assert_eq!(PersonName::parse("12"), Err(ParseError::Format));
        assert_eq!(
            PersonName::parse(&"a".repeat(201)),
            Err(ParseError::TooLong)
        );
    }

    #[test]
    fn addresses_are_checked_for_their_form() {
        let address = Email::parse(" Jo.O'Neil+ref@Example.NHS.uk ").expect("valid");
        assert_eq!(address.as_str(), "Jo.O'Neil+ref@example.nhs.uk");
        for wrong in [
            "jo",
            "jo@",
            "@a.uk",
            "jo@host",
            "jo@a..uk",
            "j o@a.uk",
            "jo@a.uk\nBcc:x@y.z",
        ] {
            assert_eq!(Email::parse(wrong), Err(ParseError::Format), "{wrong}");
        }
    }

    #[test]
    fn telephone_numbers_are_kept_as_digits() {
        assert_eq!(
            PhoneNumber::parse("(01632) 960-001")
                .expect("valid")
                .as_str(),
            "01632960001"
        );
        assert_eq!(
            PhoneNumber::parse("+44 (0)1632 960001")
                .expect("valid")
                .as_str(),
            "+441632960001"
        );
        assert_eq!(
            PhoneNumber::parse("0044 1632 960001")
                .expect("valid")
                .as_str(),
            "+441632960001"
        );
        for wrong in ["123", "+1", "07700 900abc", "1632960001"] {
            assert_eq!(
                PhoneNumber::parse(wrong),
                Err(ParseError::Format),
                "{wrong}"
            );
        }
    }

    #[test]
    fn postcodes_get_their_space() {
        assert_eq!(
            Postcode::parse("hp19 9ns").expect("valid").as_str(),
            "HP19 9NS"
        );
        assert_eq!(Postcode::parse("m11ae").expect("valid").as_str(), "M1 1AE");
        assert_eq!(
            Postcode::parse("EC1A1BB").expect("valid").as_str(),
            "EC1A 1BB"
        );
        for wrong in ["HP19", "99 9AA", "ABC1 1AA", "HP19 9N5"] {
            assert_eq!(Postcode::parse(wrong), Err(ParseError::Format), "{wrong}");
        }
    }
}

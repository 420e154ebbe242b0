//! NHS numbers (NHS Data Dictionary: ten digits, modulus 11).

use std::fmt;
use std::str::FromStr;

use nhs_number::NHSNumber;

use super::ParseError;

/// Whether numbers of the reserved range 999 000 0000 to 999 999 9999 are taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TestRange {
    /// In demonstration mode.
    Accepted,
    /// With real people.
    Refused,
}

/// A valid NHS number, shown 3-3-4.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct NhsNumber(String);

impl NhsNumber {
    /// Takes ten digits with spaces or dashes anywhere.
    pub fn parse(text: &str, tests: TestRange) -> Result<Self, ParseError> {
        let digits = bare_digits(text)?;
        let spaced = format!("{} {} {}", &digits[..3], &digits[3..6], &digits[6..]);
        let number = NHSNumber::from_str(&spaced).map_err(|_| ParseError::Format)?;
        if !number.validate_check_digit() {
            return Err(ParseError::Check);
        }
        if tests == TestRange::Refused && digits.starts_with("999") {
            return Err(ParseError::TestNumber);
        }
        Ok(Self(digits))
    }

    /// The ten digits without spaces.
    pub fn digits(&self) -> &str {
        &self.0
    }
}

fn bare_digits(text: &str) -> Result<String, ParseError> {
    let bare = text
        .chars()
        .filter(|c| !c.is_whitespace() && *c != '-')
        .collect::<String>();
    match bare.len() {
        0 => Err(ParseError::Empty),
        10 if bare.bytes().all(|byte| byte.is_ascii_digit()) => Ok(bare),
        _ => Err(ParseError::Format),
    }
}

impl fmt::Display for NhsNumber {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let digits = &self.0;
        write!(f, "{} {} {}", &digits[..3], &digits[3..6], &digits[6..])
    }
}

/// As its ten digits. It was checked when it was entered, so that reading takes the test range too.
pub mod digits {
    use super::{NhsNumber, TestRange};
    use serde::{Deserialize, Deserializer, Serialize, Serializer, de::Error};

    /// Writes them.
    pub fn serialize<S: Serializer>(number: &Option<NhsNumber>, to: S) -> Result<S::Ok, S::Error> {
        number.as_ref().map(NhsNumber::digits).serialize(to)
    }

    /// Reads them.
    pub fn deserialize<'de, D: Deserializer<'de>>(from: D) -> Result<Option<NhsNumber>, D::Error> {
        Option::<String>::deserialize(from)?
            .map(|digits| NhsNumber::parse(&digits, TestRange::Accepted).map_err(D::Error::custom))
            .transpose()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn the_published_examples_are_told_apart() {
        for valid in ["999 100 0011", "9992000023", "999-600-0060", "999 050 5055"] {
            let number = NhsNumber::parse(valid, TestRange::Accepted).expect(valid);
            assert_eq!(number.to_string().replace(' ', ""), number.digits());
        }
        for wrong in ["999 123 4567", "999 100 0012"] {
            assert_eq!(
                NhsNumber::parse(wrong, TestRange::Accepted),
                Err(ParseError::Check)
            );
        }
        let real = NhsNumber::parse("9434765919", TestRange::Refused).expect("valid");
        assert_eq!(real.to_string(), "943 476 5919");
    }

    #[test]
    fn test_numbers_are_refused_with_real_people() {
        let parsed = NhsNumber::parse("999 100 0011", TestRange::Refused);
        assert_eq!(parsed, Err(ParseError::TestNumber));
        assert_eq!(
            NhsNumber::parse("", TestRange::Refused),
            Err(ParseError::Empty)
        );
        assert_eq!(
            NhsNumber::parse("99910000111", TestRange::Accepted),
            Err(ParseError::Format)
        );
        assert_eq!(
            NhsNumber::parse("999100001١", TestRange::Accepted),
            Err(ParseError::Format)
        );
    }

    /// Modulus 11, written from the rule alone.
    fn fits(digits: &[u32]) -> bool {
        let sum = digits[..9]
            .iter()
            .zip((2..=10).rev())
            .map(|(d, w)| d * w)
            .sum::<u32>();
        match 11 - sum % 11 {
            10 => false,
            11 => digits[9] == 0,
            check => digits[9] == check,
        }
    }

    proptest! {
        #[test]
        fn the_check_digit_follows_modulus_11(digits in proptest::collection::vec(0u32..10, 10)) {
            let text = digits.iter().map(ToString::to_string).collect::<String>();
            prop_assert_eq!(NhsNumber::parse(&text, TestRange::Accepted).is_ok(), fits(&digits));
        }
    }
}

//! Codes of practices and numbers of registered professionals. A format check proves no
//! registration: staff are told so.

use std::fmt;

use super::{ParseError, serde_as_text};

/// Code of a GP practice in the Organisation Data Service: a letter and five digits.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct OdsCode(String);

impl OdsCode {
    /// Takes any case and spacing.
    pub fn parse(text: &str) -> Result<Self, ParseError> {
        let code = bare(text)?;
        if shape(&code) == "A99999" {
            Ok(Self(code))
        } else {
            Err(ParseError::Format)
        }
    }

    /// The code in capitals.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for OdsCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}
serde_as_text!(OdsCode);

/// A register of health professionals.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Register {
    /// General Medical Council: seven digits.
    Gmc,
    /// Nursing and Midwifery Council: two digits, a letter, four digits, a letter.
    Nmc,
    /// Health and Care Professions Council: two letters and up to six digits.
    Hcpc,
}

/// A number in such a register.
#[derive(Clone, Debug, PartialEq, Eq, Hash, serde::Serialize, serde::Deserialize)]
pub struct ProfessionalNumber {
    register: Register,
    number: String,
}

impl ProfessionalNumber {
    /// Takes any case and spacing.
    pub fn parse(register: Register, text: &str) -> Result<Self, ParseError> {
        let number = bare(text)?;
        let shape = shape(&number);
        let fits = match register {
            Register::Gmc => shape == "9999999",
            Register::Nmc => shape == "99A9999A",
            Register::Hcpc => {
                let digits = shape.strip_prefix("AA").unwrap_or_default();
                (1..=6).contains(&digits.len()) && digits.bytes().all(|byte| byte == b'9')
            }
        };
        if fits {
            Ok(Self { register, number })
        } else {
            Err(ParseError::Format)
        }
    }

    /// The register.
    pub fn register(&self) -> Register {
        self.register
    }

    /// The number in capitals without spaces.
    pub fn number(&self) -> &str {
        &self.number
    }
}

fn bare(text: &str) -> Result<String, ParseError> {
    let code = text
        .chars()
        .filter(|c| !c.is_whitespace())
        .collect::<String>();
    if code.is_empty() {
        Err(ParseError::Empty)
    } else {
        Ok(code.to_ascii_uppercase())
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn practice_codes_are_a_letter_and_five_digits() {
        assert_eq!(
            OdsCode::parse(" k82001 ").expect("valid").as_str(),
            "K82001"
        );
        assert_eq!(OdsCode::parse("K8200"), Err(ParseError::Format));
        assert_eq!(OdsCode::parse(""), Err(ParseError::Empty));
    }

    #[test]
    fn numbers_have_the_form_of_their_register() {
        for (register, valid, wrong) in [
            (Register::Gmc, "7012345", "701234"),
            (Register::Nmc, "12 A 3456 B", "12A3456"),
            (Register::Hcpc, "PH 123456", "PH1234567"),
        ] {
            assert!(ProfessionalNumber::parse(register, valid).is_ok());
            assert_eq!(
                ProfessionalNumber::parse(register, wrong),
                Err(ParseError::Format)
            );
        }
        assert_eq!(
            ProfessionalNumber::parse(Register::Hcpc, "PH"),
            Err(ParseError::Format)
        );
    }
}

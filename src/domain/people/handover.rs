//! Codes with which a patient hands answers to a referrer.

use std::fmt;

use super::{ParseError, Reference};

/// A code of two groups of four characters without look-alikes, one of which checks the others. It has the form of a
/// [`Reference`], and is none: it names nothing without the date of birth that belongs to it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct HandoverCode(Reference);

impl HandoverCode {
    /// Makes a code of random bytes.
    pub fn from_random(bytes: [u8; 8]) -> Self {
        Self(Reference::from_random(bytes))
    }

    /// Reads a code in any case, with any spaces and dashes.
    pub fn parse(text: &str) -> Result<Self, ParseError> {
        Reference::parse(text).map(Self)
    }
}

impl fmt::Display for HandoverCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

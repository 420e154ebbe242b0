//! References of referrals that can be read over the telephone.

use std::fmt;

use super::{ParseError, serde_as_text};

/// No vowels (no words), no look-alikes (0 O, 1 I L, 5 S, U V, …). 23 characters: a prime, so that
/// the check character catches every single wrong character and every swap of neighbours.
const ALPHABET: &[u8; 23] = b"2346789CDFGHJKMNPQRTVWX";
/// Characters before the check character.
const BODY: usize = 7;
/// Weight of each place; the check character has weight 1. All different and not zero mod 23,
/// and neighbours' differences too are not zero mod 23.
const WEIGHTS: [u32; BODY] = [8, 7, 6, 5, 4, 3, 2];

/// A reference: seven random characters and a check character, shown `XXXX-XXXX`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Reference([u8; BODY + 1]);

impl Reference {
    /// Makes a reference of random bytes; every reference is equally likely to within one part in
    /// five thousand million.
    pub fn from_random(bytes: [u8; 8]) -> Self {
        let mut number = u64::from_le_bytes(bytes);
        let mut places = [0u32; BODY];
        for place in &mut places {
            *place = u32::try_from(number % 23).unwrap_or(0);
            number /= 23;
        }
        let mut characters = [0; BODY + 1];
        for (character, place) in characters
            .iter_mut()
            .zip(places.iter().chain([&check(&places)]))
        {
            *character = ALPHABET[*place as usize];
        }
        Self(characters)
    }

    /// Reads a reference in any case, with any spaces and dashes.
    pub fn parse(text: &str) -> Result<Self, ParseError> {
        let mut characters = [0; BODY + 1];
        let mut length = 0;
        for character in text
            .chars()
            .filter(|c| !c.is_whitespace() && !"-‐‑–—".contains(*c))
        {
            let upper = character.to_ascii_uppercase();
            let byte = u8::try_from(upper).map_err(|_| ParseError::Format)?;
            if !ALPHABET.contains(&byte) {
                return Err(ParseError::Format);
            }
            *characters.get_mut(length).ok_or(ParseError::Format)? = byte;
            length += 1;
        }
        match length {
            0 => Err(ParseError::Empty),
            8 if fits(characters) => Ok(Self(characters)),
            8 => Err(ParseError::Check),
            _ => Err(ParseError::Format),
        }
    }
}

/// The check place: the weighted sum of all eight is a multiple of 23.
fn check(places: &[u32; BODY]) -> u32 {
    let sum = places
        .iter()
        .zip(WEIGHTS)
        .map(|(place, weight)| place * weight)
        .sum::<u32>();
    (23 - sum % 23) % 23
}

fn fits(characters: [u8; BODY + 1]) -> bool {
    let place = |c: &u8| {
        ALPHABET
            .iter()
            .position(|a| a == c)
            .and_then(|p| u32::try_from(p).ok())
    };
    let weights = WEIGHTS.into_iter().chain([1]);
    let sum = characters
        .iter()
        .zip(weights)
        .map(|(c, w)| place(c).unwrap_or(0) * w)
        .sum::<u32>();
    sum.is_multiple_of(23)
}

impl fmt::Display for Reference {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (place, character) in self.0.iter().enumerate() {
            if place == 4 {
                f.write_str("-")?;
            }
            write!(f, "{}", char::from(*character))?;
        }
        Ok(())
    }
}
serde_as_text!(Reference);

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn a_reference_is_read_forgivingly() {
        let reference = Reference::from_random([7, 1, 2, 3, 4, 5, 6, 7]);
        let shown = reference.to_string();
        assert_eq!(shown.len(), 9);
        for typed in [
            shown.to_lowercase(),
            shown.replace('-', ""),
            shown.replace('-', " – "),
        ] {
            assert_eq!(Reference::parse(&typed), Ok(reference));
        }
        assert_eq!(Reference::parse(" - "), Err(ParseError::Empty));
        assert_eq!(Reference::parse("2222-222"), Err(ParseError::Format));
        assert_eq!(Reference::parse("2222-22220"), Err(ParseError::Format));
        assert_eq!(Reference::parse("OOOO-OOOO"), Err(ParseError::Format));
    }

    proptest! {
        #[test]
        fn every_wrong_character_and_every_swap_is_caught(bytes: [u8; 8]) {
            let reference = Reference::from_random(bytes);
            let shown = reference.to_string().replace('-', "").into_bytes();
            let read = |typed: &[u8]| Reference::parse(std::str::from_utf8(typed).expect("ASCII"));
            prop_assert_eq!(read(&shown), Ok(reference));
            for place in 0..8 {
                for other in ALPHABET.iter().filter(|other| **other != shown[place]) {
                    let mut typed = shown.clone();
                    typed[place] = *other;
                    prop_assert_eq!(read(&typed), Err(ParseError::Check));
                }
            }
            for place in 0..7 {
                let mut typed = shown.clone();
                typed.swap(place, place + 1);
                if typed != shown {
                    prop_assert_eq!(read(&typed), Err(ParseError::Check));
                }
            }
        }
    }
}

//! Keyed blind indexes (HMAC-SHA-256): equal values can be found, and nobody without the key can try values out.

use hmac::{Hmac, KeyInit, Mac};
use secrecy::ExposeSecret;
use sha2::Sha256;
use unicode_normalization::{UnicodeNormalization, char::is_combining_mark};

use super::Keyring;

/// What an index is over; the same value has different indexes in different ones.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Index {
    /// NHS number of a patient.
    NhsNumber,
    /// E-mail address of somebody who saves a draft.
    Email,
    /// E-mail address that a member of staff signs in with.
    Account,
    /// A word of a name.
    Name,
    /// The last word of a patient's name.
    Surname,
    /// The first word of a patient's name.
    FirstName,
    /// Date of birth of a patient.
    DateOfBirth,
    /// Postcode of a patient.
    Postcode,
    /// A secret token: session keys, links, recovery codes.
    Token,
    /// Who is counted by a rate limit.
    Throttle,
}

impl Index {
    fn label(self) -> &'static str {
        match self {
            Self::NhsNumber => "nhs-number",
            Self::Email => "email",
            Self::Account => "account",
            Self::Name => "name",
            Self::Surname => "surname",
            Self::FirstName => "first-name",
            Self::DateOfBirth => "date-of-birth",
            Self::Postcode => "postcode",
            Self::Token => "token",
            Self::Throttle => "throttle",
        }
    }
}

impl Keyring {
    /// The index of a value, taken byte for byte: callers pass it in its canonical form.
    pub fn index(&self, index: Index, value: &[u8]) -> [u8; 32] {
        self.mac(index.label(), value)
    }

    /// HMAC-SHA-256 of a value for a purpose. Values of different purposes never collide.
    pub fn mac(&self, purpose: &str, value: &[u8]) -> [u8; 32] {
        let mut mac = Hmac::<Sha256>::new_from_slice(self.index.expose_secret())
            .expect("HMAC takes a key of any length");
        mac.update(purpose.as_bytes());
        mac.update(&[0]);
        mac.update(value);
        mac.finalize().into_bytes().into()
    }

    /// The index of an e-mail address; letter case and Unicode form do not matter.
    pub fn email_index(&self, index: Index, address: &str) -> [u8; 32] {
        let canonical: String = address.trim().nfkc().flat_map(char::to_lowercase).collect();
        self.index(index, canonical.as_bytes())
    }

    /// The indexes of the words of a name, sorted, each once. `José O'Brien-Smith` has those of `jose`, `obrien` and `smith`.
    pub fn name_indexes(&self, name: &str) -> Vec<Vec<u8>> {
        let mut indexes: Vec<_> = name_words(name)
            .iter()
            .map(|word| self.index(Index::Name, word.as_bytes()).to_vec())
            .collect();
        indexes.sort_unstable();
        indexes.dedup();
        indexes
    }

    /// The indexes of the first and the last word of a name; no first one where there is a single word.
    pub fn first_and_last(&self, name: &str) -> (Option<Vec<u8>>, Option<Vec<u8>>) {
        let words = name_words(name);
        let index = |index, word: &String| self.index(index, word.as_bytes()).to_vec();
        let first = words.first().filter(|_| words.len() > 1);
        let first = first.map(|word| index(Index::FirstName, word));
        (first, words.last().map(|word| index(Index::Surname, word)))
    }

    /// What is stored of a secret token. Tokens are long and random, so that no slow hash is needed.
    pub fn token_hash(&self, token: &str) -> [u8; 32] {
        self.index(Index::Token, token.as_bytes())
    }
}

/// Words of a name without accents, case and apostrophes; other punctuation parts words.
fn name_words(name: &str) -> Vec<String> {
    let plain: String = name
        .nfkd()
        .filter(|c| !is_combining_mark(*c) && !matches!(c, '\'' | '’' | '‘' | 'ʼ' | '.'))
        .flat_map(char::to_lowercase)
        .map(fold)
        .collect();
    plain
        .split(|c: char| !c.is_alphanumeric())
        .filter(|word| !word.is_empty())
        .map(str::to_owned)
        .collect()
}

/// Letters whose stroke or ligature Unicode does not take apart.
fn fold(c: char) -> char {
    match c {
        'ø' => 'o',
        'ł' => 'l',
        'đ' | 'ð' => 'd',
        'ı' => 'i',
        other => other,
    }
}

#[cfg(test)]
mod tests {
    use super::name_words;

    #[test]
    fn a_name_is_found_however_it_is_written() {
        assert_eq!(
            name_words("José O’Brien-Smith"),
            ["jose", "obrien", "smith"]
        );
        assert_eq!(
            name_words("JOSE O'Brien Smith"),
            name_words("José O’Brien-Smith")
        );
        assert_eq!(name_words("Søren  Łukasz"), ["soren", "lukasz"]);
        assert_eq!(name_words("Jose\u{301}"), name_words("José"));
        assert!(name_words(" - ").is_empty());
    }
}

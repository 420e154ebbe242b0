//! Finding cases, open or ended, by what identifies them. Of people only blind indexes are searched.

use domain::people::{NhsNumber, OdsCode, Reference, TestRange};
use sqlx::{Postgres, QueryBuilder};

use crate::security::keyring::{Index, Keyring};

/// What is searched for. It holds no text that a person wrote about a patient.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Search {
    /// A reference.
    Reference(Reference),
    /// The index of an NHS number.
    Number([u8; 32]),
    /// A practice that referred.
    Practice(OdsCode),
    /// Words that all stand in the name of the person, or all in that of the practice.
    Words {
        /// The index of each word.
        person: Vec<Vec<u8>>,
        /// A pattern for each word.
        practice: Vec<String>,
    },
    /// Nothing that could be found.
    Nothing,
}

impl Search {
    /// By what the text looks like. Accents, case and apostrophes of names do not matter.
    pub fn of(keyring: &Keyring, text: &str) -> Self {
        if let Ok(reference) = Reference::parse(text) {
            return Self::Reference(reference);
        }
        // Reserved numbers too: nothing is stored under them unless it was accepted.
        if let Ok(number) = NhsNumber::parse(text, TestRange::Accepted) {
            return Self::Number(keyring.index(Index::NhsNumber, number.digits().as_bytes()));
        }
        if let Ok(code) = OdsCode::parse(text) {
            return Self::Practice(code);
        }
        let person = keyring.name_indexes(text);
        if person.is_empty() {
            return Self::Nothing;
        }
        let practice = patterns(text);
        Self::Words { person, practice }
    }

    /// Writes the condition on a referral `r`, after an `AND`.
    pub(super) fn push(&self, sql: &mut QueryBuilder<Postgres>) {
        match self {
            Self::Reference(reference) => {
                sql.push(" AND r.reference = ")
                    .push_bind(reference.to_string());
            }
            Self::Number(index) => {
                sql.push(" AND r.patient_id IN (SELECT id FROM patients WHERE nhs_number_bidx = ")
                    .push_bind(index.to_vec())
                    .push(")");
            }
            Self::Practice(code) => {
                sql.push(" AND r.practice_id = (SELECT id FROM practices WHERE ods_code = ")
                    .push_bind(code.as_str().to_owned())
                    .push(")");
            }
            Self::Words { person, practice } => {
                sql.push(
                    " AND r.id IN (SELECT c.id FROM patients p JOIN referrals c ON c.patient_id = p.id
                      WHERE p.name_tokens @> ",
                )
                .push_bind(person.clone())
                .push(
                    " UNION ALL SELECT c.id FROM practices o JOIN referrals c ON c.practice_id = o.id
                      WHERE translate(o.name, '''’', '') ~* ALL (",
                )
                .push_bind(practice.clone())
                .push("))");
            }
            Self::Nothing => {
                sql.push(" AND FALSE");
            }
        }
    }
}

/// A pattern for each whole word of a practice's name.
fn patterns(text: &str) -> Vec<String> {
    let plain = text.replace(['\'', '’'], "");
    plain
        .split(|c: char| !c.is_alphanumeric())
        .filter(|word| !word.is_empty())
        .map(|word| format!("\\m{word}\\M"))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_searched_for_follows_from_how_it_looks() {
        let keyring = Keyring::ephemeral();
        let of = |text| Search::of(&keyring, text);
        assert!(matches!(of("999 100 0011"), Search::Number(_)));
        assert!(matches!(of("a12345"), Search::Practice(_)));
        assert_eq!(of(" – "), Search::Nothing);
        let Search::Words { person, practice } = of("St John’s (.*) Surgery") else {
            panic!("words");
        };
        assert_eq!(person.len(), 3);
        assert_eq!(practice, [r"\mSt\M", r"\mJohns\M", r"\mSurgery\M"]);
    }
}

//! Who reads, and words in the register of each reader.

use serde::{Deserialize, Serialize};

/// Who fills in a questionnaire and reads its result.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Audience {
    /// The person concerned, or somebody for them: plain English.
    Patient,
    /// A general practitioner or another referrer: clinical terms.
    Gp,
}

impl Audience {
    /// Both audiences, in the order in which wording is written.
    pub const ALL: [Self; 2] = [Self::Patient, Self::Gp];

    /// `patient` or `gp`, as in stored values and in the definition of a pathway.
    pub fn code(self) -> &'static str {
        match self {
            Self::Patient => "patient",
            Self::Gp => "gp",
        }
    }

    /// The audience that a code stands for.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL
            .into_iter()
            .find(|audience| audience.code() == code)
    }
}

/// Words in two registers. Where one is not written, the other is read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Text {
    patient: Option<String>,
    gp: Option<String>,
}

impl Text {
    /// Words in one or both registers, or nothing if both are missing.
    pub fn new(patient: Option<String>, gp: Option<String>) -> Option<Self> {
        (patient.is_some() || gp.is_some()).then_some(Self { patient, gp })
    }

    /// The same words for everybody.
    pub fn plain(words: impl Into<String>) -> Self {
        Self {
            patient: Some(words.into()),
            gp: None,
        }
    }

    /// The words for an audience.
    pub fn get(&self, audience: Audience) -> &str {
        let (first, second) = match audience {
            Audience::Patient => (&self.patient, &self.gp),
            Audience::Gp => (&self.gp, &self.patient),
        };
        first.as_deref().or(second.as_deref()).unwrap_or_default()
    }

    /// Both, one after the other, in each register.
    pub(crate) fn joined(&self, between: &str, other: &Self) -> Self {
        let [patient, gp] = Audience::ALL.map(|audience| {
            Some(format!(
                "{}{between}{}",
                self.get(audience),
                other.get(audience)
            ))
        });
        Self { patient, gp }
    }

    /// Whether words were written for this very audience.
    pub fn has_own(&self, audience: Audience) -> bool {
        match audience {
            Audience::Patient => self.patient.is_some(),
            Audience::Gp => self.gp.is_some(),
        }
    }
}

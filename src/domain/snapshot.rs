//! Questions and answers in the words that a person saw, kept with what was sent.

use serde::{Deserialize, Serialize};

use crate::Audience;
use crate::answers::{AnswerLine, Answers};
use crate::pathway::{Pathway, Source};

/// Every asked question with its answer, in words.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Snapshot {
    /// Id of the pathway.
    pub pathway: String,
    /// Its version.
    pub version: String,
    /// SHA-256 of its definition, in hexadecimal digits.
    pub hash: String,
    /// Whose words these are.
    pub audience: Audience,
    /// The parts of the questionnaire in which something was asked.
    pub sections: Vec<SnapshotSection>,
}

/// A part of a questionnaire.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SnapshotSection {
    /// Stable name.
    pub id: String,
    /// What stood above it.
    pub title: String,
    /// Its questions.
    pub questions: Vec<SnapshotQuestion>,
}

/// A question as it was asked and answered.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SnapshotQuestion {
    /// Stable name.
    pub id: String,
    /// The words asked.
    pub title: String,
    /// Provenance.
    pub source: Source,
    /// Holds a name, a date of birth or free text.
    pub private: bool,
    /// The answer; empty if there is none.
    pub answer: Vec<AnswerLine>,
}

impl Snapshot {
    /// Every question that this audience is asked, with its answer.
    pub fn new(pathway: &Pathway, answers: &Answers, audience: Audience) -> Self {
        let _ = (pathway, answers, audience);
        todo!()
    }
}

//! Questions and answers in the words that a person saw, kept with what was sent.

use serde::{Deserialize, Serialize};

use crate::Audience;
use crate::answers::{AnswerLine, Answers};
use crate::journey::Journey;
use crate::pathway::{Pathway, Question, Source};

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
        let journey = Journey::new(pathway, answers, audience);
        let mut sections = Vec::<SnapshotSection>::new();
        for question in journey.asked() {
            let section = pathway.section_of(question);
            let asked = snapshot_question(&journey, question, audience);
            match sections.iter_mut().find(|known| known.id == section.id) {
                Some(known) => known.questions.push(asked),
                None => sections.push(SnapshotSection {
                    id: section.id.clone(),
                    title: section.title.get(audience).to_owned(),
                    questions: vec![asked],
                }),
            }
        }
        Self {
            pathway: pathway.id().to_owned(),
            version: pathway.version().to_owned(),
            hash: pathway.hash().to_owned(),
            audience,
            sections,
        }
    }
}

fn snapshot_question(
    journey: &Journey<'_>,
    question: &Question,
    audience: Audience,
) -> SnapshotQuestion {
    let answer = journey.answers().get(question);
    SnapshotQuestion {
        id: question.id.clone(),
        title: question.title.get(audience).to_owned(),
        source: question.source,
        private: question.private,
        answer: answer
            .map(|answer| answer.words(question, audience))
            .unwrap_or_default(),
    }
}

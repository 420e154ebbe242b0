//! A decision in the words of its reader: what pages, letters, exports and stored cases show.

mod convert;
mod words;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use crate::Audience;
use crate::answers::Answers;
use crate::outcome::Decision;
use crate::pathway::{Level, OutcomeKind, Pathway, Verdict};

/// A decision in words. Owned by default; borrows from the pathway where `S` does.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Explanation<S = String> {
    /// Id of the pathway.
    pub pathway: S,
    /// Version of questions and rules.
    pub version: S,
    /// Whose words these are.
    pub audience: Audience,
    /// The day of the assessment.
    pub on: NaiveDate,
    /// The outcome.
    pub outcome: OutcomeWords<S>,
    /// Every sign; empty where none is worked out.
    pub signs: Vec<SignWords<S>>,
    /// The flags, sorted by id.
    pub flags: Vec<FlagWords<S>>,
    /// What a stay may include.
    pub stay: Vec<StayWords<S>>,
    /// What happens next, step by step.
    pub next: Vec<S>,
    /// What the service is and is not.
    pub notice: S,
}

/// An outcome in words.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct OutcomeWords<S = String> {
    /// Stable name.
    pub id: S,
    /// What sort it is.
    pub kind: OutcomeKind,
    /// Whether the dashboard shows it as flagged.
    pub flagged: bool,
    /// Heading.
    pub title: S,
    /// The words, placeholders filled in.
    pub text: S,
}

/// A sign in words.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SignWords<S = String> {
    /// Stable name.
    pub id: S,
    /// A few words for lists.
    pub label: S,
    /// The published sentence, word for word.
    pub sentence: S,
    /// The result.
    pub result: Verdict,
    /// Ids of the branches of the rule that were taken, joined by `/`.
    pub branch: S,
    /// The rule that decided, in plain words.
    pub because: S,
    /// What would change the result, unless it is met.
    pub change: Option<S>,
    /// Exactly the answers that decided.
    pub answers: Vec<AnswerWords<S>>,
}

/// An answer that decided, in words.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct AnswerWords<S = String> {
    /// Id of the question.
    pub id: S,
    /// The question; of a grid or table, the row and column.
    pub question: S,
    /// The chosen words, or that there is no answer.
    pub answer: S,
}

/// A flag in words.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct FlagWords<S = String> {
    /// Stable name.
    pub id: S,
    /// How pressing it is.
    pub level: Level,
    /// A few words.
    pub title: S,
    /// The words shown.
    pub text: S,
    /// Ids of the danger lists that stand with it.
    pub lists: Vec<S>,
}

/// Something that a stay may include, in words.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct StayWords<S = String> {
    /// The need.
    pub need: S,
    /// What may be offered.
    pub offer: S,
}

impl Explanation {
    /// The decision in words, to be kept.
    pub fn new(
        pathway: &Pathway,
        answers: &Answers,
        decision: &Decision<'_>,
        audience: Audience,
        on: NaiveDate,
    ) -> Self {
        Explanation::borrowed(pathway, answers, decision, audience, on).into_owned()
    }
}

impl<S> Explanation<S> {
    /// How many signs are met.
    pub fn met(&self) -> usize {
        self.count(Verdict::Met)
    }

    /// How many signs are unclear.
    pub fn unclear(&self) -> usize {
        self.count(Verdict::Unclear)
    }

    fn count(&self, verdict: Verdict) -> usize {
        self.signs
            .iter()
            .filter(|sign| sign.result == verdict)
            .count()
    }
}

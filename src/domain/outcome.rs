//! The decision that follows from the answers, with what decided it.

use chrono::NaiveDate;

use crate::Audience;
use crate::answers::Answers;
use crate::pathway::{Flag, Leaf, Outcome, Pathway, Prompt, Question, QuestionIx, Sign, StayItem};

/// What follows from a set of answers.
#[derive(Clone, Debug)]
pub struct Decision<'p> {
    /// The outcome.
    pub outcome: &'p Outcome,
    /// Every sign in order; nothing where no sign is worked out (stops, outside the service).
    pub signs: Option<Vec<SignResult<'p>>>,
    /// The flags given, sorted by id.
    pub flags: Vec<&'p Flag>,
}

impl Decision<'_> {
    /// How many signs are met, if they were worked out.
    pub fn met(&self) -> Option<usize> {
        todo!()
    }

    /// How many signs are unclear, if they were worked out.
    pub fn unclear(&self) -> Option<usize> {
        todo!()
    }

    /// Whether the case can be sent as it is: neither the outcome nor a flag forbids it.
    pub fn can_send(&self) -> bool {
        todo!()
    }
}

/// The result of one sign.
#[derive(Clone, Debug)]
pub struct SignResult<'p> {
    /// The sign.
    pub sign: &'p Sign,
    /// The end of the path taken: result, words, branch.
    pub leaf: &'p Leaf,
    /// Exactly the answers that decided, in the order of the questions.
    pub evidence: Vec<Evidence>,
}

/// An answer, or one cell of it, that decided.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Evidence {
    /// The question.
    pub question: QuestionIx,
    /// The row and column of a grid or table.
    pub cell: Option<(u8, u8)>,
}

/// Decides. Answers that are not asked are left out first. `on` is the day of the assessment.
pub fn decide<'p>(pathway: &'p Pathway, answers: &Answers, on: NaiveDate) -> Decision<'p> {
    let _ = (pathway, answers, on);
    todo!()
}

/// The stop that the answers give, if any.
pub fn stop<'p>(pathway: &'p Pathway, answers: &Answers, on: NaiveDate) -> Option<&'p Outcome> {
    let _ = (pathway, answers, on);
    todo!()
}

/// The questions without whose answer nothing can be decided, and that have none.
pub fn missing<'p>(pathway: &'p Pathway, answers: &Answers, on: NaiveDate) -> Vec<&'p Question> {
    let _ = (pathway, answers, on);
    todo!()
}

/// What a stay may include for the needs told.
pub fn stay<'p>(pathway: &'p Pathway, answers: &Answers, on: NaiveDate) -> Vec<&'p StayItem> {
    let _ = (pathway, answers, on);
    todo!()
}

/// Advice for the audience that follows from the answers and never changes a result.
pub fn prompts<'p>(
    pathway: &'p Pathway,
    answers: &Answers,
    audience: Audience,
    on: NaiveDate,
) -> Vec<&'p Prompt> {
    let _ = (pathway, answers, audience, on);
    todo!()
}

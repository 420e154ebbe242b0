//! Conditions on answers, as data.

use crate::pathway::{OptionSet, QuestionIx};

/// Something that is true or false of a set of answers.
///
/// An unanswered question makes a test false, unless the test says `or_absent`.
#[derive(Clone, Debug, PartialEq)]
#[expect(
    missing_docs,
    reason = "the line above each variant tells what its fields are"
)]
pub enum Condition {
    /// At least one holds.
    Any(Vec<Condition>),
    /// Every one holds.
    All(Vec<Condition>),
    /// It does not hold.
    Not(Box<Condition>),
    /// The chosen option is one of these; of a multi-choice, at least one chosen option is.
    In {
        question: QuestionIx,
        options: OptionSet,
        or_absent: bool,
    },
    /// Exactly these options are chosen.
    Only {
        question: QuestionIx,
        options: OptionSet,
    },
    /// So many real options are chosen (neither "none" nor "not sure"), and there is an answer.
    Count { question: QuestionIx, count: Range },
    /// There is an answer.
    Answered { question: QuestionIx },
    /// Of these rows, at least one passes every test.
    AnyRow {
        question: QuestionIx,
        rows: Rows,
        tests: Vec<CellTest>,
    },
    /// Of these rows, every one that passes `among` passes `tests` too, and there is one.
    EveryRow {
        question: QuestionIx,
        rows: Rows,
        among: Vec<CellTest>,
        tests: Vec<CellTest>,
    },
    /// The sum of these numbers, all answered, is in the range.
    Sum {
        questions: Vec<QuestionIx>,
        range: Range,
    },
    /// The birthday of so many years has not come yet, on the day of the assessment.
    UnderAge { question: QuestionIx, years: u16 },
    /// From the first date to the second are fewer than so many weeks.
    WeeksUnder {
        from: QuestionIx,
        to: QuestionIx,
        weeks: u16,
    },
    /// So many signs are met.
    SignsMet(Range),
    /// So many signs are unclear.
    SignsUnclear(Range),
}

/// A test of one cell of a row.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct CellTest {
    /// Index of the column (0 in a grid).
    pub column: usize,
    /// One of these is chosen.
    pub options: OptionSet,
    /// An empty cell passes too.
    pub or_absent: bool,
}

/// A set of rows of one question, by their positions (at most 64).
pub type Rows = OptionSet;

/// A range of whole numbers, both ends included.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Range {
    /// Lowest value in it.
    pub at_least: i32,
    /// Highest value in it.
    pub at_most: i32,
}

impl Range {
    /// Whether a value is in it.
    pub fn has(self, value: i32) -> bool {
        (self.at_least..=self.at_most).contains(&value)
    }
}

impl Condition {
    /// The rows of a grid or table on which it rests, where it rests on nothing else.
    pub fn rows_of(&self) -> Option<(QuestionIx, Rows)> {
        match self {
            Self::AnyRow { question, rows, .. } | Self::EveryRow { question, rows, .. } => {
                Some((*question, *rows))
            }
            _ => None,
        }
    }

    /// Calls back with every question that it looks at.
    pub(crate) fn each_question(&self, found: &mut impl FnMut(QuestionIx)) {
        match self {
            Self::Any(members) | Self::All(members) => {
                for member in members {
                    member.each_question(found);
                }
            }
            Self::Not(inner) => inner.each_question(found),
            Self::In { question, .. }
            | Self::Only { question, .. }
            | Self::Count { question, .. }
            | Self::Answered { question }
            | Self::AnyRow { question, .. }
            | Self::EveryRow { question, .. }
            | Self::UnderAge { question, .. } => found(*question),
            Self::Sum { questions, .. } => questions.iter().copied().for_each(found),
            Self::WeeksUnder { from, to, .. } => [*from, *to].into_iter().for_each(found),
            Self::SignsMet(_) | Self::SignsUnclear(_) => {}
        }
    }
}

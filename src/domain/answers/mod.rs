//! What somebody answered.

mod error;

use chrono::NaiveDate;
use serde_json::Value;

use crate::Audience;
use crate::pathway::{OptionSet, Pathway, Question};

pub use error::{FieldError, FieldErrorKind};

/// One answer. Options, rows and columns are positions in the question.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Answer {
    /// The page was seen and left blank.
    Blank,
    /// One option.
    Choice(usize),
    /// At least one option.
    Choices(OptionSet),
    /// The options of a grid (one column) or table.
    Cells(Cells),
    /// A day.
    Date(NaiveDate),
    /// A month, as its first day.
    Month(NaiveDate),
    /// A number.
    Number(i32),
    /// Words, trimmed, in Unicode normal form C, with `\n` between lines.
    Text(String),
    /// Confirmed.
    Confirmed,
}

/// The chosen options of a grid or table, row by row.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Cells {
    columns: usize,
    options: Vec<Option<u8>>,
}

impl Cells {
    /// The option chosen in a cell.
    pub fn get(&self, row: usize, column: usize) -> Option<usize> {
        self.options
            .get(row * self.columns + column)
            .copied()
            .flatten()
            .map(usize::from)
    }
}

/// A line of an answer in words: what it is about (in a grid or table), and what was chosen.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct AnswerLine {
    /// The row, and the column if there are several.
    pub label: Option<String>,
    /// The chosen words.
    pub words: String,
}

impl Answer {
    /// Reads what a form sent for one question. Controls of other names are ignored.
    ///
    /// # Errors
    /// Every fault, with the control that it belongs to.
    pub fn from_form(
        question: &Question,
        pairs: &[(String, String)],
        on: NaiveDate,
    ) -> Result<Self, Vec<FieldError>> {
        let _ = (question, pairs, on);
        todo!()
    }

    /// The controls and values that a form would send for this answer.
    pub fn to_form(&self, question: &Question) -> Vec<(String, String)> {
        let _ = question;
        todo!()
    }

    /// The answer in words. One line, but a grid or table has one for each answered cell.
    pub fn words(&self, question: &Question, audience: Audience) -> Vec<AnswerLine> {
        let _ = (question, audience);
        todo!()
    }
}

/// The answers of one person to one pathway.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Answers(Vec<Option<Answer>>);

impl Answers {
    /// No answer yet.
    pub fn new() -> Self {
        Self::default()
    }

    /// Reads plain JSON: question id → option code, list of codes, object of rows, `YYYY-MM-DD`,
    /// number, text, `true`; `null` for a page left blank.
    ///
    /// # Errors
    /// Every fault found.
    pub fn from_json(
        pathway: &Pathway,
        json: &Value,
        on: NaiveDate,
    ) -> Result<Self, Vec<FieldError>> {
        let _ = (pathway, json, on);
        todo!()
    }

    /// Reads stored answers, leaving out what the pathway does not know any more.
    pub fn restore(pathway: &Pathway, json: &Value, on: NaiveDate) -> Self {
        let _ = (pathway, json, on);
        todo!()
    }

    /// The same JSON that `from_json` reads.
    pub fn to_json(&self, pathway: &Pathway) -> Value {
        let _ = pathway;
        todo!()
    }

    /// The answer to a question; nothing if its page was not reached.
    pub fn get(&self, question: &Question) -> Option<&Answer> {
        self.0.get(question.ix.get())?.as_ref()
    }

    /// Stores the answer to a question.
    pub fn set(&mut self, question: &Question, answer: Answer) {
        let place = question.ix.get();
        if self.0.len() <= place {
            self.0.resize(place + 1, None);
        }
        self.0[place] = Some(answer);
    }

    /// Takes back the answer to a question.
    pub fn remove(&mut self, question: &Question) {
        if let Some(place) = self.0.get_mut(question.ix.get()) {
            *place = None;
        }
    }

    /// Whether nothing was answered.
    pub fn is_empty(&self) -> bool {
        self.0.iter().all(Option::is_none)
    }

    /// Coded answers, and apart from them names, dates of birth and free text; both as JSON.
    pub fn split_private(&self, pathway: &Pathway) -> (Value, Value) {
        let _ = pathway;
        todo!()
    }

    /// Puts together what `split_private` took apart, like `restore`.
    pub fn join_private(pathway: &Pathway, coded: &Value, private: &Value, on: NaiveDate) -> Self {
        let _ = (pathway, coded, private, on);
        todo!()
    }
}

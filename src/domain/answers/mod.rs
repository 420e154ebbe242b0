//! What somebody answered.

mod cells;
mod check;
mod error;
mod form;
mod json;
mod tree;
pub(crate) mod words;

use chrono::NaiveDate;
use serde::Deserialize;
use serde_json::{Map, Value};

use crate::pathway::{OptionSet, Pathway, Question, Role};
use tree::Tree;

pub use cells::Cells;
pub use error::{FieldError, FieldErrorKind};
pub use json::iso_date;

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

/// A line of an answer in words: what it is about (in a grid or table), and what was chosen.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct AnswerLine {
    /// The row, and the column if there are several.
    pub label: Option<String>,
    /// The chosen words.
    pub words: String,
}

/// JSON that was read, but not yet understood. It borrows its strings where it can.
#[derive(Clone, Debug, Deserialize)]
#[serde(transparent)]
pub struct Unread<'a>(#[serde(borrow)] Tree<'a>);

impl Unread<'_> {
    /// The text, if it is one.
    pub fn as_str(&self) -> Option<&str> {
        self.0.as_str()
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
        // Every JSON value is a tree.
        let tree = Tree::deserialize(json).unwrap_or(Tree::Null);
        found(json::answers(pathway, &tree, on))
    }

    /// Like `from_json`, from JSON that was read before it was known for which pathway.
    ///
    /// # Errors
    /// Every fault found.
    pub fn from_unread(
        pathway: &Pathway,
        unread: &Unread<'_>,
        on: NaiveDate,
    ) -> Result<Self, Vec<FieldError>> {
        found(json::answers(pathway, &unread.0, on))
    }

    /// Reads stored answers, leaving out what the pathway does not know any more.
    pub fn restore(pathway: &Pathway, json: &Value, on: NaiveDate) -> Self {
        let tree = Tree::deserialize(json).unwrap_or(Tree::Null);
        json::answers(pathway, &tree, on).0
    }

    /// The same JSON that `from_json` reads.
    pub fn to_json(&self, pathway: &Pathway) -> Value {
        Value::Object(
            self.entries(pathway)
                .map(|(id, _, value)| (id, value))
                .collect(),
        )
    }

    /// Id, question and JSON of each answer.
    fn entries<'a>(
        &'a self,
        pathway: &'a Pathway,
    ) -> impl Iterator<Item = (String, &'a Question, Value)> {
        self.given(pathway).map(|(question, answer)| {
            (question.id.clone(), question, json::value(question, answer))
        })
    }

    /// Every answer with its question, in order.
    pub fn given<'a>(
        &'a self,
        pathway: &'a Pathway,
    ) -> impl Iterator<Item = (&'a Question, &'a Answer)> {
        let answers = pathway.questions().iter().zip(&self.0);
        answers.filter_map(|(question, answer)| Some((question, answer.as_ref()?)))
    }

    /// The answer to a question; nothing if its page was not reached.
    pub fn get(&self, question: &Question) -> Option<&Answer> {
        self.0.get(question.ix.get())?.as_ref()
    }

    /// The answer at a place.
    pub(crate) fn at(&self, place: usize) -> Option<&Answer> {
        self.0.get(place)?.as_ref()
    }

    /// The place of an answer, to change it.
    pub(crate) fn slot(&mut self, place: usize) -> Option<&mut Option<Answer>> {
        self.0.get_mut(place)
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

    /// The date of birth, where the pathway asks for it and it was answered.
    pub fn date_of_birth(&self, pathway: &Pathway) -> Option<NaiveDate> {
        let mut questions = pathway.questions().iter();
        let question = questions.find(|question| question.role == Some(Role::DateOfBirth))?;
        match self.get(question)? {
            Answer::Date(date) => Some(*date),
            _ => None,
        }
    }

    /// The code of who is expected to pay, where the pathway asks for it and it was answered.
    pub fn payer<'p>(&self, pathway: &'p Pathway) -> Option<&'p str> {
        let mut questions = pathway.questions().iter();
        let question = questions.find(|question| question.role == Some(Role::Payer))?;
        match self.get(question)? {
            Answer::Choice(option) => Some(question.options().get(*option)?.code.as_str()),
            _ => None,
        }
    }

    /// Whether nothing was answered.
    pub fn is_empty(&self) -> bool {
        self.0.iter().all(Option::is_none)
    }

    /// Coded answers, and apart from them names, dates of birth and free text; both as JSON.
    pub fn split_private(&self, pathway: &Pathway) -> (Value, Value) {
        let (mut coded, mut private) = (Map::new(), Map::new());
        for (id, question, value) in self.entries(pathway) {
            let part = if question.private {
                &mut private
            } else {
                &mut coded
            };
            part.insert(id, value);
        }
        (Value::Object(coded), Value::Object(private))
    }

    /// Puts together what `split_private` took apart, like `restore`; the coded part as it is stored, as text.
    pub fn join_private(pathway: &Pathway, coded: &str, private: &Value, on: NaiveDate) -> Self {
        let coded = serde_json::from_str(coded).unwrap_or(Tree::Null);
        let private = Tree::deserialize(private).unwrap_or(Tree::Null);
        let mut all = json::answers(pathway, &coded, on).0;
        let apart = json::answers(pathway, &private, on).0;
        for (question, answer) in apart.given(pathway) {
            all.set(question, answer.clone());
        }
        all
    }
}

fn found((answers, errors): (Answers, Vec<FieldError>)) -> Result<Answers, Vec<FieldError>> {
    if errors.is_empty() {
        Ok(answers)
    } else {
        Err(errors)
    }
}

//! What a pathway is: the questions, signs, rules, outcomes and wording of one condition.

mod condition;
mod fault;
mod option;
mod parse;
mod question;
mod registry;
mod sign;
mod words;

use std::collections::HashMap;

use chrono::NaiveDate;

pub use condition::{CellTest, Condition, Range, Rows};
pub use fault::{Fault, Faults};
pub use option::{Choice, Column, ColumnIf, OptionSet, Row};
pub use question::{
    DateRules, Kind, Need, NumberLabel, Question, QuestionIx, Role, Section, Source, Stage,
};
pub use registry::{LoadError, Pathways};
pub use sign::{Branch, Leaf, Sign, Then, Verdict};
pub use words::{
    Code, CodeSystem, Flag, Level, Outcome, OutcomeKind, Prompt, SafetyList, Send, StayItem, Texts,
};

/// One condition's questionnaire, rules and wording, complete and checked.
#[derive(Clone, Debug)]
pub struct Pathway {
    pub(crate) id: String,
    pub(crate) version: String,
    pub(crate) date: NaiveDate,
    pub(crate) hash: String,
    pub(crate) source: String,
    pub(crate) name: crate::Text,
    pub(crate) sections: Vec<Section>,
    pub(crate) questions: Vec<Question>,
    pub(crate) signs: Vec<Sign>,
    pub(crate) outcomes: Vec<Outcome>,
    pub(crate) flags: Vec<Flag>,
    pub(crate) texts: Texts,
    pub(crate) by_id: HashMap<String, QuestionIx>,
}

impl Pathway {
    /// Reads and completely checks a definition.
    ///
    /// # Errors
    /// Every fault found, each with file, line and column.
    pub fn parse(file_name: &str, toml: &str) -> Result<Self, Faults> {
        parse::pathway(file_name, toml)
    }

    /// The stable name of the pathway, for example `cervical-dystonia`.
    pub fn id(&self) -> &str {
        &self.id
    }

    /// The version that its authors gave to questions, rules and wording.
    pub fn version(&self) -> &str {
        &self.version
    }

    /// The day of that version.
    pub fn date(&self) -> NaiveDate {
        self.date
    }

    /// SHA-256 of the definition's text, as 64 hexadecimal digits.
    pub fn hash(&self) -> &str {
        &self.hash
    }

    /// The definition's text, as it was read.
    pub fn source(&self) -> &str {
        &self.source
    }

    /// The condition's name.
    pub fn name(&self) -> &crate::Text {
        &self.name
    }

    /// The parts of the questionnaire, in order.
    pub fn sections(&self) -> &[Section] {
        &self.sections
    }

    /// All questions, in order, for every audience and stage.
    pub fn questions(&self) -> &[Question] {
        &self.questions
    }

    /// The question with this id.
    pub fn question(&self, id: &str) -> Option<&Question> {
        self.by_id.get(id).map(|ix| &self.questions[ix.get()])
    }

    /// The question at a position, which came from this pathway.
    pub fn at(&self, ix: QuestionIx) -> &Question {
        &self.questions[ix.get()]
    }

    /// The section of a question.
    pub fn section_of(&self, question: &Question) -> &Section {
        &self.sections[question.section]
    }

    /// The question about danger, asked before all others.
    pub fn safety_question(&self) -> &Question {
        self.questions
            .iter()
            .find(|question| question.safety)
            .unwrap_or(&self.questions[0])
    }

    /// The question by which a stop given by `question` can be lifted, for example
    /// "I have had medical help for this".
    pub fn resolution_of(&self, question: &Question) -> Option<&Question> {
        self.questions
            .iter()
            .find(|other| other.resolves == Some(question.ix))
    }

    /// The published signs, in order.
    pub fn signs(&self) -> &[Sign] {
        &self.signs
    }

    /// The possible outcomes, in the order in which they are tried.
    pub fn outcomes(&self) -> &[Outcome] {
        &self.outcomes
    }

    /// The outcome with this id.
    pub fn outcome(&self, id: &str) -> Option<&Outcome> {
        self.outcomes.iter().find(|outcome| outcome.id == id)
    }

    /// The flags, in alphabetical order of their ids.
    pub fn flags(&self) -> &[Flag] {
        &self.flags
    }

    /// The flag with this id.
    pub fn flag(&self, id: &str) -> Option<&Flag> {
        self.flags.iter().find(|flag| flag.id == id)
    }

    /// Wording that belongs to no question, sign, outcome or flag.
    pub fn texts(&self) -> &Texts {
        &self.texts
    }

    /// A list of danger signs by id.
    pub fn safety_list(&self, id: &str) -> Option<&SafetyList> {
        self.texts.safety.iter().find(|list| list.id == id)
    }
}

//! Questions, their kinds and their options.

use crate::pathway::{Choice, Column, Condition, Row};
use crate::{Audience, Text};

/// Where a question stands in its pathway.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct QuestionIx(pub(crate) u16);

impl QuestionIx {
    /// The position, from 0.
    pub fn get(self) -> usize {
        usize::from(self.0)
    }
}

/// A part of the questionnaire.
#[derive(Clone, Debug)]
pub struct Section {
    /// Stable name.
    pub id: String,
    /// What stands above its questions.
    pub title: Text,
}

/// Where a question, sign or rule comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Source {
    /// The hospital's own page.
    Page,
    /// A published standard or guideline.
    Standard,
    /// Our addition, to be signed off by the hospital.
    Ours,
}

/// How much an answer is needed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Need {
    /// Nothing goes on without it.
    Required,
    /// The page wants an answer ("not sure" is one); a missing one counts as not sure.
    Expected,
    /// The page may be left blank.
    Optional,
}

/// When in the journey a question is asked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stage {
    /// Before the result.
    Screen,
    /// After the result, on the way to sending it.
    Send,
}

/// What the service itself needs an answer for; written `role = "date_of_birth"` or
/// `role = "proxy_name"` in a definition, at most one question each.
#[derive(Clone, Copy, Debug, PartialEq, Eq, serde::Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Role {
    /// A date question: when the person concerned was born. Kept with their record.
    DateOfBirth,
    /// A text question asked only if somebody else answers for the person concerned: their name.
    ProxyName,
    /// A choice question: who is expected to pay, by the codes of [`Payer`](crate::referral::casework::Payer).
    Payer,
    /// A choices question: what the person needs to be reached and met, shown to staff as badges.
    AccessNeeds,
}

/// One thing that is asked.
#[derive(Clone, Debug)]
#[expect(
    clippy::struct_excessive_bools,
    reason = "independent marks of a definition"
)]
pub struct Question {
    /// Place in the pathway.
    pub ix: QuestionIx,
    /// Stable name: key of stored answers, name of form controls, FHIR `linkId`.
    pub id: String,
    /// Index into the pathway's sections.
    pub(crate) section: usize,
    /// What kind of answer it takes.
    pub kind: Kind,
    /// The words asked.
    pub title: Text,
    /// A few words for lists and summaries; the title where none is written.
    pub short: Text,
    /// Help beneath the title.
    pub hint: Option<Text>,
    /// Provenance.
    pub source: Source,
    /// Whether it may be left out.
    pub need: Need,
    /// When it is asked; always, if absent.
    pub ask_if: Option<Condition>,
    /// Whether patients are asked it.
    pub for_patient: bool,
    /// Whether GPs are asked it.
    pub for_gp: bool,
    /// Holds a name, a date of birth or free text: kept apart, encrypted.
    pub private: bool,
    /// Before or after the result.
    pub stage: Stage,
    /// What the service itself needs the answer for, if anything.
    pub role: Option<Role>,
    /// Asked before anything else, with nothing stored before its answer.
    pub safety: bool,
    /// The question whose stop this one lifts.
    pub resolves: Option<QuestionIx>,
    /// Ids of the danger lists that stand on its page.
    pub lists: Vec<String>,
    /// Stops and limits of the service look at it.
    pub(crate) decides: bool,
    /// What each cell of a grid or table is about, row by row.
    pub(crate) cell_labels: Vec<Text>,
}

impl Question {
    /// Whether this audience is asked it.
    pub fn is_for(&self, audience: Audience) -> bool {
        match audience {
            Audience::Patient => self.for_patient,
            Audience::Gp => self.for_gp,
        }
    }

    /// The options of a choice, choices or grid question; of a table, those of its first column.
    pub fn options(&self) -> &[Choice] {
        match &self.kind {
            Kind::Choice { options } | Kind::Choices { options } | Kind::Grid { options, .. } => {
                options
            }
            Kind::Table { columns, .. } => columns.first().map_or(&[], |column| &column.options),
            _ => &[],
        }
    }

    /// The options of a column; a grid has one column.
    pub fn column_options(&self, column: usize) -> &[Choice] {
        match &self.kind {
            Kind::Grid { options, .. } if column == 0 => options,
            Kind::Table { columns, .. } => columns.get(column).map_or(&[], |c| &c.options),
            _ => &[],
        }
    }

    /// What a cell of a grid or table is about: its row and, if there are several, its column.
    pub fn cell_label(&self, row: usize, column: usize, audience: Audience) -> &str {
        let label = self.cell_labels.get(row * self.columns() + column);
        label.map_or("", |label| label.get(audience))
    }

    /// How many columns its rows have: one in a grid, none where there are no rows.
    pub fn columns(&self) -> usize {
        match &self.kind {
            Kind::Grid { .. } => 1,
            Kind::Table { columns, .. } => columns.len(),
            _ => 0,
        }
    }

    /// The rows of a grid or table.
    pub fn rows(&self) -> &[Row] {
        match &self.kind {
            Kind::Grid { rows, .. } | Kind::Table { rows, .. } => rows,
            _ => &[],
        }
    }
}

impl Kind {
    /// What each cell is about, row by row.
    pub(crate) fn cell_labels(&self) -> Vec<Text> {
        match self {
            Self::Grid { rows, .. } => rows.iter().map(|row| row.text.clone()).collect(),
            Self::Table { rows, columns } => {
                let cells = rows
                    .iter()
                    .flat_map(|row| columns.iter().map(move |c| (row, c)));
                cells
                    .map(|(row, column)| row.text.joined(": ", &column.text))
                    .collect()
            }
            _ => Vec::new(),
        }
    }
}

/// What kind of answer a question takes, and its form controls.
#[derive(Clone, Debug)]
#[expect(
    missing_docs,
    reason = "the line above each variant tells what its fields are"
)]
pub enum Kind {
    /// One option. Control `id`.
    Choice { options: Vec<Choice> },
    /// Any number of options. Repeated control `id`.
    Choices { options: Vec<Choice> },
    /// One option for each row. Controls `id.row`.
    Grid {
        rows: Vec<Row>,
        options: Vec<Choice>,
    },
    /// One option for each row and column. Controls `id.row.column`.
    Table {
        rows: Vec<Row>,
        columns: Vec<Column>,
    },
    /// A day. Controls `id.day`, `id.month`, `id.year`; JSON `YYYY-MM-DD`.
    Date { rules: DateRules },
    /// A month of a year, not in the future. Controls `id.month`, `id.year`; JSON `YYYY-MM`.
    Month,
    /// A whole number. Control `id`; JSON number.
    Number {
        min: i32,
        max: i32,
        labels: Vec<NumberLabel>,
    },
    /// Words. Control `id`. At most `max` characters, `lines` lines shown.
    Text { max: u16, lines: u8 },
    /// A statement that is confirmed, or not. Control `id` with value `yes`; JSON `true`.
    Confirm,
}

/// What a date must obey.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct DateRules {
    /// Whether days after today are taken.
    pub future: bool,
    /// How many years back it may lie.
    pub years_back: u16,
}

/// Words for one value of a number.
#[derive(Clone, Debug)]
pub struct NumberLabel {
    /// The value.
    pub value: i32,
    /// What it means.
    pub text: Text,
}

//! Options, rows and columns of questions, and sets of them.

use crate::Text;
use crate::pathway::Condition;

/// One option of a question.
#[derive(Clone, Debug)]
pub struct Choice {
    /// Stable value in forms and stored answers.
    pub code: String,
    /// The words beside the control.
    pub text: Text,
    /// Help beneath them.
    pub hint: Option<Text>,
    /// Excludes all other options of its question ("none of these").
    pub exclusive: bool,
    /// Says that the person does not know.
    pub unsure: bool,
    /// Name of a drawing that shows it.
    pub picture: Option<String>,
}

impl Choice {
    /// Whether it says something: neither "none of these" nor "not sure".
    pub fn is_real(&self) -> bool {
        !self.exclusive && !self.unsure
    }
}

/// One row of a grid or table.
#[derive(Clone, Debug)]
pub struct Row {
    /// Stable name.
    pub id: String,
    /// What the row is about.
    pub text: Text,
    /// Help beneath it.
    pub hint: Option<Text>,
    /// When the row is shown; always, if absent. It reads earlier questions.
    pub ask_if: Option<Condition>,
}

/// One column of a table.
#[derive(Clone, Debug)]
pub struct Column {
    /// Stable name.
    pub id: String,
    /// What it asks of each row.
    pub text: Text,
    /// The options of each cell.
    pub options: Vec<Choice>,
    /// Asked only if an earlier column of the row has one of these options.
    pub ask_if: Option<ColumnIf>,
}

/// "Asked if that column of the same row has one of these options".
#[derive(Clone, Copy, Debug)]
pub struct ColumnIf {
    /// Index of the earlier column.
    pub column: usize,
    /// Its options that make this one asked.
    pub options: OptionSet,
}

/// A set of options of one question, by their positions (at most 64).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct OptionSet(pub(crate) u64);

impl OptionSet {
    /// No option.
    pub const EMPTY: Self = Self(0);

    /// The set of one option.
    pub fn only(position: usize) -> Self {
        Self(1 << position)
    }

    /// The set with one more option.
    #[must_use]
    pub fn with(self, position: usize) -> Self {
        Self(self.0 | 1 << position)
    }

    /// Whether the option at a position is in it.
    pub fn has(self, position: usize) -> bool {
        self.0 >> position & 1 == 1
    }

    /// Whether both have an option in common.
    pub fn meets(self, other: Self) -> bool {
        self.0 & other.0 != 0
    }

    /// How many options it has.
    pub fn count(self) -> u32 {
        self.0.count_ones()
    }

    /// Whether it has none.
    pub fn is_empty(self) -> bool {
        self.0 == 0
    }

    /// The positions in it, ascending.
    pub fn positions(self) -> impl Iterator<Item = usize> {
        (0..64).filter(move |&position| self.has(position))
    }
}

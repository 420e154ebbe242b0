//! What can be wrong with an answer. Kinds only: pages have their own words for them.

/// A fault of one answer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FieldError {
    /// Id of the question; that of an unknown one only if it has the form of an id, else empty.
    pub question: String,
    /// Name of the control to go to, for example `date_of_birth.year`.
    pub control: String,
    /// What is wrong.
    pub kind: FieldErrorKind,
}

/// What is wrong with an answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FieldErrorKind {
    /// There is no answer.
    Required,
    /// There is no such question.
    UnknownQuestion,
    /// There is no such option.
    UnknownOption,
    /// There is no such row.
    UnknownRow,
    /// There is no such column.
    UnknownColumn,
    /// It is answered more than once.
    Repeated,
    /// "None of these" stands beside another option.
    Exclusive,
    /// The JSON value is of another type.
    WrongType,
    /// Not a whole number.
    NotANumber,
    /// The number is too low or too high.
    OutOfRange {
        /// Lowest allowed.
        min: i32,
        /// Highest allowed.
        max: i32,
    },
    /// A part of the date is missing; the control names the first one.
    DateIncomplete,
    /// No such day in the calendar.
    NotADate,
    /// The date lies in the future.
    DateInFuture,
    /// The date lies more than so many years back.
    DateTooLongAgo {
        /// Years allowed.
        years: u16,
    },
    /// The text has too many characters.
    TooLong {
        /// Characters allowed.
        max: u16,
    },
    /// The text has characters that cannot be shown.
    ControlCharacters,
}

impl FieldErrorKind {
    /// A stable name: lower case, with underscores.
    pub fn code(self) -> &'static str {
        match self {
            Self::Required => "required",
            Self::UnknownQuestion => "unknown_question",
            Self::UnknownOption => "unknown_option",
            Self::UnknownRow => "unknown_row",
            Self::UnknownColumn => "unknown_column",
            Self::Repeated => "repeated",
            Self::Exclusive => "exclusive",
            Self::WrongType => "wrong_type",
            Self::NotANumber => "not_a_number",
            Self::OutOfRange { .. } => "out_of_range",
            Self::DateIncomplete => "date_incomplete",
            Self::NotADate => "not_a_date",
            Self::DateInFuture => "date_in_future",
            Self::DateTooLongAgo { .. } => "date_too_long_ago",
            Self::TooLong { .. } => "too_long",
            Self::ControlCharacters => "control_characters",
        }
    }
}

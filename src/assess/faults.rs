//! What stands in place of an invalid line.

use domain::answers::{FieldError, FieldErrorKind};
use domain::pathway::Pathway;
use serde::Serialize;

/// What stands in place of an invalid line.
#[derive(Serialize)]
pub(super) struct Invalid<'p> {
    pub(super) errors: Vec<LineError<'p>>,
}

/// A fault. It never repeats what was sent.
#[derive(Serialize)]
pub(super) struct LineError<'p> {
    question: Option<&'p str>,
    kind: &'static str,
    message: &'static str,
}

pub(super) const MALFORMED: LineError<'static> = LineError {
    question: None,
    kind: "malformed_json",
    message: "The line is not a JSON object with single keys.",
};
pub(super) const UNKNOWN_PATHWAY: LineError<'static> = LineError {
    question: None,
    kind: "unknown_pathway",
    message: "There is no such pathway.",
};
pub(super) const WRONG_AUDIENCE: LineError<'static> = LineError {
    question: None,
    kind: "wrong_audience",
    message: "`audience` must be `patient` or `gp`.",
};
pub(super) const WRONG_DAY: LineError<'static> = LineError {
    question: None,
    kind: "wrong_day",
    message: "`on` must be a day, YYYY-MM-DD.",
};
pub(super) const NO_ANSWERS: LineError<'static> = LineError {
    question: None,
    kind: "no_answers",
    message: "`answers` must be an object.",
};

impl<'p> LineError<'p> {
    pub(super) fn of(question: Option<&'p str>, kind: FieldErrorKind) -> Self {
        Self {
            question,
            kind: kind.code(),
            message: message(kind),
        }
    }
}

/// The faults of answers, as they are written.
pub(super) fn field_errors<'p>(pathway: &'p Pathway, errors: &[FieldError]) -> Vec<LineError<'p>> {
    let question = |error: &FieldError| pathway.question(&error.question).map(|q| q.id.as_str());
    errors
        .iter()
        .map(|error| LineError::of(question(error), error.kind))
        .collect()
}

fn message(kind: FieldErrorKind) -> &'static str {
    match kind {
        FieldErrorKind::Required => "This question needs an answer.",
        FieldErrorKind::UnknownQuestion => "There is no such question.",
        FieldErrorKind::UnknownOption => "There is no such option.",
        FieldErrorKind::UnknownRow => "There is no such row.",
        FieldErrorKind::UnknownColumn => "There is no such column.",
        FieldErrorKind::Repeated => "This is answered more than once.",
        FieldErrorKind::Exclusive => "An option that excludes all others stands beside another.",
        FieldErrorKind::WrongType => "The JSON value is not of the type that this question takes.",
        FieldErrorKind::NotANumber => "The value must be a whole number.",
        FieldErrorKind::OutOfRange { .. } => "The number is too low or too high.",
        FieldErrorKind::DateIncomplete => "A part of the date is missing.",
        FieldErrorKind::NotADate => "There is no such day in the calendar.",
        FieldErrorKind::DateInFuture => "The date lies in the future.",
        FieldErrorKind::DateTooLongAgo { .. } => "The date lies too long ago.",
        FieldErrorKind::TooLong { .. } => "The text is too long.",
        FieldErrorKind::ControlCharacters => "The text has characters that cannot be shown.",
    }
}

//! What is said of each kind of error. It says what to do, and never repeats what was typed.

use domain::Audience;
use domain::answers::{FieldError, FieldErrorKind as Kind};
use domain::pathway::{Choice, Kind as QuestionKind, Question};

/// The message for an error of this question.
pub fn of(question: &Question, audience: Audience, error: &FieldError) -> String {
    match error.kind {
        Kind::Required => {
            row(question, audience, &error.control).unwrap_or_else(|| required(question, audience))
        }
        Kind::Exclusive => exclusive(question, audience),
        Kind::NotANumber => "Enter a whole number, such as 5".to_owned(),
        Kind::OutOfRange { min, max } => format!("Enter a number from {min} to {max}"),
        Kind::DateIncomplete => incomplete(question).to_owned(),
        Kind::NotADate => "Enter a real date, such as 31 3 1980".to_owned(),
        Kind::DateInFuture => "The date must be today or in the past".to_owned(),
        Kind::DateTooLongAgo { years } => {
            format!("Check the year: the date must be in the last {years} years")
        }
        Kind::TooLong { max } => format!("Shorten your answer to {max} characters or fewer"),
        Kind::ControlCharacters => {
            "Type the answer again: it has characters that cannot be shown".to_owned()
        }
        Kind::Repeated => "Choose one answer".to_owned(),
        Kind::UnknownQuestion
        | Kind::UnknownOption
        | Kind::UnknownRow
        | Kind::UnknownColumn
        | Kind::WrongType => "Choose one of the answers on this page".to_owned(),
    }
}

/// Names the row of a grid or table that has no answer.
fn row(question: &Question, audience: Audience, control: &str) -> Option<String> {
    let id = control
        .strip_prefix(&question.id)?
        .strip_prefix('.')?
        .split('.')
        .next()?;
    let row = question.rows().iter().find(|row| row.id == id)?;
    Some(format!("Choose an answer for “{}”", row.text.get(audience)))
}

fn required(question: &Question, audience: Audience) -> String {
    match &question.kind {
        QuestionKind::Date { .. } => "Enter the date as day, month and year".to_owned(),
        QuestionKind::Month => "Enter the month and the year".to_owned(),
        QuestionKind::Text { .. } => "Enter your answer".to_owned(),
        QuestionKind::Confirm => "Tick the box to confirm".to_owned(),
        QuestionKind::Grid { .. } | QuestionKind::Table { .. } => {
            "Choose an answer in each row".to_owned()
        }
        QuestionKind::Number { .. } => "Choose a number".to_owned(),
        QuestionKind::Choice { options } => with_unsure("Choose an answer", options, audience),
        QuestionKind::Choices { options } => {
            with_unsure("Choose at least one answer", options, audience)
        }
    }
}

/// Says that not knowing is an answer too, where it is.
fn with_unsure(message: &str, options: &[Choice], audience: Audience) -> String {
    options.iter().find(|option| option.unsure).map_or_else(
        || message.to_owned(),
        |unsure| {
            format!(
                "{message}. If you do not know, choose “{}”",
                unsure.text.get(audience)
            )
        },
    )
}

fn exclusive(question: &Question, audience: Audience) -> String {
    let none = question.options().iter().find(|option| option.exclusive);
    let words = none.map_or("None", |option| option.text.get(audience));
    format!("Choose “{words}”, or the others that apply, not both")
}

const fn incomplete(question: &Question) -> &'static str {
    match question.kind {
        QuestionKind::Month => "Enter both the month and the year",
        _ => "The date must include a day, a month and a year",
    }
}

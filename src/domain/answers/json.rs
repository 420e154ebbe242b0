//! Answers from JSON, and JSON from answers.

use std::borrow::Cow;

use chrono::{Datelike, NaiveDate};
use serde_json::{Map, Value, json};

use super::tree::Tree;
use super::{Answer, Answers, Cells, FieldError, FieldErrorKind, check, form::cell_control};
use crate::pathway::{Choice, Kind, Need, OptionSet, Pathway, Question};

type Found<T> = Result<T, FieldErrorKind>;

/// Reads all answers, with every fault.
pub(super) fn answers(
    pathway: &Pathway,
    tree: &Tree<'_>,
    on: NaiveDate,
) -> (Answers, Vec<FieldError>) {
    let (mut answers, mut errors) = (Answers::new(), Vec::new());
    let Tree::Object(entries) = tree else {
        errors.push(unknown("", FieldErrorKind::WrongType));
        return (answers, errors);
    };
    for (id, value) in entries {
        let Some(question) = pathway.question(id) else {
            errors.push(unknown(id, FieldErrorKind::UnknownQuestion));
            continue;
        };
        if answers.get(question).is_some() {
            errors.push(error(question, FieldErrorKind::Repeated));
        }
        match answer(question, value, on) {
            Ok(answer) => answers.set(question, answer),
            Err(found) => errors.extend(found),
        }
    }
    (answers, errors)
}

/// Longest name that is told again, in bytes.
const LONGEST_NAME: usize = 64;

/// A fault of no known question. What was sent is told again only if it has the form of an id,
/// so that a client can find its mistake and nothing else comes back.
fn unknown(id: &str, kind: FieldErrorKind) -> FieldError {
    let plain = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'_';
    let is_name = id.len() <= LONGEST_NAME && id.bytes().all(plain);
    FieldError {
        question: if is_name {
            id.to_owned()
        } else {
            String::new()
        },
        control: String::new(),
        kind,
    }
}

fn error(question: &Question, kind: FieldErrorKind) -> FieldError {
    FieldError {
        question: question.id.clone(),
        control: question.id.clone(),
        kind,
    }
}

/// Reads one answer.
fn answer(question: &Question, value: &Tree<'_>, on: NaiveDate) -> Result<Answer, Vec<FieldError>> {
    let read = match (&question.kind, value) {
        (_, Tree::Null) | (Kind::Confirm, Tree::Bool(false)) => Ok(Answer::Blank),
        (Kind::Choice { options }, Tree::String(code)) => option(options, code).map(Answer::Choice),
        (Kind::Choices { options }, Tree::List(items)) => choices(options, items),
        (Kind::Grid { .. } | Kind::Table { .. }, Tree::Object(rows)) => {
            return cells(question, rows);
        }
        (Kind::Date { rules }, Tree::String(day)) => {
            let date = iso_date(day).ok_or(FieldErrorKind::NotADate);
            date.and_then(|date| check::date(date, *rules, on))
                .map(Answer::Date)
        }
        (Kind::Month, Tree::String(text)) => month(text, on).map(Answer::Month),
        (Kind::Number { min, max, .. }, Tree::Integer(number)) => {
            check::number(*number, *min, *max).map(Answer::Number)
        }
        (Kind::Number { .. }, Tree::Float) => Err(FieldErrorKind::NotANumber),
        (Kind::Text { max, lines }, Tree::String(raw)) => {
            let words = check::text(raw, *max, *lines);
            words.map(|words| {
                if words.is_empty() {
                    Answer::Blank
                } else {
                    Answer::Text(words)
                }
            })
        }
        (Kind::Confirm, Tree::Bool(true)) => Ok(Answer::Confirmed),
        _ => Err(FieldErrorKind::WrongType),
    };
    match read {
        Ok(Answer::Blank) if must_not_be_blank(question) => {
            Err(vec![error(question, FieldErrorKind::Required)])
        }
        Ok(answer) => Ok(answer),
        Err(kind) => Err(vec![error(question, kind)]),
    }
}

/// A confirmation that is not given is no fault: it is just not given.
fn must_not_be_blank(question: &Question) -> bool {
    question.need == Need::Required && !matches!(question.kind, Kind::Confirm)
}

fn option(options: &[Choice], code: &str) -> Found<usize> {
    let position = options.iter().position(|option| option.code == code);
    position.ok_or(FieldErrorKind::UnknownOption)
}

fn choices(options: &[Choice], items: &[Tree<'_>]) -> Found<Answer> {
    let mut set = OptionSet::EMPTY;
    for item in items {
        let code = item.as_str().ok_or(FieldErrorKind::WrongType)?;
        set = set.with(option(options, code)?);
    }
    check::exclusive(options, set)?;
    Ok(if set.is_empty() {
        Answer::Blank
    } else {
        Answer::Choices(set)
    })
}

fn cells(
    question: &Question,
    rows: &[(Cow<'_, str>, Tree<'_>)],
) -> Result<Answer, Vec<FieldError>> {
    let mut cells = Cells::empty(question.rows().len(), question.columns());
    let (mut errors, mut seen) = (Vec::new(), OptionSet::EMPTY);
    for (id, value) in rows {
        let Some(row) = question.rows().iter().position(|row| row.id == *id) else {
            errors.push(error(question, FieldErrorKind::UnknownRow));
            continue;
        };
        if seen.has(row) {
            errors.push(cell_error(question, row, 0, FieldErrorKind::Repeated));
        }
        seen = seen.with(row);
        row_cells(question, &mut cells, row, value, &mut errors);
    }
    match errors.is_empty() {
        true if cells.is_empty() => Ok(Answer::Blank),
        true => Ok(Answer::Cells(cells)),
        false => Err(errors),
    }
}

fn cell_error(question: &Question, row: usize, column: usize, kind: FieldErrorKind) -> FieldError {
    let control = cell_control(question, row, column);
    FieldError {
        question: question.id.clone(),
        control,
        kind,
    }
}

/// Reads one row: an option in a grid, an object of options by column in a table.
fn row_cells(
    question: &Question,
    cells: &mut Cells,
    row: usize,
    value: &Tree<'_>,
    errors: &mut Vec<FieldError>,
) {
    match (&question.kind, value) {
        (_, Tree::Null) => {}
        (Kind::Grid { .. }, value) => cell(question, cells, (row, 0), value, errors),
        (Kind::Table { columns, .. }, Tree::Object(entries)) => {
            for (name, value) in entries {
                match columns.iter().position(|column| column.id == *name) {
                    Some(column) => cell(question, cells, (row, column), value, errors),
                    None => {
                        errors.push(cell_error(question, row, 0, FieldErrorKind::UnknownColumn));
                    }
                }
            }
        }
        _ => errors.push(cell_error(question, row, 0, FieldErrorKind::WrongType)),
    }
}

fn cell(
    question: &Question,
    cells: &mut Cells,
    (row, column): (usize, usize),
    value: &Tree<'_>,
    errors: &mut Vec<FieldError>,
) {
    let read = match value {
        Tree::Null => return,
        Tree::String(code) => option(question.column_options(column), code),
        _ => Err(FieldErrorKind::WrongType),
    };
    match read {
        Ok(_) if cells.get(row, column).is_some() => {
            errors.push(cell_error(question, row, column, FieldErrorKind::Repeated));
        }
        Ok(option) => cells.set(row, column, Some(option)),
        Err(kind) => errors.push(cell_error(question, row, column, kind)),
    }
}

/// Reads `YYYY-MM-DD`, and nothing looser.
pub fn iso_date(text: &str) -> Option<NaiveDate> {
    let bytes = text.as_bytes();
    if bytes.len() != 10 || bytes[4] != b'-' || bytes[7] != b'-' {
        return None;
    }
    let year = i32::try_from(digits(&bytes[..4])?).ok()?;
    NaiveDate::from_ymd_opt(year, digits(&bytes[5..7])?, digits(&bytes[8..])?)
}

fn digits(bytes: &[u8]) -> Option<u32> {
    bytes.iter().try_fold(0, |number, byte| {
        byte.is_ascii_digit()
            .then(|| number * 10 + u32::from(byte - b'0'))
    })
}

fn month(text: &str, on: NaiveDate) -> Found<NaiveDate> {
    let bytes = text.as_bytes();
    let parts = (bytes.len() == 7 && bytes[4] == b'-')
        .then(|| Some((digits(&bytes[..4])?, digits(&bytes[5..])?)))
        .flatten();
    let (year, month) = parts.ok_or(FieldErrorKind::NotADate)?;
    check::month(i32::try_from(year).unwrap_or(i32::MAX), month, on)
}

/// The JSON of one answer.
pub(super) fn value(question: &Question, answer: &Answer) -> Value {
    let code = |position: usize| question.options().get(position).map(|o| o.code.as_str());
    match answer {
        Answer::Blank => Value::Null,
        Answer::Choice(position) => json!(code(*position)),
        Answer::Choices(set) => set.positions().filter_map(code).collect(),
        Answer::Cells(cells) => cells_value(question, cells),
        Answer::Date(date) => json!(date),
        Answer::Month(month) => json!(format!("{:04}-{:02}", month.year(), month.month())),
        Answer::Number(number) => json!(number),
        Answer::Text(words) => json!(words),
        Answer::Confirmed => json!(true),
    }
}

fn cells_value(question: &Question, cells: &Cells) -> Value {
    let mut object = Map::new();
    for (place, row) in question.rows().iter().enumerate() {
        let code = |column: usize| {
            let option = cells.get(place, column)?;
            question
                .column_options(column)
                .get(option)
                .map(|option| json!(option.code))
        };
        let value = match &question.kind {
            Kind::Table { columns, .. } => {
                let columns = columns.iter().enumerate();
                let codes = columns.filter_map(|(at, column)| Some((column.id.clone(), code(at)?)));
                Some(Value::Object(codes.collect()))
            }
            _ => code(0),
        };
        let filled = value.filter(|value| value.as_object().is_none_or(|row| !row.is_empty()));
        object.extend(filled.map(|value| (row.id.clone(), value)));
    }
    Value::Object(object)
}

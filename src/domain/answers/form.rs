//! Answers from forms, and forms from answers.

use chrono::{Datelike, NaiveDate};

use super::{Answer, Cells, FieldError, FieldErrorKind, check};
use crate::journey::column_asked;
use crate::pathway::{Choice, DateRules, Kind, Need, OptionSet, Question};

/// What one control of a form sent.
type Pairs = [(String, String)];
type Read = Result<Answer, Vec<FieldError>>;

/// The value by which a form says that something is confirmed.
const YES: &str = "yes";

impl Answer {
    /// Reads what a form sent for one question. Controls of other names are ignored.
    ///
    /// # Errors
    /// Every fault, with the control that it belongs to.
    pub fn from_form(question: &Question, pairs: &Pairs, on: NaiveDate) -> Read {
        let form = Form { question, pairs };
        let answer = match &question.kind {
            Kind::Choice { options } => form.choice(options),
            Kind::Choices { options } => form.choices(options),
            Kind::Grid { .. } | Kind::Table { .. } => form.cells(),
            Kind::Date { rules } => form.date(*rules, on),
            Kind::Month => form.month(on),
            Kind::Number { min, max, .. } => form.number(*min, *max),
            Kind::Text { max, lines } => form.text(*max, *lines),
            Kind::Confirm => form.confirm(),
        }?;
        if answer == Self::Blank && question.need != Need::Optional {
            return Err(vec![
                form.error(&form.first_control(), FieldErrorKind::Required),
            ]);
        }
        Ok(answer)
    }

    /// The controls and values that a form would send for this answer.
    pub fn to_form(&self, question: &Question) -> Vec<(String, String)> {
        let id = &question.id;
        let code = |position: usize| question.options().get(position).map(|o| o.code.clone());
        let pair = |value: String| vec![(id.clone(), value)];
        match self {
            Self::Blank => Vec::new(),
            Self::Choice(position) => code(*position).map(pair).unwrap_or_default(),
            Self::Choices(set) => set
                .positions()
                .filter_map(code)
                .map(|code| (id.clone(), code))
                .collect(),
            Self::Cells(cells) => cells_to_form(question, cells),
            Self::Date(date) => {
                let mut pairs = vec![(format!("{id}.day"), date.day().to_string())];
                pairs.extend(month_to_form(id, *date));
                pairs
            }
            Self::Month(month) => month_to_form(id, *month).into(),
            Self::Number(number) => pair(number.to_string()),
            Self::Text(words) => pair(words.clone()),
            Self::Confirmed => pair(YES.to_owned()),
        }
    }
}

fn month_to_form(id: &str, date: NaiveDate) -> [(String, String); 2] {
    [
        (format!("{id}.month"), date.month().to_string()),
        (format!("{id}.year"), date.year().to_string()),
    ]
}

fn cells_to_form(question: &Question, cells: &Cells) -> Vec<(String, String)> {
    let mut pairs = Vec::new();
    for row in 0..question.rows().len() {
        for column in 0..question.columns() {
            let option = cells.get(row, column);
            let option = option.and_then(|option| question.column_options(column).get(option));
            let control = cell_control(question, row, column);
            pairs.extend(option.map(|option| (control, option.code.clone())));
        }
    }
    pairs
}

/// The name of a cell's control: `id.row` in a grid, `id.row.column` in a table.
pub(super) fn cell_control(question: &Question, row: usize, column: usize) -> String {
    let (id, row) = (&question.id, &question.rows()[row].id);
    match &question.kind {
        Kind::Table { columns, .. } => format!("{id}.{row}.{}", columns[column].id),
        _ => format!("{id}.{row}"),
    }
}

/// What a form sent for one question.
struct Form<'f> {
    question: &'f Question,
    pairs: &'f Pairs,
}

impl<'f> Form<'f> {
    /// The values of a control that are not blank.
    fn values(&self, control: &str) -> impl Iterator<Item = &'f str> {
        let values = self.pairs.iter().filter(move |(name, _)| name == control);
        values
            .map(|(_, value)| value.as_str())
            .filter(|value| !value.trim().is_empty())
    }

    /// The only value of a control.
    fn value(&self, control: &str) -> Result<Option<&'f str>, Vec<FieldError>> {
        let mut values = self.values(control);
        let value = values.next();
        if values.next().is_some() {
            return Err(vec![self.error(control, FieldErrorKind::Repeated)]);
        }
        Ok(value)
    }

    fn error(&self, control: &str, kind: FieldErrorKind) -> FieldError {
        FieldError {
            question: self.question.id.clone(),
            control: control.to_owned(),
            kind,
        }
    }

    fn errors(&self, kind: FieldErrorKind) -> Vec<FieldError> {
        vec![self.error(&self.first_control(), kind)]
    }

    /// The control to go to for a fault of the whole question.
    fn first_control(&self) -> String {
        let id = &self.question.id;
        match &self.question.kind {
            Kind::Grid { .. } | Kind::Table { .. } => cell_control(self.question, 0, 0),
            Kind::Date { .. } => format!("{id}.day"),
            Kind::Month => format!("{id}.month"),
            _ => id.clone(),
        }
    }

    fn option(&self, control: &str, options: &[Choice]) -> Result<Option<usize>, Vec<FieldError>> {
        let Some(code) = self.value(control)? else {
            return Ok(None);
        };
        let position = options.iter().position(|option| option.code == code);
        let unknown = || vec![self.error(control, FieldErrorKind::UnknownOption)];
        position.map(Some).ok_or_else(unknown)
    }

    fn choice(&self, options: &[Choice]) -> Read {
        Ok(self
            .option(&self.question.id, options)?
            .map_or(Answer::Blank, Answer::Choice))
    }

    fn choices(&self, options: &[Choice]) -> Read {
        let mut set = OptionSet::EMPTY;
        for code in self.values(&self.question.id) {
            let position = options.iter().position(|option| option.code == code);
            let position = position.ok_or_else(|| self.errors(FieldErrorKind::UnknownOption))?;
            set = set.with(position);
        }
        check::exclusive(options, set).map_err(|kind| self.errors(kind))?;
        Ok(if set.is_empty() {
            Answer::Blank
        } else {
            Answer::Choices(set)
        })
    }

    fn cells(&self) -> Read {
        let (rows, columns) = (self.question.rows().len(), self.question.columns());
        let (mut cells, mut errors) = (Cells::empty(rows, columns), Vec::new());
        for row in 0..rows {
            for column in 0..columns {
                let control = cell_control(self.question, row, column);
                match self.option(&control, self.question.column_options(column)) {
                    Ok(option) => cells.set(row, column, option),
                    Err(found) => errors.extend(found),
                }
            }
        }
        // A benefit without a treatment that was had is no answer.
        for row in 0..rows {
            for column in 0..columns {
                if !column_asked(self.question, &cells, row, column) {
                    cells.set(row, column, None);
                }
            }
        }
        match errors.is_empty() {
            true if cells.is_empty() => Ok(Answer::Blank),
            true => Ok(Answer::Cells(cells)),
            false => Err(errors),
        }
    }

    /// The parts of a date as numbers; nothing if all are blank.
    fn parts<const N: usize>(&self, names: [&str; N]) -> Result<Option<[u32; N]>, Vec<FieldError>> {
        let controls = names.map(|name| format!("{}.{name}", self.question.id));
        let mut values = [""; N];
        for (value, control) in values.iter_mut().zip(&controls) {
            *value = self.value(control)?.unwrap_or_default().trim();
        }
        if values.iter().all(|value| value.is_empty()) {
            return Ok(None);
        }
        let (mut numbers, mut errors) = ([0; N], Vec::new());
        for ((number, value), control) in numbers.iter_mut().zip(values).zip(&controls) {
            match part(value) {
                Ok(read) => *number = read,
                Err(kind) => errors.push(self.error(control, kind)),
            }
        }
        if errors.is_empty() {
            Ok(Some(numbers))
        } else {
            Err(errors)
        }
    }

    fn date(&self, rules: DateRules, on: NaiveDate) -> Read {
        let Some([day, month, year]) = self.parts(["day", "month", "year"])? else {
            return Ok(Answer::Blank);
        };
        let year = full_year(year)
            .map_err(|kind| vec![self.error(&format!("{}.year", self.question.id), kind)])?;
        let date = NaiveDate::from_ymd_opt(year, month, day);
        let date = date.ok_or_else(|| self.errors(FieldErrorKind::NotADate))?;
        let date = check::date(date, rules, on).map_err(|kind| self.errors(kind))?;
        Ok(Answer::Date(date))
    }

    fn month(&self, on: NaiveDate) -> Read {
        let Some([month, year]) = self.parts(["month", "year"])? else {
            return Ok(Answer::Blank);
        };
        let month = full_year(year).and_then(|year| check::month(year, month, on));
        month.map(Answer::Month).map_err(|kind| self.errors(kind))
    }

    fn number(&self, min: i32, max: i32) -> Read {
        let Some(value) = self.value(&self.question.id)? else {
            return Ok(Answer::Blank);
        };
        let number = value
            .trim()
            .parse::<i64>()
            .map_err(|_| FieldErrorKind::NotANumber);
        let number = number.and_then(|number| check::number(number, min, max));
        number.map(Answer::Number).map_err(|kind| self.errors(kind))
    }

    fn text(&self, max: u16, lines: u8) -> Read {
        let Some(value) = self.value(&self.question.id)? else {
            return Ok(Answer::Blank);
        };
        let words = check::text(value, max, lines).map_err(|kind| self.errors(kind))?;
        Ok(if words.is_empty() {
            Answer::Blank
        } else {
            Answer::Text(words)
        })
    }

    fn confirm(&self) -> Read {
        match self.value(&self.question.id)? {
            None => Ok(Answer::Blank),
            Some(YES) => Ok(Answer::Confirmed),
            Some(_) => Err(self.errors(FieldErrorKind::UnknownOption)),
        }
    }
}

/// One part of a date: at most four digits.
fn part(value: &str) -> Result<u32, FieldErrorKind> {
    if value.is_empty() {
        return Err(FieldErrorKind::DateIncomplete);
    }
    let digits = value.len() <= 4 && value.bytes().all(|byte| byte.is_ascii_digit());
    value
        .parse()
        .ok()
        .filter(|_| digits)
        .ok_or(FieldErrorKind::NotADate)
}

/// A year is written with four digits: 74 could be two different years.
fn full_year(year: u32) -> Result<i32, FieldErrorKind> {
    let full = (1000..=9999).contains(&year);
    i32::try_from(year)
        .ok()
        .filter(|_| full)
        .ok_or(FieldErrorKind::NotADate)
}

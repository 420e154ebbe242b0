//! What every answer must obey, from wherever it comes.

use crate::people::{is_blank, is_reordering};
use chrono::{Datelike, Months, NaiveDate};
use unicode_normalization::{UnicodeNormalization, is_nfc};

use super::FieldErrorKind;
use crate::pathway::{Choice, DateRules, OptionSet};

/// An exclusive option stands alone.
pub(super) fn exclusive(options: &[Choice], chosen: OptionSet) -> Result<(), FieldErrorKind> {
    if chosen.count() > 1
        && chosen
            .positions()
            .any(|position| options[position].exclusive)
    {
        return Err(FieldErrorKind::Exclusive);
    }
    Ok(())
}

/// A date obeys its question's rules on the day that it is given.
pub(super) fn date(
    date: NaiveDate,
    rules: DateRules,
    on: NaiveDate,
) -> Result<NaiveDate, FieldErrorKind> {
    if date > on && !rules.future {
        return Err(FieldErrorKind::DateInFuture);
    }
    let years = rules.years_back;
    let oldest = on.checked_sub_months(Months::new(u32::from(years) * 12));
    if oldest.is_some_and(|oldest| date < oldest) {
        return Err(FieldErrorKind::DateTooLongAgo { years });
    }
    Ok(date)
}

/// How many years back a month may lie.
const MONTH_YEARS_BACK: u16 = 120;

/// A month is not in the future.
pub(super) fn month(year: i32, month: u32, on: NaiveDate) -> Result<NaiveDate, FieldErrorKind> {
    let first = NaiveDate::from_ymd_opt(year, month, 1).ok_or(FieldErrorKind::NotADate)?;
    let this_month = on.with_day(1).unwrap_or(on);
    let rules = DateRules {
        future: false,
        years_back: MONTH_YEARS_BACK,
    };
    date(first, rules, this_month)
}

/// A number in its range.
pub(super) fn number(value: i64, min: i32, max: i32) -> Result<i32, FieldErrorKind> {
    let number = i32::try_from(value)
        .ok()
        .filter(|number| (min..=max).contains(number));
    number.ok_or(FieldErrorKind::OutOfRange { min, max })
}

/// Words without control characters, trimmed, in normal form C, with `\n` between lines.
pub(super) fn text(raw: &str, max: u16, lines: u8) -> Result<String, FieldErrorKind> {
    // A normal form can be shorter than what was typed, but never by so much.
    if raw.len() > usize::from(max) * 16 {
        return Err(FieldErrorKind::TooLong { max });
    }
    let unix = raw
        .trim_matches(is_blank)
        .replace("\r\n", "\n")
        .replace('\r', "\n");
    let words = if is_nfc(&unix) {
        unix
    } else {
        unix.nfc().collect()
    };
    if words.chars().count() > usize::from(max) {
        return Err(FieldErrorKind::TooLong { max });
    }
    let forbidden =
        |c: char| is_reordering(c) || (c.is_control() && c != '\t' && !(c == '\n' && lines > 1));
    if words.chars().any(forbidden) {
        return Err(FieldErrorKind::ControlCharacters);
    }
    Ok(words)
}

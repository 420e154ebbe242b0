//! Dates of birth and ages.

use std::fmt;

use chrono::{Datelike, Months, NaiveDate};

use super::ParseError;
use crate::answers::iso_date;

/// How many years back a date of birth may lie.
const OLDEST: u32 = 120;

/// A date of birth: not in the future, not over 120 years ago when it was given.
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, serde::Serialize, serde::Deserialize,
)]
#[serde(transparent)]
pub struct DateOfBirth(NaiveDate);

impl DateOfBirth {
    /// Checks a date on the day that it is given.
    pub fn new(date: NaiveDate, on: NaiveDate) -> Result<Self, ParseError> {
        if date > on {
            return Err(ParseError::Future);
        }
        match on.checked_sub_months(Months::new(OLDEST * 12)) {
            Some(oldest) if date < oldest => Err(ParseError::TooLongAgo),
            _ => Ok(Self(date)),
        }
    }

    /// Reads `YYYY-MM-DD`.
    pub fn parse(text: &str, on: NaiveDate) -> Result<Self, ParseError> {
        let date = iso_date(text.trim()).ok_or(ParseError::Format)?;
        Self::new(date, on)
    }

    /// The date.
    pub fn date(self) -> NaiveDate {
        self.0
    }

    /// Full years lived on a day.
    pub fn age_on(self, on: NaiveDate) -> u32 {
        let years = on.year() - self.0.year();
        let years = u32::try_from(years).unwrap_or(0);
        if age_reached(self.0, years, on) {
            years
        } else {
            years.saturating_sub(1)
        }
    }
}

impl fmt::Display for DateOfBirth {
    /// As people write it: `14 March 1974`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.0.format("%-d %B %Y"))
    }
}

/// Whether somebody born on a day has had the birthday of so many years.
///
/// For somebody born on 29 February the birthday of a common year is 1 March
/// (Family Law Reform Act 1969, section 9, with the common-law reckoning of anniversaries).
pub fn age_reached(born: NaiveDate, years: u32, on: NaiveDate) -> bool {
    let Some(year) = i32::try_from(years)
        .ok()
        .and_then(|years| born.year().checked_add(years))
    else {
        return false;
    };
    let birthday = born
        .with_year(year)
        .or_else(|| NaiveDate::from_ymd_opt(year, 3, 1));
    birthday.is_some_and(|birthday| on >= birthday)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().expect("a test date")
    }

    #[test]
    fn an_eighteenth_birthday_today_is_eighteen() {
        assert!(age_reached(day("2008-11-22"), 18, day("2026-11-22")));
        assert!(!age_reached(day("2008-11-23"), 18, day("2026-11-22")));
    }

    #[test]
    fn a_leap_day_birthday_falls_on_the_first_of_march() {
        assert!(!age_reached(day("2008-02-29"), 18, day("2026-02-28")));
        assert!(age_reached(day("2008-02-29"), 18, day("2026-03-01")));
        assert!(age_reached(day("2008-02-29"), 20, day("2028-02-29")));
        assert!(!age_reached(day("2008-02-29"), 20, day("2028-02-28")));
    }

    #[test]
    fn ages_are_full_years() {
        let born = DateOfBirth::new(day("1974-03-14"), day("2026-11-22")).expect("valid");
        assert_eq!(born.age_on(day("2026-03-13")), 51);
        assert_eq!(born.age_on(day("2026-03-14")), 52);
        assert_eq!(born.to_string(), "14 March 1974");
    }

    #[test]
    fn the_future_and_the_distant_past_are_refused() {
        let on = day("2026-11-22");
        assert_eq!(
            DateOfBirth::new(day("2026-11-23"), on),
            Err(ParseError::Future)
        );
        assert_eq!(
            DateOfBirth::new(day("1906-11-21"), on),
            Err(ParseError::TooLongAgo)
        );
        assert!(DateOfBirth::new(day("1906-11-22"), on).is_ok());
        assert_eq!(
            DateOfBirth::parse("2026-02-30", on),
            Err(ParseError::Format)
        );
    }
}

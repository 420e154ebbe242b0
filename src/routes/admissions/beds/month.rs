//! The months that the picture shows.

use chrono::{Datelike as _, Months, NaiveDate};
use domain::beds::Days;

/// Months in one picture.
const MONTHS: u32 = 2;
/// How far from today the picture goes, in months.
const FARTHEST: u32 = 120;

/// The first day of the month that is asked for ("2026-12"); the present month where none is, or none that makes sense.
pub fn first(asked: Option<&str>, today: NaiveDate) -> NaiveDate {
    let present = begin(today);
    let day =
        asked.and_then(|month| NaiveDate::parse_from_str(&format!("{month}-01"), "%Y-%m-%d").ok());
    let near = |day: &NaiveDate| {
        *day <= present + Months::new(FARTHEST) && *day >= present - Months::new(FARTHEST)
    };
    day.filter(near).unwrap_or(present)
}

/// The days of the picture that begins with a month.
pub fn window(first: NaiveDate) -> Option<Days> {
    Days::new(first, first + Months::new(MONTHS))
}

/// The month before and after, as the address names them.
pub fn beside(first: NaiveDate) -> (String, String) {
    let month = |day: NaiveDate| day.format("%Y-%m").to_string();
    (month(first - Months::new(1)), month(first + Months::new(1)))
}

fn begin(day: NaiveDate) -> NaiveDate {
    day.with_day(1).unwrap_or(day)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().expect("a date")
    }

    #[test]
    fn a_month_that_makes_no_sense_is_the_present_one() {
        let today = day("2026-11-24");
        assert_eq!(first(Some("2027-02"), today), day("2027-02-01"));
        for odd in [
            None,
            Some(""),
            Some("2026-13"),
            Some("9999-01"),
            Some("2026-02-03"),
        ] {
            assert_eq!(first(odd, today), day("2026-11-01"), "{odd:?}");
        }
    }

    #[test]
    fn the_picture_has_two_whole_months() {
        let window = window(day("2026-12-01")).expect("days");
        assert_eq!((window.count(), window.last()), (62, day("2027-01-31")));
        assert_eq!(
            beside(day("2026-12-01")),
            ("2026-11".to_owned(), "2027-01".to_owned())
        );
    }
}

//! Which period and which senders are asked for.

use chrono::{Datelike as _, Days, Months, NaiveDate};
use serde::Deserialize;
use templates::admissions::statistics::{Fault, PATH, Quick};

use super::super::words;
use crate::store::statistics::Slice;
use crate::store::submissions::Source;

/// The longest period, in months.
const LONGEST: Months = Months::new(24);
/// Earlier years have no referrals, and some are no years to Postgres.
const FIRST_YEAR: i32 = 2000;
/// The weeks that are shown where nothing is asked for.
const USUAL: u64 = 12;

/// What stands in the address. Nothing of it is about a person.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct Asked {
    from: String,
    to: String,
    source: String,
}

impl Asked {
    /// What is to be counted; up to today, and for twelve weeks, where nothing else is said.
    ///
    /// # Errors
    /// Everything that is wrong with it.
    pub fn read(&self, today: NaiveDate) -> Result<Slice, Vec<Fault>> {
        let to = day(&self.to, Fault::To, || today);
        let end = to.unwrap_or(today);
        let from = day(&self.from, Fault::From, || weeks_before(end, USUAL));
        let source = source(&self.source);
        let (from, to, source) = match (from, to, source) {
            (Ok(from), Ok(to), Ok(source)) => (from, to, source),
            (from, to, source) => {
                let faults = [from.err(), to.err(), source.err()];
                return Err(faults.into_iter().flatten().collect());
            }
        };
        let slice = Slice { from, to, source };
        match in_order(&slice, today) {
            None => Ok(slice),
            Some(fault) => Err(vec![fault]),
        }
    }

    /// What was asked, as the controls hold it.
    pub fn pairs(&self) -> Vec<(String, String)> {
        let pairs = [
            ("from", &self.from),
            ("to", &self.to),
            ("source", &self.source),
        ];
        pairs
            .map(|(name, value)| (name.to_owned(), value.clone()))
            .into()
    }
}

fn day(text: &str, fault: Fault, usual: impl FnOnce() -> NaiveDate) -> Result<NaiveDate, Fault> {
    match text.trim() {
        "" => Ok(usual()),
        text => text
            .parse()
            .ok()
            .filter(|day: &NaiveDate| day.year() >= FIRST_YEAR)
            .ok_or(fault),
    }
}

fn source(text: &str) -> Result<Option<Source>, Fault> {
    match text {
        "" | "all" => Ok(None),
        code => Source::from_code(code).map(Some).ok_or(Fault::Source),
    }
}

fn in_order(slice: &Slice, today: NaiveDate) -> Option<Fault> {
    if slice.to > today {
        Some(Fault::Future)
    } else if slice.from > slice.to {
        Some(Fault::Order)
    } else if slice.from.checked_add_months(LONGEST)? <= slice.to {
        Some(Fault::Long)
    } else {
        None
    }
}

/// The first day of so many weeks that end with a day.
fn weeks_before(end: NaiveDate, weeks: u64) -> NaiveDate {
    let days = Days::new(weeks * 7 - 1);
    end.checked_sub_days(days).unwrap_or(end)
}

/// What is counted, as the controls hold it.
pub fn values(slice: &Slice) -> Vec<(String, String)> {
    let source = slice.source.map_or("all", Source::code);
    let values = [
        ("from", slice.from.to_string()),
        ("to", slice.to.to_string()),
        ("source", source.to_owned()),
    ];
    values.map(|(name, value)| (name.to_owned(), value)).into()
}

/// What is counted, as the end of an address.
pub fn query(slice: &Slice) -> String {
    let pairs: Vec<String> = values(slice)
        .into_iter()
        .map(|(name, value)| format!("{name}={value}"))
        .collect();
    pairs.join("&")
}

/// Periods up to today that are one press away, for the same senders.
pub fn quick(slice: &Slice, today: NaiveDate) -> Vec<Quick> {
    [("4 weeks", 4), ("12 weeks", USUAL), ("A year", 52)]
        .map(|(name, weeks)| {
            let other = Slice {
                from: weeks_before(today, weeks),
                to: today,
                source: slice.source,
            };
            Quick {
                name,
                href: format!("{PATH}?{}", query(&other)),
                current: other == *slice,
            }
        })
        .into()
}

/// What is counted, in words.
pub fn in_words(slice: &Slice) -> String {
    let day = |day: NaiveDate| day.format("%-d %B %Y").to_string();
    let sender = slice.source.map_or("Everybody", words::source);
    format!(
        "{} to {}. Sent by: {sender}.",
        day(slice.from),
        day(slice.to)
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    const TODAY: &str = "2026-11-24";

    fn read(from: &str, to: &str, source: &str) -> Result<Slice, Vec<Fault>> {
        let asked = Asked {
            from: from.to_owned(),
            to: to.to_owned(),
            source: source.to_owned(),
        };
        asked.read(TODAY.parse().unwrap())
    }

    #[test]
    fn nothing_said_means_twelve_weeks_up_to_today_from_everybody() {
        let slice = read("", "", "").unwrap();
        assert_eq!(slice.from.to_string(), "2026-09-02");
        assert_eq!(slice.to.to_string(), TODAY);
        assert_eq!(slice.source, None);
        assert_eq!(
            read("", "2026-01-07", "gp").unwrap().from.to_string(),
            "2025-10-16"
        );
    }

    #[test]
    fn every_fault_is_told() {
        assert_eq!(
            read("soon", "2026-13-01", "cat").unwrap_err(),
            [Fault::From, Fault::To, Fault::Source]
        );
        assert_eq!(
            read("2026-11-02", "2026-11-01", "").unwrap_err(),
            [Fault::Order]
        );
        assert_eq!(read("", "2026-11-25", "").unwrap_err(), [Fault::Future]);
        assert_eq!(read("-4800-01-01", "", "").unwrap_err(), [Fault::From]);
    }

    #[test]
    fn two_years_are_the_most() {
        assert!(read("2024-11-25", TODAY, "all").is_ok());
        assert_eq!(read("2024-11-24", TODAY, "all").unwrap_err(), [Fault::Long]);
    }

    #[test]
    fn the_period_that_is_shown_is_marked() {
        let slice = read("", "", "patient").unwrap();
        let quick = quick(&slice, TODAY.parse().unwrap());
        let current: Vec<bool> = quick.iter().map(|one| one.current).collect();
        assert_eq!(current, [false, true, false]);
        assert!(
            quick[0]
                .href
                .ends_with("?from=2026-10-28&to=2026-11-24&source=patient")
        );
    }
}

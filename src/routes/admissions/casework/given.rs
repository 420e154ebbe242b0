//! What was given to the questions of a verb's form: checked, each fault with its place and its words.

use chrono::{Datelike as _, NaiveDate, NaiveTime};
use templates::admissions::casework::{Ask, Choice, Kind};
use templates::components::{Problem, Values};

/// What was given; every value fits the kind of its question.
#[derive(Debug, Clone, Copy)]
pub struct Given<'a> {
    values: Values<'a>,
}

impl<'a> Given<'a> {
    /// Checks the pairs of a form against what was asked; every fault at once.
    pub fn read(
        asks: &[Ask],
        pairs: &'a [(String, String)],
        today: NaiveDate,
    ) -> Result<Self, Vec<Problem>> {
        let values = Values(pairs);
        let faults = asks.iter().filter_map(|ask| {
            let message = fault(ask, values, today)?;
            Some(Problem {
                control: ask.control(),
                message,
            })
        });
        let problems: Vec<Problem> = faults.collect();
        if problems.is_empty() {
            Ok(Self { values })
        } else {
            Err(problems)
        }
    }

    /// A text without white space around it; empty where nothing was written.
    pub fn text(&self, name: &str) -> String {
        self.values.get(name).trim().to_owned()
    }

    /// A text, if one was written.
    pub fn written(&self, name: &str) -> Option<String> {
        Some(self.text(name)).filter(|text| !text.is_empty())
    }

    /// The code that was chosen; empty where none was.
    pub fn code(&self, name: &str) -> &'a str {
        self.values.get(name)
    }

    /// Every code that was chosen.
    pub fn codes(&self, name: &str) -> impl Iterator<Item = &'a str> {
        let chosen = self.values.0.iter().filter(move |(key, _)| key == name);
        chosen.map(|(_, value)| value.as_str())
    }

    /// A day, if one was written.
    pub fn day(&self, name: &str) -> Option<NaiveDate> {
        day(self.values, name).ok().flatten()
    }

    /// A time of day, if one was written.
    pub fn time(&self, name: &str) -> Option<NaiveTime> {
        time(self.values.get(name))
    }

    /// A number, if one was written.
    pub fn number(&self, name: &str) -> Option<u32> {
        self.values.get(name).trim().parse().ok()
    }
}

/// The values of a form that shows this day.
pub fn day_values(name: &str, day: NaiveDate) -> [(String, String); 3] {
    let part = |part: &str, value: String| (format!("{name}.{part}"), value);
    [
        part("day", day.day().to_string()),
        part("month", day.month().to_string()),
        part("year", day.year().to_string()),
    ]
}

/// What is wrong with the answer to one question, in words.
fn fault(ask: &Ask, values: Values<'_>, today: NaiveDate) -> Option<String> {
    let value = values.get(&ask.name).trim();
    if let Kind::Day { past, future } = ask.kind {
        return fault_of_day(ask, day(values, &ask.name), (past, future), today);
    }
    if value.is_empty() {
        return ask.needed.map(str::to_owned);
    }
    match &ask.kind {
        Kind::Line(most) | Kind::Text(most, _) => {
            let longest = usize::try_from(*most).unwrap_or(usize::MAX);
            (value.chars().count() > longest)
                .then(|| format!("{} must be {most} characters or fewer", ask.label))
        }
        Kind::One(choices) | Kind::Listed(choices) | Kind::Any(choices) => {
            unknown(ask, choices, values).then(|| "Choose one of the options".to_owned())
        }
        Kind::Time => time(value)
            .is_none()
            .then(|| "Enter a time, such as 14:30".to_owned()),
        Kind::Number(least, most) => {
            let number: Option<u32> = value.parse().ok();
            let fits = number.is_some_and(|number| (*least..=*most).contains(&number));
            (!fits).then(|| format!("Enter a whole number from {least} to {most}"))
        }
        Kind::Day { .. } => None,
    }
}

fn unknown(ask: &Ask, choices: &[Choice], values: Values<'_>) -> bool {
    let mut chosen = values.0.iter().filter(|(name, _)| *name == ask.name);
    chosen.any(|(_, value)| !choices.iter().any(|choice| choice.code == *value))
}

fn fault_of_day(
    ask: &Ask,
    day: Result<Option<NaiveDate>, ()>,
    (past, future): (bool, bool),
    today: NaiveDate,
) -> Option<String> {
    match day {
        Err(()) => Some("Enter a date, such as 4 12 2026".to_owned()),
        Ok(None) => ask.needed.map(str::to_owned),
        Ok(Some(day)) if day < today && !past => {
            Some("Enter today’s date or a later one".to_owned())
        }
        Ok(Some(day)) if day > today && !future => {
            Some("Enter today’s date or an earlier one".to_owned())
        }
        Ok(Some(day)) if (day.year() - today.year()).abs() > 10 => {
            Some("Check the year".to_owned())
        }
        Ok(Some(_)) => None,
    }
}

/// The day in three parts, if any is written.
fn day(values: Values<'_>, name: &str) -> Result<Option<NaiveDate>, ()> {
    let [day, month, year] =
        ["day", "month", "year"].map(|part| values.get_part(name, part).trim());
    if day.is_empty() && month.is_empty() && year.is_empty() {
        return Ok(None);
    }
    let number = |text: &str| text.parse().map_err(|_| ());
    let year = year.parse().map_err(|_| ())?;
    NaiveDate::from_ymd_opt(year, number(month)?, number(day)?)
        .map(Some)
        .ok_or(())
}

fn time(text: &str) -> Option<NaiveTime> {
    let text = text.trim().replace('.', ":");
    NaiveTime::parse_from_str(&text, "%H:%M").ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn pairs(given: &[(&str, &str)]) -> Vec<(String, String)> {
        let pair = |(name, value): &(&str, &str)| ((*name).to_owned(), (*value).to_owned());
        given.iter().map(pair).collect()
    }

    fn faults(ask: Ask, given: &[(&str, &str)]) -> Vec<String> {
        let today = "2026-11-24".parse().expect("a date");
        let read = Given::read(&[ask], &pairs(given), today).err();
        let problems = read.unwrap_or_default();
        problems.into_iter().map(|one| one.message).collect()
    }

    #[test]
    fn each_kind_takes_what_fits_it() {
        let day = |past, future| Ask::new("on", "Day", "Enter the day", Kind::Day { past, future });
        let parts = |d, m, y| [("on.day", d), ("on.month", m), ("on.year", y)];
        assert_eq!(faults(day(true, true), &[]), ["Enter the day"]);
        assert!(faults(day(false, true), &parts("24", "11", "2026")).is_empty());
        assert_eq!(
            faults(day(false, true), &parts("23", "11", "2026")).len(),
            1
        );
        assert_eq!(
            faults(day(true, false), &parts("25", "11", "2026")).len(),
            1
        );
        assert_eq!(faults(day(true, true), &parts("31", "2", "2026")).len(), 1);
        let number = || Ask::optional("n", "Number", Kind::Number(1, 9));
        assert!(faults(number(), &[("n", "")]).is_empty());
        assert!(faults(number(), &[("n", " 9 ")]).is_empty());
        assert_eq!(faults(number(), &[("n", "10")]).len(), 1);
        let one = || {
            Ask::new(
                "c",
                "Code",
                "Choose",
                Kind::One(vec![Choice::new("a", "A")]),
            )
        };
        assert!(faults(one(), &[("c", "a")]).is_empty());
        assert_eq!(faults(one(), &[("c", "b")]).len(), 1);
        let text = || Ask::new("t", "Text", "Write", Kind::Text(3, 2));
        assert_eq!(faults(text(), &[("t", "  ")]), ["Write"]);
        assert_eq!(faults(text(), &[("t", "four")]).len(), 1);
        let time = || Ask::new("at", "Time", "Enter", Kind::Time);
        assert!(faults(time(), &[("at", "9.05")]).is_empty());
        assert_eq!(faults(time(), &[("at", "25:00")]).len(), 1);
    }
}

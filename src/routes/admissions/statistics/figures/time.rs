//! What goes with time: arrivals and beds by week.

use chrono::{Datelike as _, Days, NaiveDate};
use templates::admissions::statistics::Table;
use templates::components::plot::{Column, Columns, Panel, Plot};

use super::super::super::words;
use super::super::small::{Count, Small, amount};
use super::{Drawn, headings, percent};
use crate::store::statistics::{Arrivals, Occupancy, Slice};
use crate::store::submissions::Source;

const SOURCES: [Source; 3] = [Source::Patient, Source::SomeoneElse, Source::Gp];

/// Referrals received, by week and sender; weeks without any too.
pub fn arrivals(slice: &Slice, small: Small, arrivals: &[Arrivals]) -> Drawn {
    let weeks = if arrivals.is_empty() {
        Vec::new()
    } else {
        weeks(slice)
    };
    let sources: Vec<Source> = SOURCES
        .into_iter()
        .filter(|source| slice.source.is_none_or(|only| only == *source))
        .collect();
    let count = |week: NaiveDate, source| {
        let found = arrivals
            .iter()
            .find(|one| one.week == week && one.source == source);
        found.map_or(0, |one| one.count)
    };
    let counts: Vec<Vec<u64>> = weeks
        .iter()
        .map(|week| sources.iter().map(|source| count(*week, *source)).collect())
        .collect();
    let totals: Vec<u64> = counts.iter().map(|week| week.iter().sum()).collect();
    let shown: Vec<Vec<Count>> = counts.iter().map(|week| small.parts(week)).collect();
    let panel = |(at, source): (usize, &Source)| {
        panel(
            words::source(*source),
            shown.iter().map(|week| week[at]).collect(),
        )
    };
    let columns = Columns {
        panels: sources.iter().enumerate().map(panel).collect(),
        names: weeks.iter().map(|week| short_day(*week)).collect(),
        end: None,
    };
    let mut names = vec!["Week from".to_owned()];
    names.extend(
        sources
            .iter()
            .map(|source| words::source(*source).to_owned()),
    );
    names.push("All".to_owned());
    let rows = weeks.iter().zip(&shown).zip(small.parts(&totals));
    let rows = rows.map(|((week, parts), total)| {
        let cells = parts.iter().chain([&total]).map(|count| count.words());
        std::iter::once(long_day(*week)).chain(cells).collect()
    });
    let table = Table {
        headings: names,
        rows: rows.collect(),
    };
    (Plot::Columns(columns), table)
}

/// A panel with its sum, which is left out where a part of it is kept back.
fn panel(name: &str, counts: Vec<Count>) -> Panel {
    let exact = |count: &Count| match count {
        Count::Exact(count) => Some(*count),
        Count::Fewer | Count::Withheld => None,
    };
    let sum: Option<u64> = counts.iter().map(exact).sum();
    let column = |count: Count| Column {
        amount: count.amount(),
        value: count.short(),
    };
    Panel {
        name: name.to_owned(),
        total: sum.map_or_else(String::new, |sum| format!("{sum} in all")),
        columns: counts.into_iter().map(column).collect(),
    }
}

/// The Mondays of the weeks that a period touches.
fn weeks(slice: &Slice) -> Vec<NaiveDate> {
    let into = Days::new(slice.from.weekday().num_days_from_monday().into());
    let monday = slice.from.checked_sub_days(into).unwrap_or(slice.from);
    let weeks = monday.iter_weeks();
    weeks.take_while(|week| *week <= slice.to).collect()
}

/// Beds in use, by week.
pub fn occupancy(small: Small, weeks: &[Occupancy]) -> Drawn {
    let share_of = |week: &Occupancy| match small.one(week.taken) {
        Count::Exact(taken) if week.open > 0 => Some(100.0 * amount(taken) / amount(week.open)),
        _ => None,
    };
    let column = |week: &Occupancy| Column {
        amount: share_of(week),
        value: share_of(week).map_or_else(|| "–".to_owned(), |share| format!("{share:.0}")),
    };
    let columns = Columns {
        panels: vec![Panel {
            name: "Nights taken, of 100".to_owned(),
            total: String::new(),
            columns: weeks.iter().map(column).collect(),
        }],
        names: weeks.iter().map(|week| short_day(week.week)).collect(),
        end: Some(100.0),
    };
    let rows = weeks.iter().map(|week| {
        let taken = small.one(week.taken);
        let share = match taken {
            Count::Exact(taken) => percent(taken, week.open),
            Count::Fewer | Count::Withheld => None,
        };
        vec![
            long_day(week.week),
            taken.words(),
            week.open.to_string(),
            share.unwrap_or_else(|| "–".to_owned()),
        ]
    });
    let table = Table {
        headings: headings(["Week from", "Nights taken", "Nights there", "In use"]),
        rows: rows.collect(),
    };
    (Plot::Columns(columns), table)
}

fn short_day(day: NaiveDate) -> String {
    day.format("%-d %b %y").to_string()
}

fn long_day(day: NaiveDate) -> String {
    day.format("%-d %B %Y").to_string()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    #[test]
    fn weeks_begin_on_the_monday_before_the_period() {
        let slice = Slice {
            from: day("2026-11-18"),
            to: day("2026-11-30"),
            source: None,
        };
        let mondays = [day("2026-11-16"), day("2026-11-23"), day("2026-11-30")];
        assert_eq!(weeks(&slice), mondays);
    }
}

//! What goes with time: arrivals and beds by week, and how long the first steps took.

use chrono::{Datelike as _, Days, NaiveDate};
use templates::admissions::statistics::Table;
use templates::components::plot::{Column, Columns, Panel, Plot, Span, Spans};

use super::super::super::words;
use super::super::small::{Count, Small, amount};
use super::{Drawn, headings, percent, share};
use crate::config::Hospital;
use crate::store::statistics::{Arrivals, Occupancy, Received, Slice, Took};
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

/// Time to acknowledge, triage and decide.
pub fn times(hospital: &Hospital, small: Small, received: &Received) -> Drawn {
    let steps = [
        (
            "To acknowledge",
            &received.acknowledge,
            Some(hospital.acknowledge_days),
        ),
        ("To triage", &received.triage, Some(hospital.triage_days)),
        ("To decide", &received.decide, None),
    ];
    let any = |took: &Took| took.done.count() + took.waiting.count() > 0;
    let steps: Vec<_> = steps.into_iter().filter(|(_, took, _)| any(took)).collect();
    let spans = steps
        .iter()
        .map(|(name, took, target)| span(name, took, *target, small));
    let spans = Spans {
        spans: spans.collect(),
        unit: "working days".to_owned(),
    };
    let rows = steps.iter().map(|(name, took, target)| {
        let counts = small.parts(&[took.done.count(), took.waiting.count()]);
        let (half, most) = percentiles(took, small);
        let days = |days: Option<u32>| days.map_or_else(|| "–".to_owned(), |days| days.to_string());
        vec![
            (*name).to_owned(),
            counts[0].words(),
            counts[1].words(),
            days(half),
            days(most),
            days(*target),
            target.map_or_else(|| "–".to_owned(), |target| within(took, target, small)),
        ]
    });
    let table = Table {
        headings: headings([
            "Working days",
            "Done",
            "Still waiting",
            "Median",
            "90th percentile",
            "Target",
            "Within target",
        ]),
        rows: rows.collect(),
    };
    (Plot::Spans(spans), table)
}

/// Within how many days half and nine in ten were done; of few, nothing is told.
fn percentiles(took: &Took, small: Small) -> (Option<u32>, Option<u32>) {
    let many = matches!(small.one(took.done.count()), Count::Exact(_));
    let of = |percent| took.done.percentile(percent).filter(|_| many);
    (of(50), of(90))
}

/// How many met a target. Who still waits counts once it has passed.
fn within(took: &Took, target: u32, small: Small) -> String {
    let late = took.waiting.count() - took.waiting.within(target);
    share(small, took.done.within(target), took.done.count() + late)
}

fn span(name: &str, took: &Took, target: Option<u32>, small: Small) -> Span {
    let (half, most) = percentiles(took, small);
    let mut value = match (half, most) {
        (Some(half), Some(most)) => format!("half in {half}, 9 in 10 in {most}"),
        _ if took.done.count() == 0 => "none done yet".to_owned(),
        _ => "too few to show".to_owned(),
    };
    if let Some(target) = target {
        value = format!("{value}; target {target}");
    }
    Span {
        name: name.to_owned(),
        value,
        half: half.map(f64::from),
        most: most.map(f64::from),
        target: target.map(f64::from),
    }
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

    #[test]
    fn what_waits_beyond_the_target_is_late_and_what_waits_within_it_is_not_counted() {
        let mut took = Took::default();
        took.done.add(1, 6);
        took.done.add(3, 2);
        took.waiting.add(1, 5);
        took.waiting.add(2, 2);
        assert_eq!(within(&took, 1, Small::Shown), "6 of 10 (60%)");
    }
}

//! Numbers as figures: what is drawn, and the rows of the table.

mod cases;
mod signs;
mod steps;
mod time;

use templates::admissions::statistics::{Figure, Kind, PATH, Table};
use templates::components::plot::{Bar, Plot};

use super::filter;
use super::numbers::Numbers;
use super::small::{Count, Small};
use crate::context::Context;
use crate::store::statistics::Slice;

/// A drawing with its table.
type Drawn = (Plot, Table);

/// All figures, in the order of the page.
pub fn all(context: &Context, slice: &Slice, small: Small, numbers: &Numbers) -> Vec<Figure> {
    Kind::ALL
        .into_iter()
        .map(|kind| one(context, slice, small, numbers, kind))
        .collect()
}

/// One figure. Without a number its table has no row.
pub fn one(
    context: &Context,
    slice: &Slice,
    small: Small,
    numbers: &Numbers,
    kind: Kind,
) -> Figure {
    let pathways = &context.app.pathways;
    let (plot, table) = match kind {
        Kind::Arrivals => time::arrivals(slice, small, &numbers.arrivals),
        Kind::Times => steps::steps(small, &numbers.steps),
        Kind::Occupancy => time::occupancy(small, &numbers.occupancy),
        Kind::Signs => signs::outcomes(pathways, small, &numbers.signs),
        Kind::Opinions => signs::opinions(pathways, small, &numbers.opinions),
        Kind::SecondReads => signs::second_reads(small, numbers.second_reads),
        Kind::Exits => cases::exits(small, &numbers.exits),
        Kind::Waiting => cases::waiting(small, &numbers.waiting),
        Kind::Faults => cases::faults(pathways, small, &numbers.faults),
    };
    Figure {
        kind,
        plot,
        table,
        download: format!("{PATH}/{}.csv?{}", kind.code(), filter::query(slice)),
    }
}

/// The few numbers on top of the page.
pub fn summary(small: Small, numbers: &Numbers) -> Vec<(&'static str, String)> {
    let received = numbers.arrivals.iter().map(|one| one.count).sum();
    let ended = numbers.exits.iter().map(|(_, count)| count).sum();
    let mut summary = vec![
        ("Received", small.one(received).words()),
        ("Declined or redirected", small.one(ended).words()),
        (
            "Waiting for a bed",
            small.one(numbers.waiting.count()).words(),
        ),
    ];
    if let Some(share) = in_use(small, numbers) {
        summary.push(("Beds in use", share));
    }
    summary
}

/// The share of nights that beds were taken; not where a week of few would follow from it.
fn in_use(small: Small, numbers: &Numbers) -> Option<String> {
    let weeks = numbers.occupancy.iter();
    let taken: Vec<u64> = weeks.clone().map(|week| week.taken).collect();
    let share = percent(taken.iter().sum(), weeks.map(|week| week.open).sum())?;
    Some(if small.may_tell(&taken) {
        share
    } else {
        "not shown".to_owned()
    })
}

/// A share of counts, such as "80%"; none of nothing.
fn percent(part: u64, whole: u64) -> Option<String> {
    let share = (u128::from(part) * 200 + u128::from(whole)).checked_div(u128::from(whole) * 2)?;
    Some(format!("{share}%"))
}

/// The first of all parts of a whole: "12 of 15 (80%)", unless that would tell of few.
fn share(small: Small, parts: &[u64]) -> String {
    let (part, whole) = (parts.first().copied().unwrap_or(0), parts.iter().sum());
    match percent(part, whole) {
        None => "–".to_owned(),
        Some(percent) if small.may_tell(parts) => format!("{part} of {whole} ({percent})"),
        Some(_) => "not shown".to_owned(),
    }
}

fn bar(name: &str, count: Count) -> Bar {
    Bar {
        name: name.to_owned(),
        amount: count.amount(),
        value: count.words(),
    }
}

fn headings<const N: usize>(names: [&str; N]) -> Vec<String> {
    names.map(str::to_owned).into()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shares_stand_beside_what_they_are_of() {
        assert_eq!(share(Small::Shown, &[2, 1]), "2 of 3 (67%)");
        assert_eq!(share(Small::Shown, &[0, 0]), "–");
        assert_eq!(share(Small::Hidden, &[2, 1]), "not shown");
        assert_eq!(share(Small::Hidden, &[10, 3, 7]), "not shown");
        assert_eq!(share(Small::Hidden, &[10, 10]), "10 of 20 (50%)");
    }
}

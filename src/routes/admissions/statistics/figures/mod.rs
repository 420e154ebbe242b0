//! Numbers as figures: what is drawn, and the rows of the table.

mod cases;
mod signs;
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
        Kind::Arrivals => time::arrivals(slice, small, &numbers.received.arrivals),
        Kind::Times => time::times(&context.app.config.hospital, small, &numbers.received),
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
    let received = numbers.received.arrivals.iter().map(|one| one.count).sum();
    let ended = numbers.exits.iter().map(|(_, count)| count).sum();
    let beds = numbers.occupancy.iter();
    let (taken, open) = beds.fold((0, 0), |(taken, open), week| {
        (taken + week.taken, open + week.open)
    });
    let mut summary = vec![
        ("Received", small.one(received).words()),
        ("Declined or redirected", small.one(ended).words()),
        (
            "Waiting for a bed",
            small.one(numbers.waiting.count()).words(),
        ),
    ];
    if let Some(share) = percent(taken, open) {
        summary.push(("Beds in use", share));
    }
    summary
}

/// A share of counts, such as "80%"; none of nothing.
fn percent(part: u64, whole: u64) -> Option<String> {
    let share = (u128::from(part) * 200 + u128::from(whole)).checked_div(u128::from(whole) * 2)?;
    Some(format!("{share}%"))
}

/// "12 of 15 (80%)", unless that would tell of few.
fn share(small: Small, part: u64, whole: u64) -> String {
    match percent(part, whole) {
        None => "–".to_owned(),
        Some(percent) if small.may_tell(part, whole) => format!("{part} of {whole} ({percent})"),
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
        assert_eq!(share(Small::Shown, 2, 3), "2 of 3 (67%)");
        assert_eq!(share(Small::Shown, 0, 0), "–");
        assert_eq!(share(Small::Hidden, 2, 3), "not shown");
        assert_eq!(share(Small::Hidden, 10, 20), "10 of 20 (50%)");
    }
}

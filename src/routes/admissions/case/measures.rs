//! The measures of a case, scale by scale.

use chrono::NaiveDate;
use domain::referral::measure::{Measure, RcsE, Scale};
use domain::referral::{Action, Event, Happening};
use templates::admissions::case::measures::{Series, Taken};

use crate::routes::admissions::guard::Staff;
use crate::routes::admissions::referral::whom;
use crate::store::referrals::Case;

/// Most measures of one scale that the page shows.
const MOST: usize = 24;
/// Highest total of the RCS-E.
const HIGHEST: u16 = 22;

struct One<'a> {
    measure: Measure,
    on: NaiveDate,
    event: &'a Event,
}

/// The scales that were used, the RCS-E first; of each the latest, the newest first.
pub fn series(staff: &Staff, case: &Case) -> Vec<Series> {
    let mut all: Vec<One<'_>> = case.events.iter().filter_map(one).collect();
    all.sort_by_key(|one| std::cmp::Reverse((one.on, one.event.version)));
    let rcs = series_of("rcs_e", "RCS-E", (0, HIGHEST), |measure| match measure {
        Measure::RcsE(parts) => Some(u16::from(parts.total())),
        Measure::Total { .. } => None,
    });
    let scales = Scale::ALL.iter().map(|scale| {
        series_of(
            scale.code(),
            scale.words(),
            scale.range(),
            |measure| match measure {
                Measure::Total { scale: of, value } if of == *scale => Some(value),
                _ => None,
            },
        )(staff, case, &all)
    });
    std::iter::once(rcs(staff, case, &all))
        .chain(scales)
        .filter(|series| !series.taken.is_empty())
        .collect()
}

fn one(event: &Event) -> Option<One<'_>> {
    match &event.what {
        Happening::Done {
            action: Action::RecordMeasure { measure, on },
        } => Some(One {
            measure: *measure,
            on: *on,
            event,
        }),
        _ => None,
    }
}

fn series_of(
    code: &'static str,
    name: &'static str,
    range: (u16, u16),
    value: impl Fn(Measure) -> Option<u16>,
) -> impl Fn(&Staff, &Case, &[One<'_>]) -> Series {
    move |staff, case, all| {
        let of = all
            .iter()
            .filter_map(|one| Some((one, value(one.measure)?)));
        let of: Vec<(&One<'_>, u16)> = of.take(MOST).collect();
        let days: Vec<NaiveDate> = of.iter().map(|(one, _)| one.on).collect();
        let taken = of.iter().enumerate().map(|(at, (one, value))| Taken {
            day: one.on.format("%-d %B %Y").to_string(),
            value: *value,
            parts: parts(one.measure),
            who: whom(staff, case, one.event.actor).to_owned(),
            place: place(&days, at),
        });
        Series {
            code,
            name,
            range,
            taken: taken.collect(),
        }
    }
}

fn parts(measure: Measure) -> Option<String> {
    let Measure::RcsE(parts) = measure else {
        return None;
    };
    let names = RcsE::PARTS.iter().zip(parts.values());
    let parts: Vec<String> = names
        .map(|((name, ..), value)| format!("{name} {value}"))
        .collect();
    Some(parts.join(", "))
}

/// Where a day lies between the first and the last, in thousandths; evenly where all are of one day. The days come newest first.
fn place(days: &[NaiveDate], at: usize) -> u16 {
    let (Some(last), Some(first)) = (days.first(), days.last()) else {
        return 0;
    };
    let whole = (*last - *first).num_days();
    let thousandths = if whole > 0 {
        (days[at] - *first).num_days() * 1000 / whole
    } else {
        let steps = days.len().saturating_sub(1).max(1);
        i64::try_from((steps - at) * 1000 / steps).unwrap_or(0)
    };
    u16::try_from(thousandths).unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_keep_their_distance() {
        let days = ["2026-01-11", "2026-01-06", "2026-01-01"].map(|day| day.parse().unwrap());
        assert_eq!([0, 1, 2].map(|at| place(&days, at)), [1000, 500, 0]);
        let same = [days[0]; 3];
        assert_eq!([0, 1, 2].map(|at| place(&same, at)), [1000, 500, 0]);
    }
}

//! Days of beds: the rule of overlaps against a plain model, and the pieces of a picture.

use chrono::{Days as Count, NaiveDate};
use domain::beds::{BedDays, Days, Occupancy, Piece, line, occupancy};
use proptest::prelude::*;

fn day(number: u64) -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, 2, 20).expect("a date") + Count::new(number)
}

fn days(from: u64, count: u64) -> Days {
    Days::new(day(from), day(from + count)).expect("at least one day")
}

fn some_days() -> impl Strategy<Value = Days> {
    (0u64..40, 1u64..12).prop_map(|(from, count)| days(from, count))
}

proptest! {
    #[test]
    fn days_clash_where_a_day_is_in_both(one in some_days(), other in some_days()) {
        let shared = (0..60).map(day).any(|day| one.has(day) && other.has(day));
        prop_assert_eq!(one.clashes(other), shared);
        prop_assert_eq!(other.clashes(one), shared);
        prop_assert_eq!(one.within(other).is_some(), shared);
    }

    #[test]
    fn a_line_has_every_day_of_the_window_once_in_order(
        window in some_days(), taken in prop::collection::vec(some_days(), 0..6)
    ) {
        let mut seen = Vec::new();
        for piece in line(window, &taken) {
            match piece {
                Piece::Free(free) => {
                    prop_assert!(!taken.iter().any(|days| days.has(free)));
                    seen.push(free);
                }
                Piece::Taken(days, at) => {
                    prop_assert!(days.each().all(|day| taken[at].has(day)));
                    seen.extend(days.each());
                }
            }
        }
        prop_assert_eq!(seen, window.each().collect::<Vec<_>>());
    }
}

#[test]
fn somebody_comes_on_the_day_on_which_somebody_leaves() {
    assert!(!days(0, 7).clashes(days(7, 7)));
    assert!(days(0, 8).clashes(days(7, 7)));
    assert_eq!(Days::new(day(3), day(3)), None);
    let closure = Days::inclusive(day(3), day(3)).expect("one day");
    assert_eq!((closure.count(), closure.last()), (1, day(3)));
}

#[test]
fn beds_are_counted_once_a_day_and_closed_ones_are_not_free() {
    let bed = |stays: &[Days], closures: &[Days], closed_on| BedDays {
        closed_on,
        stays: stays.to_vec(),
        closures: closures.to_vec(),
    };
    let beds = [
        bed(&[days(0, 2)], &[], None),
        bed(&[], &[days(1, 1)], None),
        bed(&[], &[], Some(day(2))),
    ];
    let counted = |taken, free| Occupancy { taken, free };
    let expected = [counted(1, 2), counted(1, 1), counted(0, 2)];
    assert_eq!(occupancy(days(0, 3), &beds), expected);
}

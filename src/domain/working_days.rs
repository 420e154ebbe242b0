//! Working days in England: Monday to Friday, less the bank holidays.

use chrono::{Datelike, NaiveDate, Weekday};

/// Bank holidays of England and Wales as (year, month, day).
/// Source: <https://www.gov.uk/bank-holidays>, 2025 to 2028; beyond these years only weekends are known not to be worked.
const BANK_HOLIDAYS: [(i32, u32, u32); 32] = [
    (2025, 1, 1),
    (2025, 4, 18),
    (2025, 4, 21),
    (2025, 5, 5),
    (2025, 5, 26),
    (2025, 8, 25),
    (2025, 12, 25),
    (2025, 12, 26),
    (2026, 1, 1),
    (2026, 4, 3),
    (2026, 4, 6),
    (2026, 5, 4),
    (2026, 5, 25),
    (2026, 8, 31),
    (2026, 12, 25),
    (2026, 12, 28),
    (2027, 1, 1),
    (2027, 3, 26),
    (2027, 3, 29),
    (2027, 5, 3),
    (2027, 5, 31),
    (2027, 8, 30),
    (2027, 12, 27),
    (2027, 12, 28),
    (2028, 1, 3),
    (2028, 4, 14),
    (2028, 4, 17),
    (2028, 5, 1),
    (2028, 5, 29),
    (2028, 8, 28),
    (2028, 12, 25),
    (2028, 12, 26),
];

/// Whether a day is worked.
pub fn is_worked(day: NaiveDate) -> bool {
    let weekend = matches!(day.weekday(), Weekday::Sat | Weekday::Sun);
    !weekend && !BANK_HOLIDAYS.contains(&(day.year(), day.month(), day.day()))
}

/// The working day that comes so many working days after a day. With none, the day itself or the next that is worked.
pub fn after(day: NaiveDate, count: u32) -> NaiveDate {
    let mut later = day
        .iter_days()
        .skip(usize::from(count > 0))
        .filter(|day| is_worked(*day));
    let skipped = usize::try_from(count.saturating_sub(1)).unwrap_or(usize::MAX);
    later.nth(skipped).unwrap_or(NaiveDate::MAX)
}

/// How many working days come after one day up to and with another.
pub fn between(from: NaiveDate, to: NaiveDate) -> usize {
    let days = from.iter_days().skip(1).take_while(|day| *day <= to);
    days.filter(|day| is_worked(*day)).count()
}

#[cfg(test)]
mod tests {
    use chrono::Days;
    use proptest::prelude::*;

    use super::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().expect("a date")
    }

    #[test]
    fn weekends_and_bank_holidays_are_left_out() {
        let next = |from, count| after(day(from), count).to_string();
        assert_eq!(next("2026-11-24", 1), "2026-11-25");
        assert_eq!(next("2026-11-27", 2), "2026-12-01");
        assert_eq!(next("2026-12-24", 1), "2026-12-29");
        assert_eq!(next("2026-04-02", 1), "2026-04-07");
        assert_eq!(next("2027-12-24", 1), "2027-12-29");
        assert_eq!(next("2026-11-28", 0), "2026-11-30");
    }

    #[test]
    fn every_bank_holiday_falls_on_a_weekday_and_each_year_has_eight() {
        let holidays = BANK_HOLIDAYS
            .map(|(year, month, day)| NaiveDate::from_ymd_opt(year, month, day).expect("a date"));
        for holiday in holidays {
            assert!(
                !matches!(holiday.weekday(), Weekday::Sat | Weekday::Sun),
                "{holiday}"
            );
        }
        for year in 2025..=2028 {
            let count = holidays.iter().filter(|day| day.year() == year).count();
            assert_eq!(count, 8, "{year}");
        }
        assert!(holidays.is_sorted());
    }

    proptest! {
        #[test]
        fn what_is_promised_is_worked_and_counts_back(from in 0u64..1460, count in 1u32..30) {
            let from = day("2025-01-01") + Days::new(from);
            let then = after(from, count);
            prop_assert!(is_worked(then) && then > from);
            prop_assert_eq!(between(from, then), usize::try_from(count).expect("small"));
            prop_assert!(after(from, count + 1) > then);
            prop_assert!(after(from + Days::new(1), count) >= then);
        }
    }
}

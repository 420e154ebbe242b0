//! How long things took: how many took how many days, and what can be said of that.

use std::collections::BTreeMap;

/// How many cases took how many working days.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Distribution(BTreeMap<u32, u64>);

impl Distribution {
    /// Adds so many cases that took so many days.
    pub fn add(&mut self, days: u32, count: u64) {
        if count > 0 {
            *self.0.entry(days).or_default() += count;
        }
    }

    /// How many cases there are.
    pub fn count(&self) -> u64 {
        self.0.values().sum()
    }

    /// How many took at most so many days.
    pub fn within(&self, days: u32) -> u64 {
        self.0.range(..=days).map(|(_, count)| count).sum()
    }

    /// The fewest days that one took. Nothing without a case.
    pub fn least(&self) -> Option<u32> {
        self.0.keys().next().copied()
    }

    /// The fewest days within which at least so many in a hundred were done: 50 is the median, 90 the 90th percentile. This is
    /// `percentile_disc` of SQL: days are whole, and the answer is one that somebody waited. Nothing without a case.
    pub fn percentile(&self, percent: u8) -> Option<u32> {
        let wanted = (u128::from(self.count()) * u128::from(percent.min(100))).div_ceil(100);
        let mut seen = 0;
        self.0.iter().find_map(|(days, count)| {
            seen += u128::from(*count);
            (seen >= wanted).then_some(*days)
        })
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn of(days: &[u32]) -> Distribution {
        let mut all = Distribution::default();
        for days in days {
            all.add(*days, 1);
        }
        all
    }

    #[test]
    fn nothing_is_said_of_no_case() {
        assert_eq!(of(&[]).percentile(50), None);
        assert_eq!(of(&[]).count(), 0);
    }

    #[test]
    fn half_and_nine_in_ten_are_days_that_somebody_waited() {
        let ten = of(&[1, 1, 1, 2, 2, 3, 3, 4, 9, 30]);
        assert_eq!(ten.percentile(50), Some(2));
        assert_eq!(ten.percentile(90), Some(9));
        assert_eq!(ten.percentile(100), Some(30));
        assert_eq!(ten.least(), Some(1));
        assert_eq!(ten.within(2), 5);
        assert_eq!(of(&[4]).percentile(50), Some(4));
    }

    proptest! {
        #[test]
        fn at_least_the_share_lies_within_a_percentile(days in prop::collection::vec(0u32..60, 1..200), percent in 1u8..=100) {
            let all = of(&days);
            let found = all.percentile(percent).expect("there are cases");
            let share = all.count() * u64::from(percent);
            prop_assert!(all.within(found) * 100 >= share);
            prop_assert!(found == 0 || all.within(found - 1) * 100 < share);
        }
    }
}

//! The one place that reads the time.

use chrono::{DateTime, NaiveDate, Utc};

/// Tells the time; passed to whatever needs it, so that tests can fix it.
pub trait Clock: Send + Sync {
    /// The present instant.
    fn now(&self) -> DateTime<Utc>;

    /// The calendar day of the present instant where the hospital stands (England).
    fn today(&self) -> NaiveDate {
        england::date(self.now())
    }
}

/// The machine's clock.
#[derive(Debug, Clone, Copy, Default)]
pub struct System;

impl Clock for System {
    #[expect(
        clippy::disallowed_methods,
        reason = "this is the one place that provides the time"
    )]
    fn now(&self) -> DateTime<Utc> {
        Utc::now()
    }
}

/// A clock that stands still, for tests.
#[derive(Debug, Clone, Copy)]
pub struct Fixed(pub DateTime<Utc>);

impl Clock for Fixed {
    fn now(&self) -> DateTime<Utc> {
        self.0
    }
}

/// Civil time in England, where the hospital stands.
pub mod england {
    use chrono::{DateTime, NaiveDate, NaiveDateTime, NaiveTime, Utc};
    use chrono_tz::Europe::London;

    /// The date in England at an instant.
    pub fn date(at: DateTime<Utc>) -> NaiveDate {
        local(at).date()
    }

    /// Date and time in England at an instant.
    pub fn local(at: DateTime<Utc>) -> NaiveDateTime {
        at.with_timezone(&London).naive_local()
    }

    /// The instant at which a day begins in England; nothing for days beyond the calendar. Clocks never change at midnight.
    pub fn start_of(day: NaiveDate) -> Option<DateTime<Utc>> {
        let midnight = day.and_time(NaiveTime::MIN).and_local_timezone(London);
        Some(midnight.earliest()?.with_timezone(&Utc))
    }

    /// The instant at which clocks in England show a date and time: the first of two when they are put back, and none in the hour
    /// that they leave out when they are put forward.
    pub fn instant(local: NaiveDateTime) -> Option<DateTime<Utc>> {
        let found = local.and_local_timezone(London).earliest();
        found.map(|at| at.with_timezone(&Utc))
    }
}

#[cfg(test)]
mod tests {
    use super::england;
    use chrono::{DateTime, Utc};

    fn at(text: &str) -> DateTime<Utc> {
        text.parse().unwrap()
    }

    #[test]
    fn the_day_turns_at_midnight_in_england() {
        assert_eq!(
            england::date(at("2026-07-01T22:59:59Z")).to_string(),
            "2026-07-01"
        );
        assert_eq!(
            england::date(at("2026-07-01T23:00:00Z")).to_string(),
            "2026-07-02"
        );
        assert_eq!(
            england::date(at("2026-12-01T23:59:59Z")).to_string(),
            "2026-12-01"
        );
    }

    #[test]
    fn a_day_begins_at_midnight_in_england() {
        let start = |day: &str| england::start_of(day.parse().unwrap()).unwrap();
        assert_eq!(start("2026-07-01"), at("2026-06-30T23:00:00Z"));
        assert_eq!(start("2026-12-01"), at("2026-12-01T00:00:00Z"));
    }

    #[test]
    fn a_time_in_england_is_one_instant_or_none() {
        let instant = |text: &str| england::instant(text.parse().unwrap());
        assert_eq!(
            instant("2026-07-01T14:30:00"),
            Some(at("2026-07-01T13:30:00Z"))
        );
        assert_eq!(
            instant("2026-12-01T14:30:00"),
            Some(at("2026-12-01T14:30:00Z"))
        );
        assert_eq!(
            instant("2026-10-25T01:30:00"),
            Some(at("2026-10-25T00:30:00Z"))
        );
        assert_eq!(instant("2026-03-29T01:30:00"), None);
    }

    #[test]
    fn summer_time_begins_and_ends_on_the_last_sundays() {
        assert_eq!(
            england::local(at("2026-03-29T00:59:59Z")).to_string(),
            "2026-03-29 00:59:59"
        );
        assert_eq!(
            england::local(at("2026-03-29T01:00:00Z")).to_string(),
            "2026-03-29 02:00:00"
        );
        assert_eq!(
            england::local(at("2026-10-25T00:59:59Z")).to_string(),
            "2026-10-25 01:59:59"
        );
        assert_eq!(
            england::local(at("2026-10-25T01:00:00Z")).to_string(),
            "2026-10-25 01:00:00"
        );
    }
}

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
    use chrono::{DateTime, NaiveDate, NaiveDateTime, NaiveTime, TimeZone as _, Utc};
    use chrono_tz::Europe::London;

    /// The date in England at an instant.
    pub fn date(at: DateTime<Utc>) -> NaiveDate {
        local(at).date()
    }

    /// The instant at which a day begins in England. The clock is never changed at midnight there.
    pub fn midnight(day: NaiveDate) -> DateTime<Utc> {
        let begin = day.and_time(NaiveTime::MIN);
        let found = London.from_local_datetime(&begin).earliest();
        found.map_or_else(|| begin.and_utc(), |found| found.to_utc())
    }

    /// Date and time in England at an instant.
    pub fn local(at: DateTime<Utc>) -> NaiveDateTime {
        at.with_timezone(&London).naive_local()
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
    fn a_day_begins_at_midnight_of_england() {
        for (day, begin) in [
            ("2026-07-01", "2026-06-30T23:00:00Z"),
            ("2026-12-01", "2026-12-01T00:00:00Z"),
        ] {
            assert_eq!(england::midnight(day.parse().unwrap()), at(begin));
        }
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

//! Instants in addresses: microseconds, of years that a database and a person can make something of.

use chrono::{DateTime, Datelike as _, Utc};

/// The instant; nothing outside the years 1 to 9999, since Postgres knows no years as early as a number can say.
pub(super) fn of_micros(micros: i64) -> Option<DateTime<Utc>> {
    let instant = DateTime::from_timestamp_micros(micros)?;
    (1..=9999).contains(&instant.year()).then_some(instant)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_instant_is_one_that_a_database_can_hold() {
        let last = 253_402_300_799_999_999;
        for micros in [0, 1_900_000_000_123_456, last, -62_135_596_800_000_000] {
            let read = of_micros(micros).map(|instant| instant.timestamp_micros());
            assert_eq!(read, Some(micros));
        }
        for micros in [last + 1, -62_135_596_800_000_001, i64::MIN, i64::MAX] {
            assert_eq!(of_micros(micros), None, "{micros}");
        }
    }
}

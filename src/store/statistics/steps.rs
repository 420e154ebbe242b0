//! How long the first steps of what was received in a period took, and which promises were kept: one reading of the referrals.

use chrono::{DateTime, Days, Months, NaiveDate, Utc};
use domain::distribution::Distribution;
use domain::working_days;
use sqlx::PgConnection;

use super::{Slice, count};
use crate::clock::england;
use crate::store::StoreError;

/// The longest that a step may be promised after the receipt, in days of every kind, with room to spare.
const PROMISE: Days = Days::new(200);

/// How long a step took, and whether the promise of it was kept.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Took {
    /// Working days from the receipt, of those for which it was done.
    pub done: Distribution,
    /// How many still wait for it.
    pub waiting: u64,
    /// How many were done by the day that was promised to that very case, as waits for information moved it.
    pub kept: u64,
    /// How many were done after that day.
    pub late: u64,
    /// How many were not done when that day passed, and still are not, or ended without it.
    pub missed: u64,
    /// How many were done, but it is not known yet what was promised.
    pub unknown: u64,
    /// Working days that were promised at the receipt.
    pub promised: Distribution,
}

/// The steps whose time is taken, from the receipt.
#[derive(Debug, Clone, Default)]
pub struct Steps {
    /// Until the sender was first told that it has come, or somebody began to read.
    pub acknowledge: Took,
    /// Until triage ended.
    pub triage: Took,
    /// Until a day for an assessment was offered.
    pub assessment: Took,
    /// Until the hospital said yes or no, which has no promise.
    pub decide: Took,
}

/// Takes the times of what was received. What was joined to another case does not wait by itself, and nothing is promised to it.
///
/// What a working day is, the domain says: it numbers the days, and Postgres subtracts the numbers. Until when a promise holds stands
/// in the row, as the domain worked it out, and days are compared with it. On which day of England something was, `width_bucket`
/// finds among the midnights that it is given: that takes a fifth of the time of `AT TIME ZONE`. What is said of a step is packed into
/// one number (`Alike::unpack`), since to group by three columns for each of four steps took as long as all the rest. `OFFSET 0`
/// keeps Postgres from working out the same value again wherever it is used.
pub async fn steps(
    conn: &mut PgConnection,
    slice: &Slice,
    today: NaiveDate,
) -> Result<Steps, StoreError> {
    let (midnights, numbers) = days(slice, today);
    let rows = sqlx::query!(
        r#"SELECT acknowledged, triaged, offered, decided, count(*) AS "count!"
           FROM (
               SELECT
                   CASE WHEN a IS NOT NULL THEN GREATEST($5[a] - n, 0) * 4096
                                                + CASE WHEN $1::date + a - 1 <= acknowledge_until THEN 0 WHEN acknowledge_until IS NOT NULL THEN 1 ELSE 2 END
                        WHEN waits THEN CASE WHEN $1 + ended - 1 > acknowledge_until THEN 4 ELSE 3 END
                        WHEN stands AND $1 + ended - 1 > acknowledge_until THEN 5
                   END + LEAST(COALESCE($5[acknowledge_by - $1 + 1] - n, 255), 255) * 16 AS acknowledged,
                   CASE WHEN t IS NOT NULL THEN GREATEST($5[t] - n, 0) * 4096
                                                + CASE WHEN $1 + t - 1 <= triage_until THEN 0 WHEN triage_until IS NOT NULL THEN 1 ELSE 2 END
                        WHEN waits THEN CASE WHEN $1 + ended - 1 > triage_until THEN 4 ELSE 3 END
                        WHEN stands AND $1 + ended - 1 > triage_until THEN 5
                   END + LEAST(COALESCE($5[triage_by - $1 + 1] - n, 255), 255) * 16 AS triaged,
                   CASE WHEN o IS NOT NULL THEN GREATEST($5[o] - n, 0) * 4096
                                                + CASE WHEN $1 + o - 1 <= assess_until THEN 0 WHEN assess_until IS NOT NULL THEN 1 ELSE 2 END
                        WHEN waits AND d IS NULL THEN CASE WHEN $1 + ended - 1 > assess_until THEN 4 ELSE 3 END
                        WHEN stands AND $1 + LEAST(d, ended) - 1 > assess_until THEN 5
                   END + LEAST(COALESCE($5[assess_by - $1 + 1] - n, 255), 255) * 16 AS offered,
                   CASE WHEN d IS NOT NULL THEN GREATEST($5[d] - n, 0) * 4096 + 6 WHEN waits THEN 3 END + 255 * 16 AS decided
               FROM (
                   SELECT *, ($5::int[])[r] AS n
                   FROM (
                       SELECT acknowledge_by, triage_by, assess_by, merged_into IS NULL AS stands,
                              closed_at IS NULL AND merged_into IS NULL AS waits,
                              CASE WHEN folded_version = version THEN acknowledge_by END AS acknowledge_until,
                              CASE WHEN folded_version = version THEN COALESCE(triage_until, triage_by) END AS triage_until,
                              CASE WHEN folded_version = version THEN COALESCE(assess_until, assess_by) END AS assess_until,
                              width_bucket(received_at, $4::timestamptz[]) AS r, width_bucket(acknowledged_at, $4) AS a,
                              width_bucket(triaged_at, $4) AS t, width_bucket(assessment_offered_at, $4) AS o,
                              width_bucket(decided_at, $4) AS d, COALESCE(width_bucket(closed_at, $4), $6::int) AS ended
                       FROM referrals
                       WHERE received_at >= $1::date::timestamp AT TIME ZONE 'Europe/London'
                         AND received_at < ($2::date + 1)::timestamp AT TIME ZONE 'Europe/London'
                         AND ($3::text IS NULL OR source = $3)
                       OFFSET 0
                   ) AS dated
                   OFFSET 0
               ) AS numbered
               OFFSET 0
           ) AS packed
           GROUP BY GROUPING SETS ((acknowledged), (triaged), (offered), (decided))"#,
        slice.from,
        slice.to,
        slice.source_code(),
        &midnights,
        &numbers,
        i32::try_from(midnights.len()).unwrap_or(i32::MAX),
    )
    .fetch_all(conn)
    .await?;
    let mut all = Steps::default();
    for row in rows {
        let columns = [
            (row.acknowledged, &mut all.acknowledge),
            (row.triaged, &mut all.triage),
            (row.offered, &mut all.assessment),
            (row.decided, &mut all.decide),
        ];
        for (packed, took) in columns {
            if let Some(packed) = packed.and_then(|packed| u32::try_from(packed).ok()) {
                took.add(Alike::unpack(packed), count(row.count));
            }
        }
    }
    Ok(all)
}

/// What is to be said of a step of some cases.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Alike {
    /// Working days until it was done; 0 where it was not.
    took: u32,
    /// What became of it.
    fate: Fate,
    /// Working days that were promised, where they are known.
    promised: Option<u32>,
}

/// What became of a step and of its promise.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Fate {
    Kept,
    Late,
    /// Done, but what was promised is not known.
    Done,
    Waits,
    /// Waits, after the promised day.
    WaitsLate,
    /// Ended without it, after the promised day.
    EndedLate,
    /// Done, and nothing is ever promised of it.
    Unpromised,
}

impl Alike {
    /// From the lowest digit: four bits of what became of it, eight of the days that were promised (255 where that is not known), and
    /// the days that it took.
    fn unpack(packed: u32) -> Self {
        let promised = packed >> 4 & 255;
        Self {
            took: packed >> 12,
            promised: (promised < 255).then_some(promised),
            fate: match packed & 15 {
                0 => Fate::Kept,
                1 => Fate::Late,
                2 => Fate::Done,
                3 => Fate::Waits,
                4 => Fate::WaitsLate,
                5 => Fate::EndedLate,
                _ => Fate::Unpromised,
            },
        }
    }
}

impl Took {
    fn add(&mut self, alike: Alike, count: u64) {
        match alike.fate {
            Fate::Kept => self.kept += count,
            Fate::Late => self.late += count,
            Fate::Done => self.unknown += count,
            Fate::WaitsLate | Fate::EndedLate => self.missed += count,
            Fate::Waits | Fate::Unpromised => {}
        }
        match alike.fate {
            Fate::Kept | Fate::Late | Fate::Done | Fate::Unpromised => {
                self.done.add(alike.took, count);
            }
            Fate::Waits | Fate::WaitsLate => self.waiting += count,
            Fate::EndedLate => {}
        }
        if let Some(promised) = alike.promised {
            self.promised.add(promised, count);
        }
    }
}

/// When each day from the first of the period on begins, up to today; and how many working days there are up to and with each day,
/// also of those that may be promised. Two years after the period the midnights end, so that they are few: what came later counts
/// as if it had been on that day.
fn days(slice: &Slice, today: NaiveDate) -> (Vec<DateTime<Utc>>, Vec<i32>) {
    let late = slice.to.checked_add_months(Months::new(24));
    let end = late.map_or(today, |late| late.min(today)).max(slice.to);
    let up_to = |end: NaiveDate| slice.from.iter_days().take_while(move |day| *day <= end);
    let midnights = up_to(end).filter_map(england::start_of).collect();
    let numbers = up_to(end + PROMISE).scan(0, |number, day| {
        *number += i32::from(working_days::is_worked(day));
        Some(*number)
    });
    (midnights, numbers.collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_said_of_a_step_is_unpacked_as_it_was_packed() {
        let late = Alike {
            took: 41,
            fate: Fate::Late,
            promised: Some(60),
        };
        assert_eq!(Alike::unpack(41 * 4096 + 60 * 16 + 1), late);
        let waits = Alike {
            took: 0,
            fate: Fate::Waits,
            promised: None,
        };
        assert_eq!(Alike::unpack(255 * 16 + 3), waits);
    }
}

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
/// finds among the midnights that it is given: that takes a fifth of the time of `AT TIME ZONE`. `OFFSET 0` keeps Postgres from
/// working out the same day again wherever it is used.
pub async fn steps(
    conn: &mut PgConnection,
    slice: &Slice,
    today: NaiveDate,
) -> Result<Steps, StoreError> {
    let (midnights, numbers) = days(slice, today);
    let rows = sqlx::query!(
        r#"SELECT GROUPING(acknowledged) = 0 AS "acknowledging!", GROUPING(triaged) = 0 AS "triaging!",
                  GROUPING(offered) = 0 AS "offering!", GROUPING(decided) = 0 AS "deciding!",
                  COALESCE(waits, waits_for_assessment) AS waits, COALESCE(acknowledged, triaged, offered, decided) AS took,
                  COALESCE(acknowledge_kept, triage_kept, assess_kept) AS kept,
                  COALESCE(acknowledge_in, triage_in, assess_in) AS promised, count(*) AS "count!"
           FROM (
               SELECT waits, waits AND d IS NULL AS waits_for_assessment,
                      CASE WHEN a IS NOT NULL THEN GREATEST(($5::int[])[a] - $5[r], 0) END AS acknowledged,
                      $5[acknowledge_by - $1::date + 1] - $5[r] AS acknowledge_in,
                      CASE WHEN a IS NOT NULL THEN $1 + a - 1 <= acknowledge_until
                           WHEN stands AND $1 + ended - 1 > acknowledge_until THEN false END AS acknowledge_kept,
                      CASE WHEN t IS NOT NULL THEN GREATEST($5[t] - $5[r], 0) END AS triaged, $5[triage_by - $1 + 1] - $5[r] AS triage_in,
                      CASE WHEN t IS NOT NULL THEN $1 + t - 1 <= triage_until
                           WHEN stands AND $1 + ended - 1 > triage_until THEN false END AS triage_kept,
                      CASE WHEN o IS NOT NULL THEN GREATEST($5[o] - $5[r], 0) END AS offered, $5[assess_by - $1 + 1] - $5[r] AS assess_in,
                      CASE WHEN o IS NOT NULL THEN $1 + o - 1 <= assess_until
                           WHEN stands AND $1 + LEAST(d, ended) - 1 > assess_until THEN false END AS assess_kept,
                      CASE WHEN d IS NOT NULL THEN GREATEST($5[d] - $5[r], 0) END AS decided
               FROM (
                   SELECT acknowledge_by, triage_by, assess_by, merged_into IS NULL AS stands,
                          closed_at IS NULL AND merged_into IS NULL AS waits,
                          CASE WHEN NOT promises_to_fill THEN acknowledge_by END AS acknowledge_until,
                          CASE WHEN NOT promises_to_fill THEN COALESCE(triage_until, triage_by) END AS triage_until,
                          CASE WHEN NOT promises_to_fill THEN COALESCE(assess_until, assess_by) END AS assess_until,
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
           ) AS counted
           GROUP BY GROUPING SETS ((waits, acknowledged, acknowledge_kept, acknowledge_in), (waits, triaged, triage_kept, triage_in),
                                   (waits_for_assessment, offered, assess_kept, assess_in), (waits, decided))"#,
        slice.from,
        slice.to,
        slice.source_code(),
        &midnights,
        &numbers,
        i32::try_from(midnights.len()).unwrap_or(i32::MAX),
    )
    .fetch_all(conn)
    .await?;
    let days = |days: Option<i32>| days.map(|days| u32::try_from(days).unwrap_or(0));
    let mut all = Steps::default();
    for row in rows {
        let step = if row.acknowledging {
            &mut all.acknowledge
        } else if row.triaging {
            &mut all.triage
        } else if row.offering {
            &mut all.assessment
        } else {
            &mut all.decide
        };
        step.add(&Alike {
            took: days(row.took),
            waits: row.waits.unwrap_or(false),
            has_promise: !row.deciding,
            kept: row.kept,
            promised: days(row.promised),
            count: count(row.count),
        });
    }
    Ok(all)
}

/// Cases of which the same is to be said.
struct Alike {
    took: Option<u32>,
    waits: bool,
    has_promise: bool,
    kept: Option<bool>,
    promised: Option<u32>,
    count: u64,
}

impl Took {
    fn add(&mut self, alike: &Alike) {
        let count = alike.count;
        match (alike.took, alike.kept) {
            (_, Some(true)) => self.kept += count,
            (Some(_), Some(false)) => self.late += count,
            (None, Some(false)) => self.missed += count,
            (Some(_), None) if alike.has_promise => self.unknown += count,
            (_, None) => {}
        }
        match alike.took {
            Some(took) => self.done.add(took, count),
            None if alike.waits => self.waiting += count,
            None if alike.kept.is_some() => {}
            // It ended in time without the step.
            None => return,
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

//! What was received in a period, by week and sender, and how long the first steps took: one reading of the referrals.

use chrono::{Months, NaiveDate};
use domain::distribution::Distribution;
use domain::working_days;
use sqlx::PgConnection;

use super::{Slice, count};
use crate::store::StoreError;
use crate::store::submissions::Source;

/// How many came in one week from one kind of sender.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Arrivals {
    /// The Monday with which the week begins.
    pub week: NaiveDate,
    /// Who sent.
    pub source: Source,
    /// How many.
    pub count: u64,
}

/// A step whose time is taken, from the receipt.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Step {
    /// Until the sender was first told that it has come, or somebody began to read.
    Acknowledge,
    /// Until triage ended.
    Triage,
    /// Until the hospital said yes or no.
    Decide,
}

/// How many working days a step took.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Took {
    /// Of those for which it was done.
    pub done: Distribution,
    /// Of those that still wait for it: so far.
    pub waiting: Distribution,
}

/// What was received in a period.
#[derive(Debug, Clone, Default)]
pub struct Received {
    /// Weeks and senders with at least one.
    pub arrivals: Vec<Arrivals>,
    /// Until it was acknowledged.
    pub acknowledge: Took,
    /// Until it was triaged.
    pub triage: Took,
    /// Until it was decided.
    pub decide: Took,
}

/// Counts what was received. What was joined to another case came too, but does not wait by itself.
///
/// What a working day is, the domain says: it numbers the days, and Postgres subtracts the numbers. What still waits is
/// counted with a minus and one more, so that "waits since today" differs from "done today". `OFFSET 0` keeps Postgres from
/// working out the same day again wherever it is used.
pub async fn received(
    conn: &mut PgConnection,
    slice: &Slice,
    today: NaiveDate,
) -> Result<Received, StoreError> {
    let numbers = numbers(slice, today);
    let rows = sqlx::query!(
        r#"SELECT GROUPING(week) = 0 AS "arrived!", GROUPING(acknowledged) = 0 AS "acknowledging!",
                  GROUPING(triaged) = 0 AS "triaging!", week, source AS "source?", acknowledged, triaged, decided, count(*) AS "count!"
           FROM (
               SELECT date_trunc('week', day)::date AS week, source,
                      CASE WHEN a IS NOT NULL THEN GREATEST(($4::int[])[LEAST(a, $6::int)] - $4[r], 0) WHEN waits THEN $4[r] - $5 - 1 END AS acknowledged,
                      CASE WHEN t IS NOT NULL THEN GREATEST($4[LEAST(t, $6)] - $4[r], 0) WHEN waits THEN $4[r] - $5 - 1 END AS triaged,
                      CASE WHEN d IS NOT NULL THEN GREATEST($4[LEAST(d, $6)] - $4[r], 0) WHEN waits THEN $4[r] - $5 - 1 END AS decided
               FROM (
                   SELECT received_at AT TIME ZONE 'Europe/London' AS day, source, closed_at IS NULL AND merged_into IS NULL AS waits,
                          (received_at AT TIME ZONE 'Europe/London')::date - $1::date + 1 AS r,
                          (acknowledged_at AT TIME ZONE 'Europe/London')::date - $1 + 1 AS a,
                          (triaged_at AT TIME ZONE 'Europe/London')::date - $1 + 1 AS t,
                          (decided_at AT TIME ZONE 'Europe/London')::date - $1 + 1 AS d
                   FROM referrals
                   WHERE received_at >= $1::timestamp AT TIME ZONE 'Europe/London'
                     AND received_at < ($2::date + 1)::timestamp AT TIME ZONE 'Europe/London'
                     AND ($3::text IS NULL OR source = $3)
                   OFFSET 0
               ) AS dated
               OFFSET 0
           ) AS counted
           GROUP BY GROUPING SETS ((week, source), (acknowledged), (triaged), (decided))"#,
        slice.from,
        slice.to,
        slice.source_code(),
        &numbers,
        numbers.last().copied().unwrap_or(0),
        i32::try_from(numbers.len()).unwrap_or(i32::MAX),
    )
    .fetch_all(conn)
    .await?;
    let mut all = Received::default();
    for row in rows {
        let count = count(row.count);
        if row.arrived {
            let week = row
                .week
                .ok_or(StoreError::Corrupt("referrals.received_at"))?;
            let source = row.source.as_deref().and_then(Source::from_code);
            let source = source.ok_or(StoreError::Corrupt("referrals.source"))?;
            all.arrivals.push(Arrivals {
                week,
                source,
                count,
            });
        } else if row.acknowledging {
            all.acknowledge.add(row.acknowledged, count);
        } else if row.triaging {
            all.triage.add(row.triaged, count);
        } else {
            all.decide.add(row.decided, count);
        }
    }
    Ok(all)
}

impl Took {
    fn add(&mut self, days: Option<i32>, count: u64) {
        let Some(days) = days else { return };
        match u32::try_from(days) {
            Ok(days) => self.done.add(days, count),
            Err(_) => self.waiting.add(days.unsigned_abs() - 1, count),
        }
    }
}

/// How many working days there are up to and with each day, from the first of the period on. Two years after the period the
/// numbers end, so that they are few: what took longer counts as if it had been done then.
fn numbers(slice: &Slice, today: NaiveDate) -> Vec<i32> {
    let late = slice.to.checked_add_months(Months::new(24));
    let end = late.map_or(today, |late| late.min(today)).max(slice.to);
    let days = slice.from.iter_days().take_while(|day| *day <= end);
    days.scan(0, |number, day| {
        *number += i32::from(working_days::is_worked(day));
        Some(*number)
    })
    .collect()
}

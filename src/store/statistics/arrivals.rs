//! What was received in a period, by week and sender.

use chrono::NaiveDate;
use sqlx::PgConnection;

use super::{Slice, count, counting};
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

/// Counts what was received. What was joined to another case came too.
pub async fn arrivals(conn: &mut PgConnection, slice: &Slice) -> Result<Vec<Arrivals>, StoreError> {
    let fresh = counting::fresh(conn, slice).await?;
    let rows = sqlx::query!(
        r#"SELECT date_trunc('week', day::timestamp)::date AS "week!", source AS "source!", sum(count)::bigint AS "count!"
           FROM (
               SELECT day, source, count FROM counted_arrivals WHERE day >= $1 AND day < $4
               UNION ALL
               SELECT (received_at AT TIME ZONE 'Europe/London')::date, source, 1 FROM referrals
               WHERE received_at >= $4::date::timestamp AT TIME ZONE 'Europe/London'
                 AND received_at < ($2::date + 1)::timestamp AT TIME ZONE 'Europe/London'
           ) AS days
           WHERE $3::text IS NULL OR source = $3
           GROUP BY 1, 2"#,
        slice.from,
        slice.to,
        slice.source_code(),
        fresh,
    )
    .fetch_all(conn)
    .await?;
    let arrivals = rows.into_iter().map(|row| {
        let source = Source::from_code(&row.source);
        Ok(Arrivals {
            week: row.week,
            source: source.ok_or(StoreError::Corrupt("referrals.source"))?,
            count: count(row.count),
        })
    });
    arrivals.collect()
}

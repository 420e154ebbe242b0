//! How far the beds are in use.

use chrono::NaiveDate;
use sqlx::PgConnection;

use super::{Slice, count};
use crate::store::StoreError;

/// The beds in one week, in nights.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Occupancy {
    /// The Monday with which the week begins.
    pub week: NaiveDate,
    /// Nights that a bed was taken.
    pub taken: u64,
    /// Nights that a bed was there for somebody: not closed, or taken all the same.
    pub open: u64,
}

/// Counts nights of beds by week, whoever sent the people in them. Beds have no day from which they are there: they count from
/// the first day of the period, until they are closed for good.
pub async fn occupancy(
    conn: &mut PgConnection,
    slice: &Slice,
) -> Result<Vec<Occupancy>, StoreError> {
    let rows = sqlx::query!(
        r#"WITH nights AS (SELECT night::date FROM generate_series($1::date, $2::date, INTERVAL '1 day') AS night),
                taken AS (SELECT DISTINCT s.bed_id, night::date FROM stays s,
                              generate_series(GREATEST(s.from_day, $1), LEAST(s.until_day - 1, $2), INTERVAL '1 day') AS night
                          WHERE s.from_day <= $2 AND s.until_day > $1),
                closed AS (SELECT DISTINCT c.bed_id, night::date FROM bed_closures c,
                               generate_series(GREATEST(c.from_day, $1), LEAST(c.to_day, $2), INTERVAL '1 day') AS night
                           WHERE c.from_day <= $2 AND c.to_day >= $1)
           SELECT date_trunc('week', nights.night::timestamp)::date AS "week!", count(taken.bed_id) AS "taken!",
                  count(*) FILTER (WHERE taken.bed_id IS NOT NULL OR closed.bed_id IS NULL) AS "open!"
           FROM nights CROSS JOIN beds b
           LEFT JOIN taken ON taken.bed_id = b.id AND taken.night = nights.night
           LEFT JOIN closed ON closed.bed_id = b.id AND closed.night = nights.night
           WHERE b.closed_at IS NULL OR nights.night < (b.closed_at AT TIME ZONE 'Europe/London')::date OR taken.bed_id IS NOT NULL
           GROUP BY 1 ORDER BY 1"#,
        slice.from,
        slice.to,
    )
    .fetch_all(conn)
    .await?;
    let weeks = rows.into_iter().map(|row| Occupancy {
        week: row.week,
        taken: count(row.taken),
        open: count(row.open),
    });
    Ok(weeks.collect())
}

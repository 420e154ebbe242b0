//! What the rules said of each sign.

use domain::pathway::Verdict;
use sqlx::PgConnection;

use super::{Slice, count, counting, verdict};
use crate::store::StoreError;

/// How often the rules said one thing of a sign.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Said {
    /// The sign.
    pub sign: String,
    /// What they said.
    pub verdict: Verdict,
    /// How often.
    pub count: u64,
}

/// Counts what the rules said of what was received in a period. Where no sign was worked out, there is nothing to count.
pub async fn signs(conn: &mut PgConnection, slice: &Slice) -> Result<Vec<Said>, StoreError> {
    let fresh = counting::fresh(conn, slice).await?;
    let rows = sqlx::query!(
        r#"SELECT sign AS "sign!", verdict AS "verdict!", sum(count)::bigint AS "count!"
           FROM (
               SELECT sign, verdict, count FROM counted_signs
               WHERE day >= $1 AND day < $4 AND ($3::text IS NULL OR source = $3)
               UNION ALL
               SELECT one.key, one.value, same.count
               FROM (
                   SELECT s.signs, count(*) AS count FROM referrals r JOIN submissions s ON s.id = r.submission_id
                   WHERE r.received_at >= $4::date::timestamp AT TIME ZONE 'Europe/London'
                     AND r.received_at < ($2::date + 1)::timestamp AT TIME ZONE 'Europe/London'
                     AND ($3 IS NULL OR r.source = $3)
                   GROUP BY s.signs
               ) AS same, jsonb_each_text(same.signs) AS one
           ) AS said
           GROUP BY sign, verdict"#,
        slice.from,
        slice.to,
        slice.source_code(),
        fresh,
    )
    .fetch_all(conn)
    .await?;
    let said = rows.into_iter().map(|row| {
        Ok(Said {
            sign: row.sign,
            verdict: verdict(&row.verdict).ok_or(StoreError::Corrupt("submissions.signs"))?,
            count: count(row.count),
        })
    });
    said.collect()
}

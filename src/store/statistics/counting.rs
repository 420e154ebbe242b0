//! Counting each day that is over once: what was received on it, what the rules said, and what clinicians thought of that. It does
//! not change any more, and a page over two years then reads some rows of each day instead of every case.

use chrono::{DateTime, Days, Duration, NaiveDate, Utc};
use sqlx::{Connection as _, PgConnection};

use super::Slice;
use crate::clock::england;
use crate::store::StoreError;

/// How long after its end a day is counted: whatever was under way at midnight has been stored by then, by whichever node.
const AFTER: Duration = Duration::hours(1);

/// Days that are counted in one transaction.
const BATCH: Days = Days::new(7);

/// The first day of a period that has to be counted from the cases, since it was not counted yet; the day after the period where all
/// of it was.
pub(super) async fn fresh(conn: &mut PgConnection, slice: &Slice) -> Result<NaiveDate, StoreError> {
    let until = sqlx::query_scalar!("SELECT day FROM counted_until");
    let until = until.fetch_optional(conn).await?;
    let fresh = until.and_then(|day| day.succ_opt()).unwrap_or(slice.from);
    let after = slice.to.succ_opt().unwrap_or(slice.to);
    Ok(fresh.clamp(slice.from, after))
}

/// Counts the next days that are over, if no other node does at this moment; tells whether there were any.
pub async fn count_days(conn: &mut PgConnection, now: DateTime<Utc>) -> Result<bool, StoreError> {
    let mut tx = conn.begin().await?;
    begin(&mut tx).await?;
    let until = sqlx::query_scalar!("SELECT day FROM counted_until FOR UPDATE SKIP LOCKED");
    let until = until.fetch_optional(&mut *tx).await?;
    let over = england::date(now - AFTER) - Days::new(1);
    let Some(until) = until.filter(|until| *until < over) else {
        // The lock goes before anybody looks again.
        tx.rollback().await?;
        return Ok(false);
    };
    let (from, to) = (until + Days::new(1), over.min(until + BATCH));
    arrivals(&mut tx, from, to).await?;
    signs(&mut tx, from, to).await?;
    opinions(&mut tx, from, to).await?;
    sqlx::query!("UPDATE counted_until SET day = $1", to)
        .execute(&mut *tx)
        .await?;
    tx.commit().await?;
    Ok(true)
}

/// Where nothing was counted yet, counting begins with the first day on which something was received.
async fn begin(conn: &mut PgConnection) -> Result<(), StoreError> {
    sqlx::query!(
        "INSERT INTO counted_until (day)
         SELECT (received_at AT TIME ZONE 'Europe/London')::date - 1 FROM referrals ORDER BY received_at LIMIT 1
         ON CONFLICT DO NOTHING"
    )
    .execute(conn)
    .await?;
    Ok(())
}

async fn arrivals(
    conn: &mut PgConnection,
    from: NaiveDate,
    to: NaiveDate,
) -> Result<(), StoreError> {
    sqlx::query!(
        "INSERT INTO counted_arrivals (day, source, count)
         SELECT (received_at AT TIME ZONE 'Europe/London')::date AS day, source, count(*) FROM referrals
         WHERE received_at >= $1::date::timestamp AT TIME ZONE 'Europe/London'
           AND received_at < ($2::date + 1)::timestamp AT TIME ZONE 'Europe/London'
         GROUP BY 1, 2",
        from,
        to,
    )
    .execute(conn)
    .await?;
    Ok(())
}

async fn signs(conn: &mut PgConnection, from: NaiveDate, to: NaiveDate) -> Result<(), StoreError> {
    sqlx::query!(
        "INSERT INTO counted_signs (day, source, sign, verdict, count)
         SELECT (r.received_at AT TIME ZONE 'Europe/London')::date AS day, r.source, one.key, one.value, count(*)
         FROM referrals r JOIN submissions s ON s.id = r.submission_id, jsonb_each_text(s.signs) AS one
         WHERE r.received_at >= $1::date::timestamp AT TIME ZONE 'Europe/London'
           AND r.received_at < ($2::date + 1)::timestamp AT TIME ZONE 'Europe/London'
         GROUP BY 1, 2, 3, 4",
        from,
        to,
    )
    .execute(conn)
    .await?;
    Ok(())
}

async fn opinions(
    conn: &mut PgConnection,
    from: NaiveDate,
    to: NaiveDate,
) -> Result<(), StoreError> {
    sqlx::query!(
        "INSERT INTO counted_opinions (day, source, sign, verdict, opinion, count)
         SELECT (o.at AT TIME ZONE 'Europe/London')::date AS day, r.source, o.sign, o.verdict, o.opinion, count(*)
         FROM sign_opinions o JOIN referrals r ON r.id = o.referral_id
         WHERE o.at >= $1::date::timestamp AT TIME ZONE 'Europe/London'
           AND o.at < ($2::date + 1)::timestamp AT TIME ZONE 'Europe/London'
         GROUP BY 1, 2, 3, 4, 5",
        from,
        to,
    )
    .execute(conn)
    .await?;
    Ok(())
}

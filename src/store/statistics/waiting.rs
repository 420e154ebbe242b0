//! The waiting list as it is now.

use chrono::NaiveDate;
use domain::distribution::Distribution;
use sqlx::PgConnection;

use super::count;
use crate::store::StoreError;
use crate::store::submissions::Source;

/// How long those on the list have waited, in whole days (of every kind).
pub type Waiting = Distribution;

/// Counts who waits for a bed: on the list, still open, and without a booking.
pub async fn waiting(
    conn: &mut PgConnection,
    source: Option<Source>,
    today: NaiveDate,
) -> Result<Waiting, StoreError> {
    let rows = sqlx::query!(
        r#"SELECT GREATEST($1::date - (w.joined_at AT TIME ZONE 'Europe/London')::date, 0) AS "days!", count(*) AS "count!"
           FROM waiting_list w JOIN referrals r ON r.id = w.referral_id
           WHERE r.closed_at IS NULL AND r.state <> 'admission_booked' AND ($2::text IS NULL OR r.source = $2)
           GROUP BY 1"#,
        today,
        source.map(Source::code),
    )
    .fetch_all(conn)
    .await?;
    let mut all = Waiting::default();
    for row in rows {
        all.add(row.days.unsigned_abs(), count(row.count));
    }
    Ok(all)
}

//! How far the beds are in use.

use std::collections::BTreeMap;

use chrono::{DateTime, Datelike as _, Days as Count, NaiveDate, Utc};
use domain::beds::{self, BedDays, Days};
use sqlx::PgConnection;
use uuid::Uuid;

use super::Slice;
use crate::clock::england;
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
/// the first day of the period, until they or their unit are closed for good. What takes a night, the domain says.
pub async fn occupancy(
    conn: &mut PgConnection,
    slice: &Slice,
) -> Result<Vec<Occupancy>, StoreError> {
    let Some(window) = Days::inclusive(slice.from, slice.to) else {
        return Ok(Vec::new());
    };
    let beds = read(conn, window).await?;
    if beds.is_empty() {
        return Ok(Vec::new());
    }
    let mut weeks: BTreeMap<NaiveDate, (u64, u64)> = BTreeMap::new();
    for (day, on) in window.each().zip(beds::occupancy(window, &beds)) {
        let (taken, open) = weeks.entry(monday(day)).or_default();
        *taken += u64::from(on.taken);
        *open += u64::from(on.taken) + u64::from(on.free);
    }
    let week = |(week, (taken, open))| Occupancy { week, taken, open };
    Ok(weeks.into_iter().map(week).collect())
}

fn monday(day: NaiveDate) -> NaiveDate {
    day - Count::new(day.weekday().num_days_from_monday().into())
}

/// Every bed with what takes it in a window.
async fn read(conn: &mut PgConnection, window: Days) -> Result<Vec<BedDays>, StoreError> {
    let (from, until) = (window.from(), window.until());
    let rows = sqlx::query!(
        r#"SELECT b.id, LEAST(b.closed_at, u.closed_at) AS "closed_at: DateTime<Utc>" FROM beds b JOIN units u ON u.id = b.unit_id"#
    );
    let mut beds: BTreeMap<Uuid, BedDays> = BTreeMap::new();
    for row in rows.fetch_all(&mut *conn).await? {
        let closed_on = row.closed_at.map(england::date);
        beds.entry(row.id).or_default().closed_on = closed_on;
    }
    let stays = sqlx::query!(
        "SELECT bed_id, from_day, until_day FROM stays WHERE from_day < $2 AND until_day > $1",
        from,
        until
    );
    for row in stays.fetch_all(&mut *conn).await? {
        let bed = beds.entry(row.bed_id).or_default();
        bed.stays.extend(Days::new(row.from_day, row.until_day));
    }
    let closures = sqlx::query!(
        "SELECT bed_id, from_day, to_day FROM bed_closures WHERE from_day < $2 AND to_day >= $1",
        from,
        until
    );
    for row in closures.fetch_all(conn).await? {
        let bed = beds.entry(row.bed_id).or_default();
        bed.closures
            .extend(Days::inclusive(row.from_day, row.to_day));
    }
    Ok(beds.into_values().collect())
}

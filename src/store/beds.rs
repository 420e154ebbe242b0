//! Units, their beds, and the days on which each is kept for somebody or closed.

mod changes;
mod closures;
mod rows;

pub use changes::{Change, Place, add_bed, add_unit, close, rename, reopen};
pub use closures::{NewClosure, add_closure, remove_closure};

use chrono::{DateTime, NaiveDate, Utc};
use domain::beds::Days;
use domain::people::Reference;
use sqlx::PgConnection;
use uuid::Uuid;

use super::StoreError;
use crate::clock::england;
use crate::security::keyring::Keyring;
use rows::{ClosureRow, StayRow};

/// Most beds, and most units, that are read at once; a hospital has fewer.
const MOST_BEDS: i64 = 500;
/// Most stays and closures of a window.
const MOST_DAYS: i64 = 5000;

/// A unit of the hospital.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Unit {
    /// Its row.
    pub id: Uuid,
    /// Its name.
    pub name: String,
    /// The day on which it was closed for good.
    pub closed_on: Option<NaiveDate>,
}

/// A bed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Bed {
    /// Its row.
    pub id: Uuid,
    /// Its unit.
    pub unit: Unit,
    /// Its name in the unit.
    pub name: String,
    /// The day on which the bed itself was closed for good.
    pub closed_on: Option<NaiveDate>,
    /// What takes it, in order of the days.
    pub taken: Vec<Taken>,
}

/// Days on which a bed cannot be given to anybody else.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Taken {
    /// The days.
    pub days: Days,
    /// Why.
    pub what: What,
}

/// Why a bed cannot be given to anybody.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum What {
    /// It is kept for a person.
    Stay(Stay),
    /// It is closed for a while.
    Closure {
        /// The closure's row.
        id: Uuid,
        /// Why, as it was written.
        reason: String,
    },
}

/// Somebody's stay.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Stay {
    /// The case.
    pub referral: Uuid,
    /// Its reference.
    pub reference: Reference,
    /// The person's name; only where it was asked for.
    pub name: Option<String>,
    /// Whether the person is in, or was.
    pub admitted: bool,
}

impl Bed {
    /// Unit and name: "Garden unit, bed 2".
    pub fn full_name(&self) -> String {
        format!("{}, {}", self.unit.name, self.name)
    }

    /// The day from which it is not used any more: the bed's own, or its unit's.
    pub fn gone_on(&self) -> Option<NaiveDate> {
        let days = self.closed_on.into_iter().chain(self.unit.closed_on);
        days.min()
    }

    /// The stays and closures that take some of these days from everybody but this case.
    pub fn clashes(&self, days: Days, case: Uuid) -> impl Iterator<Item = &Taken> {
        let own = move |what: &What| matches!(what, What::Stay(stay) if stay.referral == case);
        let taken = self.taken.iter();
        taken.filter(move |one| one.days.clashes(days) && !own(&one.what))
    }

    /// Whether it can be kept for a case on all of these days.
    pub fn is_free(&self, days: Days, case: Uuid) -> bool {
        self.gone_on().is_none() && self.clashes(days, case).next().is_none()
    }
}

/// Every unit, open ones first, by name.
pub async fn units(conn: &mut PgConnection) -> Result<Vec<Unit>, StoreError> {
    let rows = sqlx::query!(
        "SELECT id, name, closed_at FROM units ORDER BY closed_at IS NOT NULL, name LIMIT $1",
        MOST_BEDS
    );
    let rows = rows.fetch_all(conn).await?;
    let unit = |id, name, closed_at| Unit {
        id,
        name,
        closed_on: day(closed_at),
    };
    Ok(rows
        .into_iter()
        .map(|row| unit(row.id, row.name, row.closed_at))
        .collect())
}

/// Every bed with what takes it in a window; the names of people only with a key.
pub async fn all(
    conn: &mut PgConnection,
    window: Days,
    names: Option<&Keyring>,
) -> Result<Vec<Bed>, StoreError> {
    let mut beds = beds(conn).await?;
    let (from, until) = (window.from(), window.until());
    let stays = sqlx::query_as!(
        StayRow,
        "SELECT s.bed_id, s.from_day, s.until_day, s.referral_id, r.reference, r.state, r.patient_id, p.name_enc
         FROM stays s JOIN referrals r ON r.id = s.referral_id JOIN patients p ON p.id = r.patient_id
         WHERE s.from_day < $2 AND s.until_day > $1 LIMIT $3",
        from,
        until,
        MOST_DAYS
    );
    for row in stays.fetch_all(&mut *conn).await? {
        put(&mut beds, row.bed_id, row.open(names)?);
    }
    let closures = sqlx::query_as!(
        ClosureRow,
        "SELECT id, bed_id, from_day, to_day, reason FROM bed_closures WHERE from_day < $2 AND to_day >= $1 LIMIT $3",
        from,
        until,
        MOST_DAYS
    );
    for row in closures.fetch_all(conn).await? {
        put(&mut beds, row.bed_id, row.open()?);
    }
    for bed in &mut beds {
        bed.taken.sort_by_key(|one| one.days);
    }
    Ok(beds)
}

/// Cases of those who are in although their planned day of discharge has come or passed, the longest first: their beds count as free.
pub async fn overstays(
    conn: &mut PgConnection,
    today: NaiveDate,
) -> Result<Vec<Reference>, StoreError> {
    let references = sqlx::query_scalar!(
        "SELECT r.reference FROM stays s JOIN referrals r ON r.id = s.referral_id
         WHERE s.left_on IS NULL AND s.until_day <= $1 AND r.state = 'admitted' ORDER BY s.until_day, r.id LIMIT 20",
        today
    );
    let references = references.fetch_all(conn).await?;
    references
        .iter()
        .map(|text| Reference::parse(text).map_err(|_| StoreError::Corrupt("referrals.reference")))
        .collect()
}

fn put(beds: &mut [Bed], bed: Uuid, taken: Taken) {
    if let Some(bed) = beds.iter_mut().find(|one| one.id == bed) {
        bed.taken.push(taken);
    }
}

async fn beds(conn: &mut PgConnection) -> Result<Vec<Bed>, StoreError> {
    let rows = sqlx::query!(
        "SELECT b.id, b.name, b.closed_at, u.id AS unit_id, u.name AS unit, u.closed_at AS unit_closed_at
         FROM beds b JOIN units u ON u.id = b.unit_id LIMIT $1",
        MOST_BEDS
    );
    let rows = rows.fetch_all(conn).await?;
    let mut beds: Vec<Bed> = rows
        .into_iter()
        .map(|row| Bed {
            id: row.id,
            unit: Unit {
                id: row.unit_id,
                name: row.unit,
                closed_on: day(row.unit_closed_at),
            },
            name: row.name,
            closed_on: day(row.closed_at),
            taken: Vec::new(),
        })
        .collect();
    beds.sort_by_cached_key(|bed| (natural(&bed.unit.name), natural(&bed.name)));
    Ok(beds)
}

fn day(at: Option<DateTime<Utc>>) -> Option<NaiveDate> {
    at.map(england::date)
}

/// A name with the number at its end apart, so that bed 2 comes before bed 10.
fn natural(name: &str) -> (String, u64) {
    let words = name.trim_end_matches(|letter: char| letter.is_ascii_digit());
    (
        words.to_lowercase(),
        name[words.len()..].parse().unwrap_or(0),
    )
}

#[cfg(test)]
mod tests {
    use super::natural;

    #[test]
    fn beds_are_sorted_as_people_count() {
        let mut names = ["Bed 10", "Bed 2", "bed 1", "Annex"];
        names.sort_by_cached_key(|name| natural(name));
        assert_eq!(names, ["Annex", "bed 1", "Bed 2", "Bed 10"]);
    }
}

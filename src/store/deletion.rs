//! Closed cases, and their deletion when their retention has ended (docs/decisions/0015-deletion.md).

use std::fmt;
use std::str::FromStr;

use chrono::{DateTime, Months, NaiveDate, Utc};
use domain::people::Reference;
use domain::referral::StateCode;
use sqlx::PgConnection;
use uuid::Uuid;

use super::StoreError;

/// How long cases are kept after they were closed, in years.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Years {
    /// After an admission.
    pub admitted: u32,
    /// Without one.
    pub others: u32,
}

/// Cases with the same period.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Group {
    /// Closed without an admission.
    Others,
    /// Admitted.
    Admitted,
}

impl Years {
    /// Those of a group.
    pub fn of(self, group: Group) -> u32 {
        match group {
            Group::Admitted => self.admitted,
            Group::Others => self.others,
        }
    }

    fn whole(self) -> (i32, i32) {
        let whole = |years| i32::try_from(years).unwrap_or(i32::MAX);
        (whole(self.admitted), whole(self.others))
    }
}

/// A place in a list of closed cases: a case that closed then. Written as text in addresses.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Place {
    /// When it was closed.
    pub closed_at: DateTime<Utc>,
    /// Its row.
    pub id: Uuid,
}

impl Place {
    /// Before every case.
    const START: Self = Self {
        closed_at: DateTime::UNIX_EPOCH,
        id: Uuid::nil(),
    };
}

impl fmt::Display for Place {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let micros = self.closed_at.timestamp_micros();
        write!(formatter, "{micros}.{}", self.id.simple())
    }
}

/// A text is not a place.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("not a place in the list")]
pub struct NoPlace;

impl FromStr for Place {
    type Err = NoPlace;

    fn from_str(text: &str) -> Result<Self, NoPlace> {
        let (micros, id) = text.split_once('.').ok_or(NoPlace)?;
        let micros = micros.parse().map_err(|_| NoPlace)?;
        Ok(Self {
            closed_at: DateTime::from_timestamp_micros(micros).ok_or(NoPlace)?,
            id: id.parse().map_err(|_| NoPlace)?,
        })
    }
}

/// Cases that are looked at together. The queries fix it as a number, for the planner.
pub const BATCH: usize = 50;

/// When a case that ends at `now` was closed.
fn closed_before(now: DateTime<Utc>, years: u32) -> DateTime<Utc> {
    let months = Months::new(years.saturating_mul(12));
    now.checked_sub_months(months)
        .unwrap_or(DateTime::UNIX_EPOCH)
}

/// Cases whose retention seems to have ended, the longest closed first, beyond one. Whether it has, [`delete`] decides.
pub async fn due(
    conn: &mut PgConnection,
    group: Group,
    years: Years,
    beyond: Option<Place>,
    now: DateTime<Utc>,
) -> Result<Vec<Place>, StoreError> {
    let beyond = beyond.unwrap_or(Place::START);
    let before = closed_before(now, years.of(group));
    let due = match group {
        Group::Admitted => {
            let query = sqlx::query_as!(
                Place,
                r#"SELECT r.closed_at AS "closed_at!", r.id FROM referrals r
                   WHERE r.closed_at IS NOT NULL AND r.state = 'admitted' AND r.closed_at <= $1 AND (r.closed_at, r.id) > ($2, $3)
                     AND r.merged_into IS NULL
                     AND NOT EXISTS (SELECT FROM legal_holds h WHERE h.referral_id = r.id AND h.lifted_at IS NULL)
                   ORDER BY r.closed_at, r.id LIMIT 50"#,
                before,
                beyond.closed_at,
                beyond.id
            );
            query.fetch_all(conn).await?
        }
        Group::Others => {
            let query = sqlx::query_as!(
                Place,
                r#"SELECT r.closed_at AS "closed_at!", r.id FROM referrals r
                   WHERE r.closed_at IS NOT NULL AND r.state <> 'admitted' AND r.closed_at <= $1 AND (r.closed_at, r.id) > ($2, $3)
                     AND r.merged_into IS NULL
                     AND NOT EXISTS (SELECT FROM legal_holds h WHERE h.referral_id = r.id AND h.lifted_at IS NULL)
                   ORDER BY r.closed_at, r.id LIMIT 50"#,
                before,
                beyond.closed_at,
                beyond.id
            );
            query.fetch_all(conn).await?
        }
    };
    Ok(due)
}

/// Deletes a case with all that hangs on it, if its retention has ended and nothing holds it; tells whether it did. The database decides
/// and does it, in the name of the owner of the tables: the program itself may not delete these rows.
pub async fn delete(
    conn: &mut PgConnection,
    case: Uuid,
    years: Years,
    now: DateTime<Utc>,
) -> Result<bool, StoreError> {
    let (admitted, others) = years.whole();
    let done = sqlx::query_scalar!(
        r#"SELECT delete_referral($1, $2, $3, $4) AS "done!""#,
        case,
        now,
        admitted,
        others
    );
    Ok(done.fetch_one(conn).await?)
}

/// A case as the list of retention shows it.
#[derive(Debug, Clone)]
pub struct Kept {
    /// Its row.
    pub id: Uuid,
    /// Its reference.
    pub reference: Reference,
    /// Where it stands.
    pub state: StateCode,
    /// When it was closed, if it is.
    pub closed_at: Option<DateTime<Utc>>,
    /// The day on which a stay ends, if there was one: that on which the person left, once that was recorded, or else the planned
    /// one. Retention counts from it or from the closing, whichever is later.
    pub stay_ends: Option<NaiveDate>,
    /// Whether a legal hold keeps it.
    pub held: bool,
    /// The case that it was joined to, with which it goes.
    pub joined_to: Option<Reference>,
}

impl Kept {
    /// When its retention ends by itself; nothing while it is open.
    pub fn until(&self, years: Years) -> Option<DateTime<Utc>> {
        let group = if self.state == StateCode::Admitted {
            Group::Admitted
        } else {
            Group::Others
        };
        let months = Months::new(years.of(group).saturating_mul(12));
        let stay = self.stay_ends.filter(|_| group == Group::Admitted);
        let stay = stay.map(|day| day.and_time(chrono::NaiveTime::MIN).and_utc());
        let since = self.closed_at?;
        let since = stay.map_or(since, |day| day.max(since));
        since.checked_add_months(months)
    }

    /// Its place in the list.
    pub fn place(&self) -> Option<Place> {
        Some(Place {
            closed_at: self.closed_at?,
            id: self.id,
        })
    }
}

/// Closed cases of a group whose retention ends before a day, the longest closed first, beyond one: [`BATCH`] at most.
pub async fn ending(
    conn: &mut PgConnection,
    group: Group,
    years: Years,
    beyond: Option<Place>,
    by: DateTime<Utc>,
) -> Result<Vec<Kept>, StoreError> {
    let beyond = beyond.unwrap_or(Place::START);
    let before = closed_before(by, years.of(group));
    let rows = match group {
        Group::Admitted => {
            let ids = sqlx::query_scalar!(
                "SELECT id FROM referrals
                 WHERE closed_at IS NOT NULL AND state = 'admitted' AND closed_at <= $1 AND (closed_at, id) > ($2, $3)
                 ORDER BY closed_at, id LIMIT 50",
                before,
                beyond.closed_at,
                beyond.id
            );
            ids.fetch_all(&mut *conn).await?
        }
        Group::Others => {
            let ids = sqlx::query_scalar!(
                "SELECT id FROM referrals
                 WHERE closed_at IS NOT NULL AND state <> 'admitted' AND closed_at <= $1 AND (closed_at, id) > ($2, $3)
                 ORDER BY closed_at, id LIMIT 50",
                before,
                beyond.closed_at,
                beyond.id
            );
            ids.fetch_all(&mut *conn).await?
        }
    };
    let mut kept = with_ids(conn, &rows).await?;
    kept.sort_by_key(|case| (case.closed_at, case.id));
    Ok(kept)
}

/// The cases with these rows.
pub async fn with_ids(conn: &mut PgConnection, ids: &[Uuid]) -> Result<Vec<Kept>, StoreError> {
    let rows = sqlx::query!(
        r#"SELECT r.id AS "id!", r.reference AS "reference!", r.state AS "state!", r.closed_at, s.until_day AS "until_day?", m.reference AS "joined_to?",
                  EXISTS (SELECT FROM legal_holds h WHERE h.referral_id = r.id AND h.lifted_at IS NULL) AS "held!"
           FROM referrals r LEFT JOIN stays s ON s.referral_id = r.id LEFT JOIN referrals m ON m.id = r.merged_into
           WHERE r.id = ANY ($1)"#,
        ids
    );
    let reference =
        |text: &str| Reference::parse(text).map_err(|_| StoreError::Corrupt("referrals.reference"));
    let rows = rows.fetch_all(conn).await?;
    let kept = rows.into_iter().map(|row| {
        Ok(Kept {
            id: row.id,
            reference: reference(&row.reference)?,
            state: StateCode::from_code(&row.state)
                .ok_or(StoreError::Corrupt("referrals.state"))?,
            closed_at: row.closed_at,
            stay_ends: row.until_day,
            held: row.held,
            joined_to: row.joined_to.as_deref().map(reference).transpose()?,
        })
    });
    kept.collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn kept(state: StateCode, closed_at: Option<&str>, stay_ends: Option<&str>) -> Kept {
        Kept {
            id: Uuid::nil(),
            reference: Reference::from_random([1; 8]),
            state,
            closed_at: closed_at.map(|text| text.parse().unwrap()),
            stay_ends: stay_ends.map(|text| text.parse().unwrap()),
            held: false,
            joined_to: None,
        }
    }

    #[test]
    fn retention_counts_from_closing_and_after_an_admission_from_the_end_of_the_stay() {
        let years = Years {
            admitted: 8,
            others: 2,
        };
        let until = |kept: Kept| kept.until(years).map(|end| end.to_rfc3339());
        let closed = Some("2024-02-29T10:00:00Z");
        assert_eq!(
            until(kept(StateCode::Declined, closed, None)).as_deref(),
            Some("2026-02-28T10:00:00+00:00")
        );
        assert_eq!(
            until(kept(StateCode::Admitted, closed, Some("2024-04-01"))).as_deref(),
            Some("2032-04-01T00:00:00+00:00")
        );
        assert_eq!(until(kept(StateCode::InTriage, None, None)), None);
    }

    #[test]
    fn a_place_survives_an_address() {
        let place = Place {
            closed_at: "2026-11-24T10:00:00.000001Z".parse().unwrap(),
            id: Uuid::max(),
        };
        assert_eq!(place.to_string().parse(), Ok(place));
        for text in ["", "1", "1.x", "x.0"] {
            assert_eq!(text.parse::<Place>(), Err(NoPlace), "{text}");
        }
    }
}

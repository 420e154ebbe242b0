//! The bed that is kept for a case: written when it is booked, moved when the person comes or leaves on another day, given back when
//! the case goes another way.

use chrono::NaiveDate;
use domain::beds::Days;
use domain::referral::{Action, Happening, Referral, Refusal, State};
use sqlx::PgConnection;
use uuid::Uuid;

use crate::clock::england;
use crate::store::StoreError;
use crate::store::referrals::{ActError, Case};

/// Writes what an action means for the bed of a case.
pub(super) async fn follow(
    conn: &mut PgConnection,
    case: &Case,
    after: &Referral,
    action: &Action,
) -> Result<(), ActError> {
    match action {
        Action::BookAdmission {
            on,
            bed: Some(kept),
        } => keep(conn, case.id, kept.bed, (*on, kept.until)).await,
        Action::BookAdmission { bed: None, .. } => Ok(free(conn, case.id).await?),
        Action::Admit { on } => begin(conn, case.id, *on).await,
        Action::PlanDischarge { until } => plan(conn, case, *until).await,
        Action::Discharge { on } => end(conn, case, *on).await,
        Action::UndoAdmission {
            booked: Some(on), ..
        } => again(conn, case, (*on).max(england::date(after.since()))).await,
        _ if keeps_bed(&case.referral) && !keeps_bed(after) => Ok(free(conn, case.id).await?),
        _ => Ok(()),
    }
}

/// The person stays until another day: as for a booking, the bed has to be free until then.
async fn plan(conn: &mut PgConnection, case: &Case, until: NaiveDate) -> Result<(), ActError> {
    let (bed, from) = stay(conn, case).await?.ok_or(Refusal::NoBed)?;
    keep(conn, case.id, bed, (from, until)).await?;
    Ok(set_left(conn, case.id, None).await?)
}

/// The person left: the bed is free from that day on. Who leaves on the day on which they came spent no night, and has no stay. Who
/// stayed longer than was planned needs it to have been free, as for a booking.
async fn end(conn: &mut PgConnection, case: &Case, on: NaiveDate) -> Result<(), ActError> {
    match stay(conn, case).await? {
        None => Ok(()),
        Some((_, from)) if on <= from => Ok(free(conn, case.id).await?),
        Some((bed, from)) => {
            let shorter = shorten(conn, case.id, on).await?;
            if !shorter {
                keep(conn, case.id, bed, (from, on)).await?;
            }
            Ok(set_left(conn, case.id, Some(on)).await?)
        }
    }
}

/// The bed of somebody who was admitted, and since when they have it: their stay, or, where they left on the day on which they came,
/// the bed that was booked.
async fn stay(
    conn: &mut PgConnection,
    case: &Case,
) -> Result<Option<(Uuid, NaiveDate)>, StoreError> {
    let row = sqlx::query!(
        "SELECT bed_id, from_day FROM stays WHERE referral_id = $1",
        case.id
    );
    if let Some(row) = row.fetch_optional(conn).await? {
        return Ok(Some((row.bed_id, row.from_day)));
    }
    let State::Admitted { on, .. } = case.referral.state() else {
        return Ok(None);
    };
    let booked = case
        .events
        .iter()
        .rev()
        .find_map(|event| match &event.what {
            Happening::Done {
                action: Action::BookAdmission { bed, .. },
            } => Some(bed.as_ref()),
            _ => None,
        });
    Ok(booked.flatten().map(|bed| (bed.bed, *on)))
}

/// Whether the stay had not ended by then, so that it ends on that day now.
async fn shorten(conn: &mut PgConnection, case: Uuid, on: NaiveDate) -> Result<bool, StoreError> {
    let shorter = sqlx::query!(
        "UPDATE stays SET until_day = $2 WHERE referral_id = $1 AND until_day >= $2",
        case,
        on
    );
    Ok(shorter.execute(conn).await?.rows_affected() == 1)
}

async fn set_left(
    conn: &mut PgConnection,
    case: Uuid,
    on: Option<NaiveDate>,
) -> Result<(), StoreError> {
    sqlx::query!(
        "UPDATE stays SET left_on = $2 WHERE referral_id = $1",
        case,
        on
    )
    .execute(conn)
    .await?;
    Ok(())
}

/// Whether a bed may be kept for it: it is booked, or will be again after a pause, or the person is in.
fn keeps_bed(referral: &Referral) -> bool {
    let state = referral.state();
    let keeps = state.is_booked() || matches!(state, State::Admitted { .. });
    keeps && referral.merged_into().is_none()
}

/// Keeps a bed for a case, and gives back the one before. Whoever else wants a day of the same bed waits for the lock, and then sees
/// this stay.
async fn keep(
    conn: &mut PgConnection,
    case: Uuid,
    bed: Uuid,
    (from, until): (NaiveDate, NaiveDate),
) -> Result<(), ActError> {
    let days = Days::new(from, until).ok_or(Refusal::BedTaken)?;
    let open = sqlx::query_scalar!(
        r#"SELECT b.closed_at IS NULL AND u.closed_at IS NULL AS "open!"
           FROM beds b JOIN units u ON u.id = b.unit_id WHERE b.id = $1 FOR UPDATE OF b FOR SHARE OF u"#,
        bed
    );
    let open = open.fetch_optional(&mut *conn).await;
    if open.map_err(StoreError::from)? != Some(true) {
        return Err(Refusal::BedTaken.into());
    }
    let taken = taken(conn, case, bed, days).await?;
    if taken.into_iter().any(|other| other.clashes(days)) {
        return Err(Refusal::BedTaken.into());
    }
    let kept = sqlx::query!(
        "INSERT INTO stays (referral_id, bed_id, from_day, until_day) VALUES ($1, $2, $3, $4)
         ON CONFLICT (referral_id) DO UPDATE SET bed_id = $2, from_day = $3, until_day = $4",
        case,
        bed,
        from,
        until,
    );
    kept.execute(conn).await.map_err(StoreError::from)?;
    Ok(())
}

/// Stays of others and closures of a bed, about those days.
async fn taken(
    conn: &mut PgConnection,
    case: Uuid,
    bed: Uuid,
    days: Days,
) -> Result<Vec<Days>, StoreError> {
    let rows = sqlx::query!(
        r#"SELECT from_day AS "from!", until_day AS "until!" FROM stays
           WHERE bed_id = $1 AND referral_id <> $2 AND until_day >= $3 AND from_day <= $4
           UNION ALL
           SELECT from_day, to_day + 1 FROM bed_closures WHERE bed_id = $1 AND to_day >= $3 AND from_day <= $4"#,
        bed,
        case,
        days.from(),
        days.until(),
    );
    let rows = rows.fetch_all(conn).await?;
    let days = rows.into_iter().map(|row| Days::new(row.from, row.until));
    Ok(days.flatten().collect())
}

/// The person came: the stay begins on that day, whatever was booked. One that would have ended by then is over.
async fn begin(conn: &mut PgConnection, case: Uuid, on: NaiveDate) -> Result<(), ActError> {
    let booked = sqlx::query!(
        "SELECT bed_id, from_day, until_day FROM stays WHERE referral_id = $1",
        case
    );
    let booked = booked.fetch_optional(&mut *conn).await;
    match booked.map_err(StoreError::from)? {
        Some(stay) if on >= stay.until_day => Ok(free(conn, case).await?),
        Some(stay) if on != stay.from_day => {
            keep(conn, case, stay.bed_id, (on, stay.until_day)).await
        }
        _ => Ok(()),
    }
}

/// The person did not come after all: the bed that was booked is kept for them again, from the day of the booking or, once that has
/// passed, from today.
async fn again(conn: &mut PgConnection, case: &Case, from: NaiveDate) -> Result<(), ActError> {
    let booked = case
        .events
        .iter()
        .rev()
        .find_map(|event| match &event.what {
            Happening::Done {
                action: Action::BookAdmission { bed, .. },
            } => Some(bed.as_ref()),
            _ => None,
        });
    match booked.flatten() {
        Some(bed) => keep(conn, case.id, bed.bed, (from, bed.until)).await,
        None => Ok(()),
    }
}

async fn free(conn: &mut PgConnection, case: Uuid) -> Result<(), StoreError> {
    sqlx::query!("DELETE FROM stays WHERE referral_id = $1", case)
        .execute(conn)
        .await?;
    Ok(())
}

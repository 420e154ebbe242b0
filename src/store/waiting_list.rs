//! The waiting list: who waits for a bed, in which order.

mod read;

pub use read::{Entry, MOST, all};

use chrono::{DateTime, Utc};
use sqlx::PgConnection;
use uuid::Uuid;

use super::StoreError;

/// Where a case stands on the list.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Place {
    /// Its place, from 1.
    pub place: u32,
    /// How many are on the list.
    pub of: u32,
}

/// The least room between two places: where it is less, all places are written anew.
const LEAST: f64 = 1e-6;
/// Of the lock that makes moves wait for each other.
const LOCK: i64 = 0x0077_6169_7469_6e67;

/// Where a case stands on the list, if it does.
pub async fn place(conn: &mut PgConnection, referral: Uuid) -> Result<Option<Place>, StoreError> {
    let row = sqlx::query!(
        r#"SELECT (SELECT count(*) FROM waiting_list o WHERE (o.place, o.referral_id) <= (w.place, w.referral_id)) AS "place!",
                  (SELECT count(*) FROM waiting_list) AS "of!"
           FROM waiting_list w WHERE w.referral_id = $1"#,
        referral
    );
    let row = row.fetch_optional(conn).await?;
    Ok(row.map(|row| Place {
        place: number(row.place),
        of: number(row.of),
    }))
}

fn number(count: i64) -> u32 {
    u32::try_from(count).unwrap_or(u32::MAX)
}

/// Puts a case at the end of the list.
pub(super) async fn join(
    conn: &mut PgConnection,
    referral: Uuid,
    since: DateTime<Utc>,
) -> Result<(), StoreError> {
    lock(conn).await?;
    sqlx::query!(
        "INSERT INTO waiting_list (referral_id, place, joined_at)
         SELECT $1, COALESCE(max(place), 0) + 1, $2 FROM waiting_list",
        referral,
        since,
    )
    .execute(conn)
    .await?;
    Ok(())
}

/// Takes a case off the list.
pub(super) async fn leave(conn: &mut PgConnection, referral: Uuid) -> Result<(), StoreError> {
    sqlx::query!("DELETE FROM waiting_list WHERE referral_id = $1", referral)
        .execute(conn)
        .await?;
    Ok(())
}

/// Moves a case to a place counted from 1; one beyond the end is the end. Nobody else moves, and moves wait for each other, so that
/// each sees the neighbours that the one before left.
pub(super) async fn move_to(
    conn: &mut PgConnection,
    referral: Uuid,
    place: u32,
) -> Result<(), StoreError> {
    lock(conn).await?;
    let mut between = room(conn, referral, place).await?;
    if between.is_none() {
        renumber(conn).await?;
        between = room(conn, referral, place).await?;
    }
    let place = between.ok_or(StoreError::Corrupt("waiting_list.place"))?;
    sqlx::query!(
        "UPDATE waiting_list SET place = $2 WHERE referral_id = $1",
        referral,
        place
    )
    .execute(conn)
    .await?;
    Ok(())
}

async fn lock(conn: &mut PgConnection) -> Result<(), StoreError> {
    sqlx::query!("SELECT pg_advisory_xact_lock($1)", LOCK)
        .execute(conn)
        .await?;
    Ok(())
}

/// A place between those who will stand before and after; nothing where there is too little room.
async fn room(
    conn: &mut PgConnection,
    referral: Uuid,
    place: u32,
) -> Result<Option<f64>, StoreError> {
    let before = i64::from(place.max(1)) - 1;
    let others = sqlx::query_scalar!(
        "SELECT place FROM waiting_list WHERE referral_id <> $1 ORDER BY place, referral_id LIMIT $2",
        referral,
        before + 1,
    );
    let others = others.fetch_all(conn).await?;
    let before = usize::try_from(before).unwrap_or(usize::MAX);
    let after = others.get(before).copied();
    Ok(between(
        others[..before.min(others.len())].last().copied(),
        after,
    ))
}

/// A number between two others, or beyond the only one.
fn between(before: Option<f64>, after: Option<f64>) -> Option<f64> {
    match (before, after) {
        (None, None) => Some(1.0),
        (None, Some(after)) => Some(after - 1.0),
        (Some(before), None) => Some(before + 1.0),
        (Some(before), Some(after)) => {
            (after - before > LEAST).then(|| f64::midpoint(before, after))
        }
    }
}

/// Gives everybody the number of their place.
async fn renumber(conn: &mut PgConnection) -> Result<(), StoreError> {
    sqlx::query!(
        "UPDATE waiting_list w SET place = n.number
         FROM (SELECT referral_id, row_number() OVER (ORDER BY place, referral_id) AS number FROM waiting_list) n
         WHERE n.referral_id = w.referral_id"
    )
    .execute(conn)
    .await?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::between;

    #[test]
    fn there_is_room_until_two_places_are_too_near() {
        assert_eq!(between(None, None), Some(1.0));
        assert_eq!(between(None, Some(1.0)), Some(0.0));
        assert_eq!(between(Some(3.0), None), Some(4.0));
        assert_eq!(between(Some(1.0), Some(2.0)), Some(1.5));
        assert_eq!(between(Some(1.0), Some(1.0)), None);
        let (mut low, mut moves) = (1.0, 0);
        while let Some(place) = between(Some(low), Some(2.0)) {
            assert!(low < place && place < 2.0);
            (low, moves) = (place, moves + 1);
        }
        assert!(moves > 10);
    }
}

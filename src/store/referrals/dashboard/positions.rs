//! Places on the waiting list, counted from 1.

use std::collections::HashMap;

use sqlx::PgConnection;
use uuid::Uuid;

use crate::store::StoreError;
use crate::store::referrals::list::Listed;

/// Fills in the places of lines that wait for a bed. Cases that were joined to others have none. It costs as much as there are
/// places up to the last line.
pub(super) async fn fill_in(
    conn: &mut PgConnection,
    lines: &mut [Listed],
) -> Result<(), StoreError> {
    let places = lines.iter().filter_map(|line| line.waiting.as_ref());
    let Some(last) = places.map(|waiting| waiting.place).max_by(f64::total_cmp) else {
        return Ok(());
    };
    let ids: Vec<Uuid> = lines.iter().map(|line| line.id).collect();
    let rows = sqlx::query!(
        r#"SELECT id AS "id!", position AS "position!" FROM (
               SELECT r.id, row_number() OVER (ORDER BY w.place, w.referral_id) AS position
               FROM waiting_list w JOIN referrals r ON r.id = w.referral_id
               WHERE w.place <= $1 AND r.closed_at IS NULL AND r.merged_into IS NULL
           ) AS counted WHERE id = ANY($2)"#,
        last,
        &ids
    );
    let rows = rows.fetch_all(conn).await?;
    let found: HashMap<Uuid, i64> = rows.iter().map(|row| (row.id, row.position)).collect();
    for line in lines {
        if let Some(waiting) = &mut line.waiting {
            waiting.position = found.get(&line.id).copied();
        }
    }
    Ok(())
}

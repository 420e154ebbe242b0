//! What is pressing about the cases that were joined to one: its page and its line show what its own sender answered.

use std::collections::HashMap;

use domain::people::Reference;
use sqlx::PgConnection;
use uuid::Uuid;

use super::list::Listed;
use crate::store::StoreError;

/// Most joined cases that are told of one.
const MOST: i64 = 20;

/// A case that was joined to another.
#[derive(Debug, Clone, PartialEq, Eq)]
#[expect(clippy::struct_excessive_bools, reason = "each is a fact of its own")]
pub struct Joined {
    /// Its reference.
    pub reference: Reference,
    /// Whether its result was flagged.
    pub flagged: bool,
    /// Whether a clinician had set it to urgent.
    pub urgent: bool,
    /// Whether a practice referred.
    pub referred: bool,
    /// Whether its sender has not withdrawn it.
    pub open: bool,
    /// The pathway that was answered.
    pub pathway: String,
    /// Ids of the flags that the answers gave.
    pub flags: Vec<String>,
}

/// The cases that were joined to a case, the latest first.
pub async fn joined(conn: &mut PgConnection, main: Uuid) -> Result<Vec<Joined>, StoreError> {
    let mut each = of_each(conn, &[main]).await?;
    Ok(each.remove(&main).unwrap_or_default())
}

/// Fills in the cases that were joined to those of a list.
pub(super) async fn fill_in(
    conn: &mut PgConnection,
    lines: &mut [Listed],
) -> Result<(), StoreError> {
    let ids: Vec<Uuid> = lines.iter().map(|line| line.id).collect();
    if ids.is_empty() {
        return Ok(());
    }
    let mut each = of_each(conn, &ids).await?;
    for line in lines {
        line.joined = each.remove(&line.id).unwrap_or_default();
    }
    Ok(())
}

/// By the case that they were joined to.
async fn of_each(
    conn: &mut PgConnection,
    mains: &[Uuid],
) -> Result<HashMap<Uuid, Vec<Joined>>, StoreError> {
    let rows = sqlx::query!(
        r#"SELECT main AS "main!", j.reference, s.flagged, COALESCE(j.priority = 'urgent', false) AS "urgent!",
                  j.practice_id IS NOT NULL AS "referred!", j.closed_at IS NULL AS "open!", s.pathway_id, s.flags
           FROM unnest($1::uuid[]) AS main
           CROSS JOIN LATERAL (
               SELECT r.reference, r.priority, r.practice_id, r.closed_at, r.submission_id, r.received_at, r.id FROM referrals r
               WHERE r.merged_into = main ORDER BY r.received_at DESC, r.id DESC LIMIT $2
           ) AS j
           JOIN submissions s ON s.id = j.submission_id
           ORDER BY j.received_at DESC, j.id DESC"#,
        mains,
        MOST
    );
    let mut each = HashMap::<Uuid, Vec<Joined>>::new();
    for row in rows.fetch_all(conn).await? {
        each.entry(row.main).or_default().push(Joined {
            reference: Reference::parse(&row.reference)
                .map_err(|_| StoreError::Corrupt("referrals.reference"))?,
            flagged: row.flagged,
            urgent: row.urgent,
            referred: row.referred,
            open: row.open,
            pathway: row.pathway_id,
            flags: row.flags,
        });
    }
    Ok(each)
}

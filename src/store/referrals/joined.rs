//! What is pressing about the cases that were joined to one: its own page shows what its own sender answered.

use domain::people::Reference;
use sqlx::PgConnection;
use uuid::Uuid;

use crate::store::StoreError;

/// Most joined cases that are told.
const MOST: i64 = 20;

/// A case that was joined to another.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Joined {
    /// Its reference.
    pub reference: Reference,
    /// Whether its result was flagged.
    pub flagged: bool,
    /// Whether a clinician had set it to urgent.
    pub urgent: bool,
    /// The pathway that was answered.
    pub pathway: String,
    /// Ids of the flags that the answers gave.
    pub flags: Vec<String>,
}

/// The cases that were joined to a case, the latest first.
pub async fn joined(conn: &mut PgConnection, main: Uuid) -> Result<Vec<Joined>, StoreError> {
    let rows = sqlx::query!(
        r#"SELECT r.reference, s.flagged, COALESCE(r.priority = 'urgent', false) AS "urgent!", s.pathway_id, s.flags
           FROM referrals r JOIN submissions s ON s.id = r.submission_id
           WHERE r.merged_into = $1 ORDER BY r.received_at DESC, r.id DESC LIMIT $2"#,
        main,
        MOST
    );
    let rows = rows.fetch_all(conn).await?;
    rows.into_iter()
        .map(|row| {
            Ok(Joined {
                reference: Reference::parse(&row.reference)
                    .map_err(|_| StoreError::Corrupt("referrals.reference"))?,
                flagged: row.flagged,
                urgent: row.urgent,
                pathway: row.pathway_id,
                flags: row.flags,
            })
        })
        .collect()
}

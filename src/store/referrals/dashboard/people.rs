//! Whose cases can be asked for.

use sqlx::PgConnection;
use uuid::Uuid;

use crate::store::StoreError;

/// Somebody of the staff.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Colleague {
    /// The account.
    pub id: Uuid,
    /// The name that colleagues see.
    pub name: String,
}

/// Most colleagues that are offered.
const MOST: i64 = 500;

/// The staff who work on cases, by name; who has left is not among them.
pub async fn colleagues(conn: &mut PgConnection) -> Result<Vec<Colleague>, StoreError> {
    let found = sqlx::query_as!(
        Colleague,
        "SELECT id, display_name AS name FROM accounts
         WHERE role IN ('coordinator', 'clinician', 'lead') AND disabled_at IS NULL
         ORDER BY display_name, id LIMIT $1",
        MOST
    );
    Ok(found.fetch_all(conn).await?)
}

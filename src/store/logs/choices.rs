//! What can be chosen in the filters of the logs.

use sqlx::PgConnection;
use uuid::Uuid;

use crate::store::StoreError;

/// What can be chosen in filters: codes that stand in the logs.
#[derive(Debug, Clone, Default)]
pub struct Codes {
    /// Actions of changes.
    pub changes: Vec<String>,
    /// Kinds of things that were changed.
    pub kinds: Vec<String>,
    /// Actions of looks.
    pub looks: Vec<String>,
}

/// The codes that stand in the logs. Each is found by a step along an index, never by reading the log.
pub async fn codes(conn: &mut PgConnection) -> Result<Codes, StoreError> {
    let changes = sqlx::query_scalar!(
        r#"WITH RECURSIVE step (code) AS (
               (SELECT action FROM audit_log ORDER BY action LIMIT 1)
               UNION ALL
               SELECT (SELECT action FROM audit_log WHERE action > step.code ORDER BY action LIMIT 1) FROM step WHERE step.code IS NOT NULL
           ) SELECT code AS "code!" FROM step WHERE code IS NOT NULL LIMIT 500"#
    )
    .fetch_all(&mut *conn)
    .await?;
    let kinds = sqlx::query_scalar!(
        r#"WITH RECURSIVE step (code) AS (
               (SELECT subject FROM audit_log ORDER BY subject LIMIT 1)
               UNION ALL
               SELECT (SELECT subject FROM audit_log WHERE subject > step.code ORDER BY subject LIMIT 1) FROM step WHERE step.code IS NOT NULL
           ) SELECT code AS "code!" FROM step WHERE code IS NOT NULL LIMIT 100"#
    )
    .fetch_all(&mut *conn)
    .await?;
    let looks = sqlx::query_scalar!(
        r#"WITH RECURSIVE step (code) AS (
               (SELECT action FROM access_log ORDER BY action LIMIT 1)
               UNION ALL
               SELECT (SELECT action FROM access_log WHERE action > step.code ORDER BY action LIMIT 1) FROM step WHERE step.code IS NOT NULL
           ) SELECT code AS "code!" FROM step WHERE code IS NOT NULL LIMIT 100"#
    )
    .fetch_all(conn)
    .await?;
    Ok(Codes {
        changes,
        kinds,
        looks,
    })
}

/// Somebody whose lines can be chosen.
#[derive(Debug, Clone)]
pub struct Person {
    /// The account.
    pub id: Uuid,
    /// The name.
    pub name: String,
    /// What the account is for, as a code.
    pub role: String,
}

/// The accounts to choose from, staff first; at most 1000, and the chosen one in any case.
pub async fn people(
    conn: &mut PgConnection,
    chosen: Option<Uuid>,
) -> Result<Vec<Person>, StoreError> {
    let people = sqlx::query_as!(
        Person,
        r#"SELECT id, display_name AS name, role FROM accounts
           ORDER BY (id = $1) IS NOT TRUE, role = 'referrer', display_name, id LIMIT 1000"#,
        chosen
    );
    let mut people = people.fetch_all(conn).await?;
    let place = |one: &Person| (one.role == "referrer", one.name.clone());
    people.sort_by_cached_key(place);
    Ok(people)
}

/// The row of the case with a reference, whoever may open it.
pub async fn referral(
    conn: &mut PgConnection,
    reference: domain::people::Reference,
) -> Result<Option<Uuid>, StoreError> {
    let id = sqlx::query_scalar!(
        "SELECT id FROM referrals WHERE reference = $1",
        reference.to_string()
    );
    Ok(id.fetch_optional(conn).await?)
}

//! Practices that refer.

use chrono::{DateTime, Utc};
use domain::people::OdsCode;
use sqlx::PgConnection;
use uuid::Uuid;

use super::{StoreError, new_id};

/// A practice.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Practice {
    /// Its row.
    pub id: Uuid,
    /// Its ODS code.
    pub ods_code: OdsCode,
    /// Its name.
    pub name: String,
    /// Lines parted by line breaks; the postcode is the last.
    pub address: String,
}

/// What came of a practice of a list.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Change {
    /// It was not known before.
    Added,
    /// Its name or address was another, or it had closed.
    Updated,
    /// All was known.
    Unchanged,
}

/// Takes a practice over from a list.
pub async fn take_over(
    conn: &mut PgConnection,
    ods_code: &OdsCode,
    name: &str,
    address: &str,
    now: DateTime<Utc>,
) -> Result<Change, StoreError> {
    let added = sqlx::query_scalar!(
        r#"INSERT INTO practices AS p (id, ods_code, name, address, updated_at) VALUES ($1, $2, $3, $4, $5)
           ON CONFLICT (ods_code) DO UPDATE SET name = $3, address = $4, updated_at = $5, closed_at = NULL
           WHERE (p.name, p.address) <> ($3, $4) OR p.closed_at IS NOT NULL
           RETURNING id = $1 AS "added!""#,
        new_id(now),
        ods_code.as_str(),
        name,
        address,
        now,
    );
    Ok(match added.fetch_optional(conn).await? {
        Some(true) => Change::Added,
        Some(false) => Change::Updated,
        None => Change::Unchanged,
    })
}

/// Notes that a practice has closed; `false` when it is not known or had closed before.
pub async fn close(
    conn: &mut PgConnection,
    ods_code: &OdsCode,
    now: DateTime<Utc>,
) -> Result<bool, StoreError> {
    let closed = sqlx::query!(
        "UPDATE practices SET closed_at = $2, updated_at = $2 WHERE ods_code = $1 AND closed_at IS NULL",
        ods_code.as_str(),
        now
    );
    Ok(closed.execute(conn).await?.rows_affected() == 1)
}

/// Corrects the name and address of a practice, closed or not; `false` when it is not known.
pub async fn correct(
    conn: &mut PgConnection,
    ods_code: &OdsCode,
    name: &str,
    address: &str,
    now: DateTime<Utc>,
) -> Result<bool, StoreError> {
    let corrected = sqlx::query!(
        "UPDATE practices SET name = $2, address = $3, updated_at = $4 WHERE ods_code = $1",
        ods_code.as_str(),
        name,
        address,
        now
    );
    Ok(corrected.execute(conn).await?.rows_affected() == 1)
}

/// Notes that a practice has not closed after all; `false` when it is not known or had not closed.
pub async fn reopen(
    conn: &mut PgConnection,
    ods_code: &OdsCode,
    now: DateTime<Utc>,
) -> Result<bool, StoreError> {
    let opened = sqlx::query!(
        "UPDATE practices SET closed_at = NULL, updated_at = $2 WHERE ods_code = $1 AND closed_at IS NOT NULL",
        ods_code.as_str(),
        now
    );
    Ok(opened.execute(conn).await?.rows_affected() == 1)
}

/// The practice with this ODS code, and since when it is closed. [`StoreError::NotFound`] where there is none.
pub async fn known(
    conn: &mut PgConnection,
    ods_code: &OdsCode,
) -> Result<(Practice, Option<DateTime<Utc>>), StoreError> {
    let row = sqlx::query!(
        "SELECT id, ods_code, name, address, closed_at FROM practices WHERE ods_code = $1",
        ods_code.as_str()
    );
    let row = row.fetch_one(conn).await?;
    let practice = Row {
        id: row.id,
        ods_code: row.ods_code,
        name: row.name,
        address: row.address,
    };
    Ok((practice.open()?, row.closed_at))
}

/// Practices that have not closed, by code, and a closed one whose code was given: those whose code or name holds `words`, `most` of them after the first
/// `skipped`.
pub async fn search(
    conn: &mut PgConnection,
    words: &str,
    skipped: i64,
    most: i64,
) -> Result<Vec<Practice>, StoreError> {
    let rows = sqlx::query_as!(
        Row,
        "SELECT id, ods_code, name, address FROM practices
         WHERE ods_code = upper($1) OR (closed_at IS NULL AND position(lower($1) IN lower(name)) > 0)
         ORDER BY ods_code OFFSET $2 LIMIT $3",
        words,
        skipped,
        most,
    )
    .fetch_all(conn)
    .await?;
    rows.into_iter().map(Row::open).collect()
}

/// Adds a practice, or brings the one with this ODS code up to date; returns its row.
pub async fn upsert(
    conn: &mut PgConnection,
    ods_code: &OdsCode,
    name: &str,
    address: &str,
    now: DateTime<Utc>,
) -> Result<Uuid, StoreError> {
    let id = sqlx::query_scalar!(
        "INSERT INTO practices (id, ods_code, name, address, updated_at) VALUES ($1, $2, $3, $4, $5)
         ON CONFLICT (ods_code) DO UPDATE SET name = $3, address = $4, updated_at = $5, closed_at = NULL
         RETURNING id",
        new_id(now),
        ods_code.as_str(),
        name,
        address,
        now,
    );
    Ok(id.fetch_one(conn).await?)
}

/// The practice with this row.
pub async fn get(conn: &mut PgConnection, id: Uuid) -> Result<Practice, StoreError> {
    let row = sqlx::query_as!(
        Row,
        "SELECT id, ods_code, name, address FROM practices WHERE id = $1",
        id
    );
    row.fetch_one(conn).await?.open()
}

/// The practice with this ODS code, unless it has closed.
pub async fn by_ods_code(
    conn: &mut PgConnection,
    ods_code: &OdsCode,
) -> Result<Option<Practice>, StoreError> {
    let row = sqlx::query_as!(
        Row,
        "SELECT id, ods_code, name, address FROM practices WHERE ods_code = $1 AND closed_at IS NULL",
        ods_code.as_str()
    );
    row.fetch_optional(conn).await?.map(Row::open).transpose()
}

struct Row {
    id: Uuid,
    ods_code: String,
    name: String,
    address: String,
}

impl Row {
    fn open(self) -> Result<Practice, StoreError> {
        Ok(Practice {
            id: self.id,
            ods_code: OdsCode::parse(&self.ods_code)
                .map_err(|_| StoreError::Corrupt("practices.ods_code"))?,
            name: self.name,
            address: self.address,
        })
    }
}

//! Lists that somebody of the staff wants to see again: the query of an address, under a name.

use chrono::{DateTime, Utc};
use sqlx::PgConnection;
use uuid::Uuid;

use super::{StoreError, new_id};

/// A saved list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SavedView {
    /// Its row.
    pub id: Uuid,
    /// What its owner calls it.
    pub name: String,
    /// The query of the list's address.
    pub query: String,
    /// Whether it is shown when the dashboard is opened.
    pub is_start: bool,
}

/// What is to be saved.
#[derive(Debug, Clone, Copy)]
pub struct NewView<'a> {
    /// Whose.
    pub account: Uuid,
    /// The name; an earlier one of this name is replaced.
    pub name: &'a str,
    /// The query.
    pub query: &'a str,
    /// Whether it is to be shown when the dashboard is opened, instead of any other.
    pub is_start: bool,
}

/// Most of one account.
pub const MOST: i64 = 20;

/// The lists of an account, by name.
pub async fn all(conn: &mut PgConnection, account: Uuid) -> Result<Vec<SavedView>, StoreError> {
    let views = sqlx::query_as!(
        SavedView,
        "SELECT id, name, query, is_start FROM saved_views WHERE account_id = $1 ORDER BY lower(name), id",
        account
    );
    Ok(views.fetch_all(conn).await?)
}

/// The query of the list that is shown when the account opens the dashboard.
pub async fn start(conn: &mut PgConnection, account: Uuid) -> Result<Option<String>, StoreError> {
    let query = sqlx::query_scalar!(
        "SELECT query FROM saved_views WHERE account_id = $1 AND is_start",
        account
    );
    Ok(query.fetch_optional(conn).await?)
}

/// Saves a list and returns its row; nothing where the account has [`MOST`] others. To be called in a transaction.
pub async fn save(
    conn: &mut PgConnection,
    new: NewView<'_>,
    now: DateTime<Utc>,
) -> Result<Option<Uuid>, StoreError> {
    // One at a time, so that two windows cannot save more than there may be.
    sqlx::query!(
        "SELECT id FROM accounts WHERE id = $1 FOR UPDATE",
        new.account
    )
    .fetch_one(&mut *conn)
    .await?;
    if new.is_start {
        sqlx::query!(
            "UPDATE saved_views SET is_start = false WHERE account_id = $1 AND is_start",
            new.account
        )
        .execute(&mut *conn)
        .await?;
    }
    let saved = sqlx::query_scalar!(
        "INSERT INTO saved_views (id, account_id, name, query, is_start, created_at)
         SELECT $1, $2, $3, $4, $5, $6
         WHERE (SELECT count(*) FROM saved_views WHERE account_id = $2 AND name <> $3) < $7
         ON CONFLICT (account_id, name) DO UPDATE SET query = $4, is_start = $5
         RETURNING id",
        new_id(now),
        new.account,
        new.name,
        new.query,
        new.is_start,
        now,
        MOST
    );
    Ok(saved.fetch_optional(conn).await?)
}

/// Deletes a list; `false` where the account has no such list.
pub async fn delete(conn: &mut PgConnection, account: Uuid, id: Uuid) -> Result<bool, StoreError> {
    let gone = sqlx::query!(
        "DELETE FROM saved_views WHERE id = $1 AND account_id = $2",
        id,
        account
    );
    Ok(gone.execute(conn).await?.rows_affected() == 1)
}

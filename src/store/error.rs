//! What can go wrong with the store, and how long one may wait for it.

use std::future::Future;
use std::time::Duration;

use sqlx::error::ErrorKind;

use crate::security::keyring::Unreadable;

/// Why the store did not do what was asked.
#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    /// The database is away, overloaded or too slow; trying again later may help.
    #[error("the database is unavailable")]
    Unavailable,
    /// Somebody else was first.
    #[error("somebody else was first")]
    Conflict,
    /// Too often; says how long to wait.
    #[error("too often")]
    TooMany(Duration),
    /// There is no such row.
    #[error("not found")]
    NotFound,
    /// A stored value is not one of ours; names its column.
    #[error("{0} holds a value that this program does not know")]
    Corrupt(&'static str),
    /// A stored value cannot be decrypted.
    #[error(transparent)]
    Unreadable(#[from] Unreadable),
    /// Anything else that the database said.
    #[error(transparent)]
    Database(sqlx::Error),
}

impl From<sqlx::Error> for StoreError {
    fn from(error: sqlx::Error) -> Self {
        match &error {
            sqlx::Error::RowNotFound => Self::NotFound,
            sqlx::Error::PoolTimedOut
            | sqlx::Error::PoolClosed
            | sqlx::Error::Io(_)
            | sqlx::Error::Tls(_)
            | sqlx::Error::WorkerCrashed => {
                tracing::warn!(%error, "database");
                Self::Unavailable
            }
            sqlx::Error::Database(told) if told.kind() == ErrorKind::UniqueViolation => {
                Self::Conflict
            }
            sqlx::Error::Database(told) if told.code().is_some_and(|code| is_passing(&code)) => {
                tracing::warn!(%error, "database");
                Self::Unavailable
            }
            _ => Self::Database(error),
        }
    }
}

/// Conditions that pass: lost connections (08), lack of resources (53), shutdown, cancelled by a time limit (57),
/// locks not had in time and deadlocks (40, 55P03), a server that has become a standby, a database that takes no connections.
fn is_passing(sql_state: &str) -> bool {
    matches!(sql_state.get(..2), Some("08" | "53" | "57" | "40"))
        || matches!(sql_state, "55P03" | "25006" | "55000")
}

/// Runs work on the store, and gives up as [`StoreError::Unavailable`] after a time.
pub async fn within<T, E: From<StoreError>>(
    limit: Duration,
    work: impl Future<Output = Result<T, E>>,
) -> Result<T, E> {
    match tokio::time::timeout(limit, work).await {
        Ok(result) => result,
        Err(_) => Err(StoreError::Unavailable.into()),
    }
}

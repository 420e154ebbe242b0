//! Demonstration data: accounts whose secrets everybody may know, and made-up cases that came in through the same door as
//! real ones. Only with `DEMO`.

mod accounts;
mod beds;
mod cases;
pub mod referrals;

pub use accounts::{Account, Post, REFERRERS, STAFF, accounts_in_words};

use crate::app::App;
use crate::store::StoreError;

/// Why the demonstration could not be set up.
#[derive(Debug, thiserror::Error)]
pub enum DemoError {
    /// The store failed.
    #[error("the demonstration data cannot be stored: {0}")]
    Store(#[from] StoreError),
    /// A built-in case or account is not sound; says which.
    #[error("the demonstration's {0} is not sound")]
    Unsound(String),
}

impl From<sqlx::Error> for DemoError {
    fn from(error: sqlx::Error) -> Self {
        Self::Store(error.into())
    }
}

/// Makes what is missing; what is there stays as it is.
pub async fn seed(app: &App) -> Result<(), DemoError> {
    let mut conn = app.pool.acquire().await?;
    let people = accounts::seed(&mut conn, app).await?;
    cases::seed(&mut conn, app, &people).await?;
    let referrers = people
        .iter()
        .filter_map(|one| Some((one.id, one.practice?)));
    referrals::seed(&mut conn, app, &referrers.collect::<Vec<_>>()).await
}

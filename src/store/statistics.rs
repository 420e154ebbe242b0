//! Numbers about many referrals, counted by Postgres. Nobody can be told from them but by their smallness, and that is for the
//! pages to hide.
//!
//! Each query reads what lies in a period through an index, and never the whole of a table that grows. What does not change once a day
//! is over was counted then ([`count_days`]).

mod arrivals;
mod counting;
mod exits;
mod occupancy;
mod opinions;
mod signs;
mod steps;
mod waiting;

pub use arrivals::{Arrivals, arrivals};
pub use counting::count_days;
pub use exits::{Exit, exits};
pub use occupancy::{Occupancy, occupancy};
pub use opinions::{Given, SecondReads, opinions, second_reads};
pub use signs::{Said, signs};
pub use steps::{Steps, Took, steps};
pub use waiting::{Waiting, waiting};

use chrono::NaiveDate;
use domain::pathway::Verdict;
use sqlx::{Connection as _, Executor as _, PgConnection, Postgres, Transaction};

use super::StoreError;
use super::submissions::Source;

/// A transaction in which to count: it changes nothing, and all that is counted in it is of one moment.
///
/// Plans are made for the period that is asked for, not once for all, and what many rows come to is gathered by hashing them, which
/// here is always cheaper than to sort them.
pub async fn reading(conn: &mut PgConnection) -> Result<Transaction<'_, Postgres>, StoreError> {
    let mut tx = conn.begin().await?;
    tx.execute(
        "SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY; SET LOCAL plan_cache_mode = force_custom_plan;
         SET LOCAL enable_sort = off; SET LOCAL work_mem = '16MB'",
    )
    .await?;
    Ok(tx)
}

/// Which referrals are counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Slice {
    /// The first day, in England.
    pub from: NaiveDate,
    /// The last day, which belongs to it.
    pub to: NaiveDate,
    /// Only those of one kind of sender.
    pub source: Option<Source>,
}

impl Slice {
    fn source_code(&self) -> Option<&'static str> {
        self.source.map(Source::code)
    }
}

/// A count as it comes from the database, where it has a sign.
fn count(number: i64) -> u64 {
    u64::try_from(number).unwrap_or(0)
}

/// The verdict of a code.
fn verdict(code: &str) -> Option<Verdict> {
    let known = [Verdict::Met, Verdict::NotMet, Verdict::Unclear];
    known.into_iter().find(|verdict| verdict.code() == code)
}

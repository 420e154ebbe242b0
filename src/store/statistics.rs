//! Numbers about many referrals, counted by Postgres. Nobody can be told from them but by their smallness, and that is for the
//! pages to hide.
//!
//! Each query reads what lies in a period through an index, and never the whole of a table that grows.

mod exits;
mod occupancy;
mod opinions;
mod received;
mod signs;
mod waiting;

pub use exits::{Exit, exits};
pub use occupancy::{Occupancy, occupancy};
pub use opinions::{Given, SecondReads, opinions, second_reads};
pub use received::{Arrivals, Received, Step, Took, received};
pub use signs::{Verdicts, signs};
pub use waiting::{Waiting, waiting};

use chrono::NaiveDate;

use super::submissions::Source;

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

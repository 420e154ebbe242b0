//! Urgent cases, read apart where they come first, so that no index of a queue needs urgency in its key.

use domain::referral::casework::Priority;
use sqlx::{Postgres, QueryBuilder};

use super::List;

/// The cases of a queue that are read together, in the order of one index: where urgent ones come first, these and the others apart.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Part {
    /// All, in an order in which urgency does not come first.
    All,
    /// The urgent ones.
    Urgent,
    /// The others.
    Others,
}

impl Part {
    /// The parts of a list; none that its filters leave empty.
    pub(super) fn of(list: &List<'_>) -> &'static [Self] {
        match (
            list.sort.puts_urgent_first(list.queue),
            list.filters.priority,
        ) {
            (false, _) => &[Self::All],
            (true, None) => &[Self::Urgent, Self::Others],
            (true, Some(Priority::Urgent)) => &[Self::Urgent],
            (true, Some(_)) => &[Self::Others],
        }
    }

    /// Writes its condition, after an `AND`.
    pub(super) fn push(self, sql: &mut QueryBuilder<Postgres>) {
        sql.push(match self {
            Self::All => "",
            Self::Urgent => " AND r.priority = 'urgent'",
            Self::Others => " AND r.priority IS DISTINCT FROM 'urgent'",
        });
    }

    /// An expression of the key, as it is for all of the part.
    pub(super) fn expression(self, key: &'static str) -> &'static str {
        match (key, self) {
            (URGENT, Self::Urgent) => "TRUE",
            (URGENT, _) => "FALSE",
            (key, _) => key,
        }
    }
}

/// Stands in a key for whether urgent ones come first, and the case is one: what it is, the part says.
pub(super) const URGENT: &str = "urgent";

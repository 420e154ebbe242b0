//! The dashboard: queues of cases in an order, narrowed by filters, page by page.
//!
//! Pages are found by the last line of the one before (keyset), never by counting lines, so that a page costs the same
//! whether it is the first or the thousandth, and no case is skipped while others arrive. Which index serves which queue:
//! `docs/decisions/0016-dashboard-queries.md`.

mod counts;
mod filters;
mod part;
mod people;
mod positions;
mod queue;
mod sort;
mod statement;

pub use counts::{Counts, counts};
pub use filters::{Filters, Owner};
pub use people::{Colleague, colleagues};
pub use queue::{Queue, Standpoint};
pub use sort::{Cursor, Sort};

use sqlx::PgConnection;

use super::joined;
use super::list::{Detail, Listed, Row};
use super::search::Search;
use crate::security::keyring::Keyring;
use crate::store::StoreError;

/// Which cases, in which order, seen by whom.
#[derive(Debug, Clone, Copy)]
pub struct List<'a> {
    /// Whose day it is.
    pub from: Standpoint,
    /// The queue.
    pub queue: Queue,
    /// The order; it must fit the queue ([`Sort::fits`]).
    pub sort: Sort,
    /// What it is narrowed by.
    pub filters: &'a Filters,
    /// What is searched for in it.
    pub search: Option<&'a Search>,
}

impl List<'_> {
    /// Whether it is one of the few lists for which an index was made. Its plan is kept with the connection; of all others
    /// there are too many, and their plans depend on what is filtered.
    fn is_usual(&self) -> bool {
        self.filters.is_empty() && self.search.is_none() && self.sort == self.queue.usual_sort()
    }
}

/// A page of a list.
#[derive(Debug, Clone, Default)]
pub struct Page {
    /// The cases, in order.
    pub lines: Vec<Listed>,
    /// Towards the top, if there is more.
    pub before: Option<Cursor>,
    /// Towards the end, if there is more.
    pub after: Option<Cursor>,
}

/// A page of a list: the first one, or that beyond a cursor of its order.
pub async fn page(
    conn: &mut PgConnection,
    keyring: &Keyring,
    list: List<'_>,
    cursor: Option<&Cursor>,
    size: usize,
    detail: Detail,
) -> Result<Page, StoreError> {
    // One more than is shown tells whether there is more.
    let mut sql = statement::page(&list, cursor, size + 1);
    let query = sql.build_query_as::<Row>().persistent(list.is_usual());
    let rows = query.fetch_all(&mut *conn).await?;
    let more = rows.len() > size;
    let lines = rows.into_iter().take(size);
    let lines = lines.map(|row| row.open(keyring, detail));
    let mut lines = lines.collect::<Result<Vec<_>, _>>()?;
    joined::fill_in(conn, &mut lines).await?;
    if list.queue == Queue::WaitingList {
        positions::fill_in(conn, &mut lines).await?;
    }
    let back = cursor.is_some_and(|cursor| cursor.back);
    if back {
        lines.reverse();
    }
    let (before, after) = if back {
        (more, true)
    } else {
        (cursor.is_some(), more)
    };
    let order = (list.sort, list.queue);
    let beyond = |line: Option<&Listed>, back| line.map(|line| Cursor::beyond(line, order, back));
    Ok(Page {
        before: beyond(lines.first().filter(|_| before), true),
        after: beyond(lines.last().filter(|_| after), false),
        lines,
    })
}

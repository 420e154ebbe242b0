//! How many cases stand in each queue.

use sqlx::{PgConnection, QueryBuilder, Row as _};

use super::{Filters, List, Queue, Standpoint, statement};
use crate::store::StoreError;

/// The number of each queue, at most [`Counts::MOST`].
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Counts(Vec<(Queue, i64)>);

impl Counts {
    /// Counting stops here, so that it costs the same however many there are. A number this large means "or more".
    pub const MOST: i64 = 1000;

    /// The number of a queue; 0 where it was not counted.
    pub fn of(&self, queue: Queue) -> i64 {
        let found = self.0.iter().find(|(one, _)| *one == queue);
        found.map_or(0, |(_, number)| *number)
    }
}

/// Counts the cases of these queues, in one round trip.
pub async fn counts(
    conn: &mut PgConnection,
    from: Standpoint,
    queues: &[Queue],
) -> Result<Counts, StoreError> {
    let filters = Filters::default();
    let mut sql = QueryBuilder::new("SELECT ");
    for (at, queue) in queues.iter().enumerate() {
        if at > 0 {
            sql.push(", ");
        }
        let list = List {
            from,
            queue: *queue,
            sort: queue.usual_sort(),
            filters: &filters,
            search: None,
        };
        statement::count(&list, Counts::MOST, &mut sql);
    }
    let row = sql.build().fetch_one(conn).await?;
    let number = |(at, queue): (usize, &Queue)| Ok((*queue, row.try_get(at)?));
    let numbers: Result<Vec<_>, sqlx::Error> = queues.iter().enumerate().map(number).collect();
    Ok(Counts(numbers?))
}

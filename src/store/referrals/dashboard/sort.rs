//! The orders of a list, each by a key that no two cases share, so that a page begins where the one before ended.

use std::fmt::{self, Write as _};

use chrono::{DateTime, Utc};
use domain::referral::casework::Priority;
use sqlx::{Postgres, QueryBuilder};
use uuid::Uuid;

use super::part::{Part, URGENT};
use super::queue::{Queue, URGENCY, urgency};
use crate::store::instant;
use crate::store::referrals::list::Listed;

/// An order.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Sort {
    /// Urgent first; then the promised day that comes, or has passed, first; then flagged, then the newest. Without a day at the end.
    Target,
    /// What a colleague handed over and its owner has not taken up; else as [`Sort::Target`], urgent first as there.
    Handed,
    /// Urgent first, in lists of open cases; then flagged, then the newest.
    Flagged,
    /// The newest first.
    Newest,
    /// The oldest first.
    Oldest,
    /// The longest in its state first.
    InState,
    /// Urgent, soon, routine, then without priority; the oldest first.
    Priority,
    /// As on the waiting list.
    Place,
}

/// A part of a key.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) enum Value {
    Number(i32),
    Truth(bool),
    Time(DateTime<Utc>),
    Place(f64),
    Id(Uuid),
}

/// The priority as a number, the sooner the smaller.
const RANK: &str =
    "CASE r.priority WHEN 'urgent' THEN 0 WHEN 'soon' THEN 1 WHEN 'routine' THEN 2 ELSE 3 END";

impl Sort {
    /// Every order, as they are offered.
    pub const EVERY: [Self; 8] = [
        Self::Target,
        Self::Handed,
        Self::Flagged,
        Self::Newest,
        Self::Oldest,
        Self::InState,
        Self::Priority,
        Self::Place,
    ];

    /// As addresses have it.
    pub fn code(self) -> &'static str {
        match self {
            Self::Target => "target",
            Self::Handed => "handed",
            Self::Flagged => "flagged",
            Self::Newest => "newest",
            Self::Oldest => "oldest",
            Self::InState => "in_state",
            Self::Priority => "priority",
            Self::Place => "place",
        }
    }

    /// The order of a code.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::EVERY.into_iter().find(|sort| sort.code() == code)
    }

    /// Whether a queue can be shown in this order: places are those of the waiting list, and what was handed over concerns its owner.
    pub fn fits(self, queue: Queue) -> bool {
        match self {
            Self::Place => queue == Queue::WaitingList,
            Self::Handed => queue == Queue::Mine,
            _ => true,
        }
    }

    /// The key, as expressions.
    pub(super) fn key(self) -> &'static [&'static str] {
        match self {
            Self::Target => &[URGENT, URGENCY, "r.flagged", "r.received_at", "r.id"],
            Self::Handed => &[
                URGENT,
                "r.handed",
                URGENCY,
                "r.flagged",
                "r.received_at",
                "r.id",
            ],
            Self::Flagged => &[URGENT, "r.flagged", "r.received_at", "r.id"],
            Self::Newest | Self::Oldest => &["r.received_at", "r.id"],
            Self::InState => &["r.state_since", "r.id"],
            Self::Priority => &[RANK, "r.received_at", "r.id"],
            Self::Place => &["w.place", "r.id"],
        }
    }

    /// Whether the largest key comes first.
    pub(super) fn descends(self) -> bool {
        matches!(
            self,
            Self::Target | Self::Handed | Self::Flagged | Self::Newest
        )
    }

    /// Whether the urgent cases of a queue come first in this order: where their number is small, since they are open.
    pub fn puts_urgent_first(self, queue: Queue) -> bool {
        matches!(self, Self::Target | Self::Handed | Self::Flagged) && queue.is_of_open()
    }

    /// The key of a line of a queue.
    fn key_of(self, line: &Listed, queue: Queue) -> Vec<Value> {
        let urgent = line.priority == Some(Priority::Urgent) && self.puts_urgent_first(queue);
        let urgent = Value::Truth(urgent);
        let (received, id) = (Value::Time(line.received_at), Value::Id(line.id));
        match self {
            Self::Target | Self::Handed => {
                let urgency = Value::Number(urgency(line.due_on));
                let handed = (self == Self::Handed).then_some(Value::Truth(line.handed));
                let rest = [urgency, Value::Truth(line.flagged), received, id];
                [urgent].into_iter().chain(handed).chain(rest).collect()
            }
            Self::Flagged => vec![urgent, Value::Truth(line.flagged), received, id],
            Self::Newest | Self::Oldest => vec![received, id],
            Self::InState => vec![Value::Time(line.state_since), id],
            Self::Priority => vec![Value::Number(rank(line.priority)), received, id],
            Self::Place => {
                let place = line.waiting.as_ref().map_or(0.0, |waiting| waiting.place);
                vec![Value::Place(place), id]
            }
        }
    }
}

fn rank(priority: Option<Priority>) -> i32 {
    match priority {
        Some(Priority::Urgent) => 0,
        Some(Priority::Soon) => 1,
        Some(Priority::Routine) => 2,
        None => 3,
    }
}

/// Where a page begins: beyond a line, in one direction of an order. Written as text in addresses; it names nobody.
#[derive(Debug, Clone, PartialEq)]
pub struct Cursor {
    pub(super) back: bool,
    key: Vec<Value>,
}

impl Cursor {
    pub(super) fn beyond(line: &Listed, (sort, queue): (Sort, Queue), back: bool) -> Self {
        let key = sort.key_of(line, queue);
        Self { back, key }
    }

    /// Reads a cursor of an order; nothing where the text is none.
    pub fn parse(text: &str, sort: Sort) -> Option<Self> {
        let mut parts = text.split('_');
        let back = match parts.next()? {
            "f" => false,
            "b" => true,
            _ => return None,
        };
        let read = |kind: &str| Value::parse(kind, parts.next()?);
        let key: Option<Vec<Value>> = sort.key().iter().copied().map(read).collect();
        let cursor = Self { back, key: key? };
        // Whole, and written as we write it.
        (cursor.to_string() == text).then_some(cursor)
    }

    /// Writes the condition that a line is beyond it, among those of one urgency where that comes first in the key.
    pub(super) fn push(&self, sort: Sort, part: Part, sql: &mut QueryBuilder<Postgres>) {
        let less = sort.descends() != self.back;
        let (mut keys, mut values) = (sort.key(), &self.key[..]);
        if keys[0] == URGENT {
            let urgent = self.key[0] == Value::Truth(true);
            if urgent != (part == Part::Urgent) {
                // All of the part is beyond it, or nothing is: what is not urgent has the smaller key.
                let beyond = urgent == less;
                sql.push(if beyond { "" } else { " AND FALSE" });
                return;
            }
            (keys, values) = (&keys[1..], &values[1..]);
        }
        let keys = keys.join(", ");
        let sign = if less { "<" } else { ">" };
        sql.push(format_args!(" AND ({keys}) {sign} ("));
        for (at, value) in values.iter().enumerate() {
            if at > 0 {
                sql.push(", ");
            }
            value.push(sql);
        }
        sql.push(")");
    }
}

impl Value {
    /// Reads the value of a key's expression.
    fn parse(kind: &str, text: &str) -> Option<Self> {
        match kind {
            "r.id" => text.parse().ok().map(Self::Id),
            "r.flagged" | "r.handed" | URGENT => match text {
                "0" => Some(Self::Truth(false)),
                "1" => Some(Self::Truth(true)),
                _ => None,
            },
            "r.received_at" | "r.state_since" => {
                instant::of_micros(text.parse().ok()?).map(Self::Time)
            }
            "w.place" => {
                let place: f64 = text.parse().ok()?;
                place.is_finite().then_some(Self::Place(place))
            }
            _ => text.parse().ok().map(Self::Number),
        }
    }

    fn push(self, sql: &mut QueryBuilder<Postgres>) {
        match self {
            Self::Number(number) => sql.push_bind(number),
            Self::Truth(truth) => sql.push_bind(truth),
            Self::Time(time) => sql.push_bind(time),
            Self::Place(place) => sql.push_bind(place),
            Self::Id(id) => sql.push_bind(id),
        };
    }
}

impl fmt::Display for Cursor {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_char(if self.back { 'b' } else { 'f' })?;
        for value in &self.key {
            match value {
                Value::Number(number) => write!(formatter, "_{number}")?,
                Value::Truth(truth) => write!(formatter, "_{}", u8::from(*truth))?,
                Value::Time(time) => write!(formatter, "_{}", time.timestamp_micros())?,
                Value::Place(place) => write!(formatter, "_{place}")?,
                Value::Id(id) => write!(formatter, "_{}", id.simple())?,
            }
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn example(sort: Sort) -> Cursor {
        let value = |kind: &&str| match *kind {
            "r.id" => Value::Id(Uuid::from_u128(7)),
            "r.flagged" | "r.handed" | URGENT => Value::Truth(true),
            "w.place" => Value::Place(-1.5),
            "r.received_at" | "r.state_since" => Value::Time(DateTime::UNIX_EPOCH),
            _ => Value::Number(3),
        };
        Cursor {
            back: true,
            key: sort.key().iter().map(value).collect(),
        }
    }

    #[test]
    fn a_cursor_survives_an_address() {
        for sort in Sort::EVERY {
            let cursor = example(sort);
            assert_eq!(Cursor::parse(&cursor.to_string(), sort), Some(cursor));
            assert_eq!(Sort::from_code(sort.code()), Some(sort));
        }
    }

    #[test]
    fn a_text_that_was_cut_short_or_is_of_another_order_is_none() {
        let whole = example(Sort::Flagged).to_string();
        for end in 0..whole.len() {
            assert_eq!(Cursor::parse(&whole[..end], Sort::Flagged), None);
        }
        let more = format!("{whole}_1");
        for text in [
            more.as_str(),
            "x_1",
            "f_0_2_1_00000000000000000000000000000007",
            "f_0_1_9223372036854775807_00000000000000000000000000000000",
        ] {
            assert_eq!(Cursor::parse(text, Sort::Flagged), None, "{text}");
        }
        assert_eq!(Cursor::parse(&whole, Sort::Newest), None);
        assert_eq!(Cursor::parse("f_NaN_7", Sort::Place), None);
    }
}

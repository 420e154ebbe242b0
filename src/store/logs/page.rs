//! A page of a log: where it begins, along which index its lines are found, and where the looking ends.

use std::fmt;
use std::str::FromStr;

use chrono::{DateTime, Utc};
use sqlx::PgConnection;
use uuid::Uuid;

use super::{Filter, Line};
use crate::store::StoreError;

/// Where a page begins: beyond a line. Written as text in addresses.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Cursor {
    pub(super) at: DateTime<Utc>,
    pub(super) id: i64,
}

impl Cursor {
    /// Before every line.
    pub(super) const START: Self = Self {
        at: DateTime::<Utc>::from_timestamp(253_402_300_799, 0)
            .expect("the last second of the year 9999 is a time"),
        id: i64::MAX,
    };
}

impl fmt::Display for Cursor {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{}.{}", self.at.timestamp_micros(), self.id)
    }
}

/// A text is not a cursor.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("not a place in the log")]
pub struct NoCursor;

impl FromStr for Cursor {
    type Err = NoCursor;

    fn from_str(text: &str) -> Result<Self, NoCursor> {
        let (micros, id) = text.split_once('.').ok_or(NoCursor)?;
        let micros = micros.parse().map_err(|_| NoCursor)?;
        Ok(Self {
            at: DateTime::from_timestamp_micros(micros).ok_or(NoCursor)?,
            id: id.parse().map_err(|_| NoCursor)?,
        })
    }
}

/// Lines that are looked at for one page where several filters stand together. The queries fix it as a number.
pub const MOST_LOOKED_AT: i64 = 10_000;

/// Lines on one page. The queries fix it plus one as a number: of a limit that is a parameter the planner knows nothing.
const SIZE: usize = 50;

/// A part of a log.
#[derive(Debug, Clone, Default)]
pub struct Page {
    /// The lines, newest first.
    pub lines: Vec<Line>,
    /// Where the next page begins, if there is one.
    pub older: Option<Cursor>,
    /// Whether it ends because [`MOST_LOOKED_AT`] lines were looked at.
    pub cut: bool,
}

impl Page {
    pub(super) fn of(mut lines: Vec<Line>) -> Self {
        let more = lines.len() > SIZE;
        lines.truncate(SIZE);
        let last = lines.last().filter(|_| more);
        Self {
            older: last.map(|line| Cursor {
                at: line.at,
                id: line.id,
            }),
            lines,
            cut: false,
        }
    }

    /// With where the looking ended, where that came before the page was full.
    pub(super) fn cut_at(self, end: Option<Cursor>) -> Self {
        match (self.older, end) {
            (None, Some(end)) => Self {
                older: Some(end),
                cut: true,
                ..self
            },
            _ => self,
        }
    }
}

/// The narrowest filter, along whose index lines are found; the others are looked at line by line.
#[derive(Default)]
pub(super) struct Along<'a> {
    pub(super) account: Option<Uuid>,
    pub(super) action: Option<&'a str>,
    pub(super) kind: Option<&'a str>,
    pub(super) referral: Option<Uuid>,
}

impl<'a> Along<'a> {
    pub(super) fn of(filter: Filter<'a>) -> Self {
        let none = Self::default();
        let Filter {
            account,
            action,
            kind,
            referral,
            ..
        } = filter;
        if referral.is_some() {
            Self { referral, ..none }
        } else if account.is_some() {
            Self { account, ..none }
        } else if action.is_some() {
            Self { action, ..none }
        } else {
            Self { kind, ..none }
        }
    }
}

/// Plans are made for the filters at hand: one made for all would use the same index whatever is asked.
/// Holds until the end of the transaction.
pub(super) async fn plan_anew(conn: &mut PgConnection) -> Result<(), StoreError> {
    sqlx::query_scalar!("SELECT set_config('plan_cache_mode', 'force_custom_plan', true)")
        .fetch_one(conn)
        .await?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cursor_survives_an_address() {
        assert_eq!(Cursor::START.to_string().parse(), Ok(Cursor::START));
        for text in ["", "1", "x.1", "1.x", "9223372036854775807.1"] {
            assert_eq!(text.parse::<Cursor>(), Err(NoCursor), "{text}");
        }
    }
}

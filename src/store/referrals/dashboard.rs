//! The dashboard: open cases, flagged first, then the newest, page by page.
//!
//! Pages are found by the last line of the one before (keyset), never by counting lines, so that a page costs the same
//! whether it is the first or the thousandth, and no case is skipped while others arrive.

use std::fmt;
use std::str::FromStr;

use chrono::{DateTime, Utc};
use sqlx::PgConnection;
use uuid::Uuid;

use super::list::{Listed, Row};
use crate::security::keyring::Keyring;
use crate::store::StoreError;

/// Where a page begins: beyond a line, in one direction. Written as text in addresses.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Cursor {
    back: bool,
    flagged: bool,
    received_at: DateTime<Utc>,
    id: Uuid,
}

impl Cursor {
    /// Before every line.
    const START: Self = Self {
        back: false,
        flagged: true,
        received_at: DateTime::<Utc>::from_timestamp(253_402_300_799, 0)
            .expect("the last second of the year 9999 is a time"),
        id: Uuid::max(),
    };

    fn beyond(line: &Listed, back: bool) -> Self {
        Self {
            back,
            flagged: line.flagged,
            received_at: line.received_at,
            id: line.id,
        }
    }
}

impl fmt::Display for Cursor {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let direction = if self.back { 'b' } else { 'f' };
        let flagged = u8::from(self.flagged);
        let micros = self.received_at.timestamp_micros();
        write!(
            formatter,
            "{direction}{flagged}.{micros}.{}",
            self.id.simple()
        )
    }
}

/// A text is not a cursor.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("not a place in the list")]
pub struct NoCursor;

impl FromStr for Cursor {
    type Err = NoCursor;

    fn from_str(text: &str) -> Result<Self, NoCursor> {
        let mut parts = text.splitn(3, '.');
        let mut part = || parts.next().ok_or(NoCursor);
        let (back, flagged) = match part()? {
            "f0" => (false, false),
            "f1" => (false, true),
            "b0" => (true, false),
            "b1" => (true, true),
            _ => return Err(NoCursor),
        };
        let micros = part()?.parse().map_err(|_| NoCursor)?;
        Ok(Self {
            back,
            flagged,
            received_at: DateTime::from_timestamp_micros(micros).ok_or(NoCursor)?,
            id: part()?.parse().map_err(|_| NoCursor)?,
        })
    }
}

/// A page of the dashboard.
#[derive(Debug, Clone, Default)]
pub struct Page {
    /// The cases, flagged first, then the newest.
    pub lines: Vec<Listed>,
    /// Towards the top, if there is more.
    pub newer: Option<Cursor>,
    /// Towards the end, if there is more.
    pub older: Option<Cursor>,
}

/// A page of open cases: the first one, or that beyond a cursor. At most 100 lines.
pub async fn page(
    conn: &mut PgConnection,
    keyring: &Keyring,
    cursor: Option<Cursor>,
    size: u16,
) -> Result<Page, StoreError> {
    let from = cursor.unwrap_or(Cursor::START);
    let size = usize::from(size.clamp(1, LARGEST));
    // One more than is shown tells whether there is more.
    let most = i64::try_from(size + 1).unwrap_or(i64::MAX);
    let rows = if from.back {
        before(conn, from, most).await?
    } else {
        after(conn, from, most).await?
    };
    let more = rows.len() > size;
    let mut lines = rows
        .into_iter()
        .take(size)
        .map(|row| row.open(keyring))
        .collect::<Result<Vec<_>, _>>()?;
    if from.back {
        lines.reverse();
    }
    let (newer, older) = if from.back {
        (more, true)
    } else {
        (cursor.is_some(), more)
    };
    Ok(Page {
        newer: lines
            .first()
            .filter(|_| newer)
            .map(|line| Cursor::beyond(line, true)),
        older: lines
            .last()
            .filter(|_| older)
            .map(|line| Cursor::beyond(line, false)),
        lines,
    })
}

/// The largest page. The queries fix it plus one as a number: of a limit that is a parameter the planner knows nothing when
/// it plans once for all, and reads the whole table for what it takes to be a tenth of it.
const LARGEST: u16 = 100;

async fn after(conn: &mut PgConnection, from: Cursor, most: i64) -> Result<Vec<Row>, StoreError> {
    let rows = sqlx::query_as!(
        Row,
        r#"SELECT r.id, r.reference, r.patient_id, p.name_enc, p.date_of_birth_enc, r.state, r.source, r.received_at, r.flagged,
                  a.display_name AS "owner?", r.priority, s.pathway_id, s.outcome, s.signs, s.flags,
                  r.amended_at IS NOT NULL AS "amended!"
           FROM (SELECT * FROM referrals
                 WHERE closed_at IS NULL AND (flagged, received_at, id) < ($1, $2, $3)
                 ORDER BY flagged DESC, received_at DESC, id DESC LIMIT 101) AS r
           JOIN submissions s ON s.id = r.submission_id
           JOIN patients p ON p.id = r.patient_id
           LEFT JOIN accounts a ON a.id = r.owner_id
           ORDER BY r.flagged DESC, r.received_at DESC, r.id DESC LIMIT $4"#,
        from.flagged,
        from.received_at,
        from.id,
        most
    );
    Ok(rows.fetch_all(conn).await?)
}

async fn before(conn: &mut PgConnection, from: Cursor, most: i64) -> Result<Vec<Row>, StoreError> {
    let rows = sqlx::query_as!(
        Row,
        r#"SELECT r.id, r.reference, r.patient_id, p.name_enc, p.date_of_birth_enc, r.state, r.source, r.received_at, r.flagged,
                  a.display_name AS "owner?", r.priority, s.pathway_id, s.outcome, s.signs, s.flags,
                  r.amended_at IS NOT NULL AS "amended!"
           FROM (SELECT * FROM referrals
                 WHERE closed_at IS NULL AND (flagged, received_at, id) > ($1, $2, $3)
                 ORDER BY flagged, received_at, id LIMIT 101) AS r
           JOIN submissions s ON s.id = r.submission_id
           JOIN patients p ON p.id = r.patient_id
           LEFT JOIN accounts a ON a.id = r.owner_id
           ORDER BY r.flagged, r.received_at, r.id LIMIT $4"#,
        from.flagged,
        from.received_at,
        from.id,
        most
    );
    Ok(rows.fetch_all(conn).await?)
}

/// How many open cases there are, each number at most [`Counts::MOST`].
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Counts {
    /// All open ones.
    pub open: i64,
    /// Of these, flagged.
    pub flagged: i64,
    /// Of these, claimed by nobody.
    pub unclaimed: i64,
}

impl Counts {
    /// Counting stops here, so that it costs the same however many there are. A number this large means "or more".
    pub const MOST: i64 = 1000;
}

/// Counts open cases.
pub async fn counts(conn: &mut PgConnection) -> Result<Counts, StoreError> {
    let counts = sqlx::query_as!(
        Counts,
        r#"SELECT
             (SELECT count(*) FROM (SELECT FROM referrals WHERE closed_at IS NULL LIMIT $1) o) AS "open!",
             (SELECT count(*) FROM (SELECT FROM referrals WHERE closed_at IS NULL AND flagged LIMIT $1) f) AS "flagged!",
             (SELECT count(*) FROM (SELECT FROM referrals WHERE closed_at IS NULL AND owner_id IS NULL LIMIT $1) u)
                 AS "unclaimed!""#,
        Counts::MOST
    );
    Ok(counts.fetch_one(conn).await?)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cursor_survives_an_address() {
        let cursor = Cursor {
            back: true,
            ..Cursor::START
        };
        assert_eq!(cursor.to_string().parse(), Ok(cursor));
        for text in [
            "",
            "f1",
            "f2.1.0",
            "f1.x.0",
            "f1.1.zz",
            "f1.9223372036854775807.00000000000000000000000000000000",
        ] {
            assert_eq!(text.parse::<Cursor>(), Err(NoCursor), "{text}");
        }
    }
}

//! Whether cases came or changed, by the audit log alone: every event of a case has its line there, and nothing personal.

use std::fmt;
use std::str::FromStr;

use chrono::{DateTime, TimeDelta, Utc};
use sqlx::PgConnection;

use super::{StoreError, instant};

/// A statement is cancelled before it takes this long, so that no commit comes later than this after the time that its lines bear.
const LATE: TimeDelta = TimeDelta::seconds(3);

/// Counting stops here. A number this large means "or more".
pub const MOST: i64 = 100;

/// What a list had seen when it was read: everything up to an instant, of which so many lines just before it. Lines that bear a time
/// before that instant and were committed after it make the number grow, so that no change is missed. Written as text in pages.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Seen {
    at: DateTime<Utc>,
    before: i64,
}

impl fmt::Display for Seen {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{}.{}", self.at.timestamp_micros(), self.before)
    }
}

/// A text does not say what was seen.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("not a place in the changes")]
pub struct NotSeen;

impl FromStr for Seen {
    type Err = NotSeen;

    fn from_str(text: &str) -> Result<Self, NotSeen> {
        let (at, before) = text.split_once('.').ok_or(NotSeen)?;
        let at = at.parse().ok().and_then(instant::of_micros);
        let before = before.parse().ok().filter(|before| *before >= 0);
        let (at, before) = at.zip(before).ok_or(NotSeen)?;
        Ok(Self { at, before })
    }
}

/// What a list that is read next, at `now`, will have seen.
pub async fn seen(conn: &mut PgConnection, now: DateTime<Utc>) -> Result<Seen, StoreError> {
    // A page keeps microseconds.
    let at = DateTime::from_timestamp_micros(now.timestamp_micros()).unwrap_or(now);
    let (_, before) = count(conn, at).await?;
    Ok(Seen { at, before })
}

/// How many cases came or changed since; at most about [`MOST`].
pub async fn since(conn: &mut PgConnection, seen: Seen) -> Result<i64, StoreError> {
    let (after, before) = count(conn, seen.at).await?;
    Ok(after + (before - seen.before).max(0))
}

/// Cases with lines after an instant, and lines just before it.
async fn count(conn: &mut PgConnection, at: DateTime<Utc>) -> Result<(i64, i64), StoreError> {
    let row = sqlx::query!(
        r#"SELECT
             (SELECT count(DISTINCT subject_id) FROM
                 (SELECT subject_id FROM audit_log WHERE at > $1 AND subject = 'referral' ORDER BY at LIMIT $3) a) AS "after!",
             (SELECT count(*) FROM audit_log WHERE at > $2 AND at <= $1 AND subject = 'referral') AS "before!""#,
        at,
        at - LATE,
        MOST,
    )
    .fetch_one(conn)
    .await?;
    Ok((row.after, row.before))
}

/// When a case last came or changed, for nodes that cannot be told.
pub async fn latest(conn: &mut PgConnection) -> Result<Option<DateTime<Utc>>, StoreError> {
    let latest = sqlx::query_scalar!(
        "SELECT at FROM audit_log WHERE subject = 'referral' ORDER BY at DESC LIMIT 1"
    );
    Ok(latest.fetch_optional(conn).await?)
}

/// Tells the other nodes; `node` is the name of this one.
pub async fn tell(conn: &mut PgConnection, node: uuid::Uuid) -> Result<(), StoreError> {
    sqlx::query!(
        "SELECT pg_notify($1, $2)",
        CHANNEL,
        node.simple().to_string()
    )
    .execute(conn)
    .await?;
    Ok(())
}

/// The channel on which nodes tell each other.
pub const CHANNEL: &str = "referrals";

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_seen_survives_a_page() {
        let seen = Seen {
            at: DateTime::from_timestamp_micros(1_900_000_000_123_456).unwrap(),
            before: 7,
        };
        assert_eq!(seen.to_string().parse(), Ok(seen));
        for text in [
            "",
            "1",
            "x.1",
            "1.x",
            "-9223372036854775808.0",
            "-100000000000000000.0",
            "1.-1",
        ] {
            assert_eq!(text.parse::<Seen>(), Err(NotSeen), "{text}");
        }
    }
}

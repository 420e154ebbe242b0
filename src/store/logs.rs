//! Reading back who changed what and who looked at whose record, newest first.
//!
//! Pages are found by the last line of the one before (keyset). The narrowest filter walks along an index that ends in the order of the
//! page; what else is asked for is looked at line by line, [`MOST_LOOKED_AT`] lines at most for a page. So a page costs the same in a log
//! of a thousand lines and of many millions.

use std::fmt;
use std::str::FromStr;

use chrono::{DateTime, Utc};
use serde_json::Value;
use sqlx::PgConnection;
use uuid::Uuid;

use super::StoreError;

/// Which lines are wanted. What is absent does not narrow.
#[derive(Debug, Clone, Copy)]
pub struct Filter<'a> {
    /// Of this account.
    pub account: Option<Uuid>,
    /// Of this action, by its code.
    pub action: Option<&'a str>,
    /// Done to this kind of thing; changes alone have one.
    pub kind: Option<&'a str>,
    /// About this case.
    pub referral: Option<Uuid>,
    /// Not before.
    pub from: DateTime<Utc>,
    /// Before.
    pub to: DateTime<Utc>,
}

/// A line of either log, with the names that its ids have now.
#[derive(Debug, Clone)]
pub struct Line {
    /// When.
    pub at: DateTime<Utc>,
    /// Who: `patient`, `staff`, `referrer` or `system`.
    pub actor: String,
    /// The name of the account, where one acted.
    pub name: Option<String>,
    /// What, as a code.
    pub action: String,
    /// The kind of thing that it was done to.
    pub subject: String,
    /// Which thing.
    pub subject_id: Option<Uuid>,
    /// The reference of the case, if it is one that is still there.
    pub reference: Option<String>,
    /// The name of the account or practice, if it is one.
    pub thing: Option<String>,
    /// Codes that say more.
    pub data: Value,
    id: i64,
}

/// Where a page begins: beyond a line. Written as text in addresses.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Cursor {
    at: DateTime<Utc>,
    id: i64,
}

impl Cursor {
    /// Before every line.
    const START: Self = Self {
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
    fn of(mut lines: Vec<Line>) -> Self {
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
    fn cut_at(self, end: Option<Cursor>) -> Self {
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
struct Along<'a> {
    account: Option<Uuid>,
    action: Option<&'a str>,
    kind: Option<&'a str>,
    referral: Option<Uuid>,
}

impl<'a> Along<'a> {
    fn of(filter: Filter<'a>) -> Self {
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
async fn plan_anew(conn: &mut PgConnection) -> Result<(), StoreError> {
    sqlx::query_scalar!("SELECT set_config('plan_cache_mode', 'force_custom_plan', true)")
        .fetch_one(conn)
        .await?;
    Ok(())
}

/// Who changed what. Within a transaction.
pub async fn changes(
    conn: &mut PgConnection,
    filter: Filter<'_>,
    beyond: Option<Cursor>,
) -> Result<Page, StoreError> {
    plan_anew(conn).await?;
    let (beyond, along) = (beyond.unwrap_or(Cursor::START), Along::of(filter));
    let lines = sqlx::query_as!(
        Line,
        r#"SELECT l.id, l.at, l.actor, a.display_name AS "name?", l.action, l.subject, l.subject_id, l.data,
                  r.reference AS "reference?", coalesce(b.display_name, p.ods_code || ' ' || p.name) AS thing
           FROM (SELECT * FROM (
                     SELECT * FROM audit_log
                     WHERE at >= $1 AND at < $2 AND (at, id) < ($3, $4)
                       AND ($5::uuid IS NULL OR account_id = $5) AND ($6::text IS NULL OR action = $6)
                       AND ($7::text IS NULL OR subject = $7) AND ($8::uuid IS NULL OR subject_id = $8)
                     ORDER BY at DESC, id DESC LIMIT 10000) AS found
                 WHERE ($9::uuid IS NULL OR account_id = $9) AND ($10::text IS NULL OR action = $10)
                   AND ($11::text IS NULL OR subject = $11)
                 ORDER BY at DESC, id DESC LIMIT 51) AS l
           LEFT JOIN accounts a ON a.id = l.account_id
           LEFT JOIN referrals r ON l.subject = 'referral' AND r.id = l.subject_id
           LEFT JOIN accounts b ON l.subject = 'account' AND b.id = l.subject_id
           LEFT JOIN practices p ON l.subject = 'practice' AND p.id = l.subject_id
           ORDER BY l.at DESC, l.id DESC"#,
        filter.from,
        filter.to,
        beyond.at,
        beyond.id,
        along.account,
        along.action,
        along.kind,
        along.referral,
        filter.account,
        filter.action,
        filter.kind,
    );
    let lines = lines.fetch_all(&mut *conn).await?;
    let end = sqlx::query_as!(
        Cursor,
        "SELECT at, id FROM audit_log
         WHERE at >= $1 AND at < $2 AND (at, id) < ($3, $4)
           AND ($5::uuid IS NULL OR account_id = $5) AND ($6::text IS NULL OR action = $6)
           AND ($7::text IS NULL OR subject = $7) AND ($8::uuid IS NULL OR subject_id = $8)
         ORDER BY at DESC, id DESC OFFSET 9999 LIMIT 1",
        filter.from,
        filter.to,
        beyond.at,
        beyond.id,
        along.account,
        along.action,
        along.kind,
        along.referral,
    );
    let page = Page::of(lines);
    if page.older.is_some() {
        return Ok(page);
    }
    Ok(page.cut_at(end.fetch_optional(conn).await?))
}

/// Who looked at whose record. Within a transaction.
pub async fn looks(
    conn: &mut PgConnection,
    filter: Filter<'_>,
    beyond: Option<Cursor>,
) -> Result<Page, StoreError> {
    plan_anew(conn).await?;
    let (beyond, along) = (beyond.unwrap_or(Cursor::START), Along::of(filter));
    let lines = sqlx::query_as!(
        Line,
        r#"SELECT l.id, l.at, CASE a.role WHEN 'referrer' THEN 'referrer' ELSE 'staff' END AS "actor!", a.display_name AS "name?", l.action,
                  'referral' AS "subject!", l.referral_id AS subject_id, '{}'::jsonb AS "data!", r.reference AS "reference?",
                  NULL::text AS thing
           FROM (SELECT * FROM (
                     SELECT * FROM access_log
                     WHERE at >= $1 AND at < $2 AND (at, id) < ($3, $4)
                       AND ($5::uuid IS NULL OR account_id = $5) AND ($6::text IS NULL OR action = $6)
                       AND ($7::uuid IS NULL OR referral_id = $7)
                     ORDER BY at DESC, id DESC LIMIT 10000) AS found
                 WHERE ($8::uuid IS NULL OR account_id = $8) AND ($9::text IS NULL OR action = $9)
                 ORDER BY at DESC, id DESC LIMIT 51) AS l
           JOIN accounts a ON a.id = l.account_id
           LEFT JOIN referrals r ON r.id = l.referral_id
           ORDER BY l.at DESC, l.id DESC"#,
        filter.from,
        filter.to,
        beyond.at,
        beyond.id,
        along.account,
        along.action,
        along.referral,
        filter.account,
        filter.action,
    );
    let lines = lines.fetch_all(&mut *conn).await?;
    let end = sqlx::query_as!(
        Cursor,
        "SELECT at, id FROM access_log
         WHERE at >= $1 AND at < $2 AND (at, id) < ($3, $4)
           AND ($5::uuid IS NULL OR account_id = $5) AND ($6::text IS NULL OR action = $6)
           AND ($7::uuid IS NULL OR referral_id = $7)
         ORDER BY at DESC, id DESC OFFSET 9999 LIMIT 1",
        filter.from,
        filter.to,
        beyond.at,
        beyond.id,
        along.account,
        along.action,
        along.referral,
    );
    let page = Page::of(lines);
    if page.older.is_some() {
        return Ok(page);
    }
    Ok(page.cut_at(end.fetch_optional(conn).await?))
}

/// What can be chosen in filters: codes that stand in the logs.
#[derive(Debug, Clone, Default)]
pub struct Codes {
    /// Actions of changes.
    pub changes: Vec<String>,
    /// Kinds of things that were changed.
    pub kinds: Vec<String>,
    /// Actions of looks.
    pub looks: Vec<String>,
}

/// The codes that stand in the logs. Each is found by a step along an index, never by reading the log.
pub async fn codes(conn: &mut PgConnection) -> Result<Codes, StoreError> {
    let changes = sqlx::query_scalar!(
        r#"WITH RECURSIVE step (code) AS (
               (SELECT action FROM audit_log ORDER BY action LIMIT 1)
               UNION ALL
               SELECT (SELECT action FROM audit_log WHERE action > step.code ORDER BY action LIMIT 1) FROM step WHERE step.code IS NOT NULL
           ) SELECT code AS "code!" FROM step WHERE code IS NOT NULL LIMIT 500"#
    )
    .fetch_all(&mut *conn)
    .await?;
    let kinds = sqlx::query_scalar!(
        r#"WITH RECURSIVE step (code) AS (
               (SELECT subject FROM audit_log ORDER BY subject LIMIT 1)
               UNION ALL
               SELECT (SELECT subject FROM audit_log WHERE subject > step.code ORDER BY subject LIMIT 1) FROM step WHERE step.code IS NOT NULL
           ) SELECT code AS "code!" FROM step WHERE code IS NOT NULL LIMIT 100"#
    )
    .fetch_all(&mut *conn)
    .await?;
    let looks = sqlx::query_scalar!(
        r#"WITH RECURSIVE step (code) AS (
               (SELECT action FROM access_log ORDER BY action LIMIT 1)
               UNION ALL
               SELECT (SELECT action FROM access_log WHERE action > step.code ORDER BY action LIMIT 1) FROM step WHERE step.code IS NOT NULL
           ) SELECT code AS "code!" FROM step WHERE code IS NOT NULL LIMIT 100"#
    )
    .fetch_all(conn)
    .await?;
    Ok(Codes {
        changes,
        kinds,
        looks,
    })
}

/// Somebody whose lines can be chosen.
#[derive(Debug, Clone)]
pub struct Person {
    /// The account.
    pub id: Uuid,
    /// The name.
    pub name: String,
    /// What the account is for, as a code.
    pub role: String,
}

/// The accounts to choose from, staff first; at most 1000, and the chosen one in any case.
pub async fn people(
    conn: &mut PgConnection,
    chosen: Option<Uuid>,
) -> Result<Vec<Person>, StoreError> {
    let people = sqlx::query_as!(
        Person,
        r#"SELECT id, display_name AS name, role FROM accounts
           ORDER BY (id = $1) IS NOT TRUE, role = 'referrer', display_name, id LIMIT 1000"#,
        chosen
    );
    let mut people = people.fetch_all(conn).await?;
    let place = |one: &Person| (one.role == "referrer", one.name.clone());
    people.sort_by_cached_key(place);
    Ok(people)
}

/// The row of the case with a reference, whoever may open it.
pub async fn referral(
    conn: &mut PgConnection,
    reference: domain::people::Reference,
) -> Result<Option<Uuid>, StoreError> {
    let id = sqlx::query_scalar!(
        "SELECT id FROM referrals WHERE reference = $1",
        reference.to_string()
    );
    Ok(id.fetch_optional(conn).await?)
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

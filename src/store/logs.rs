//! Reading back who changed what and who looked at whose record, newest first.
//!
//! Pages are found by the last line of the one before (keyset). The narrowest filter walks along an index that ends in the order of the
//! page; what else is asked for is looked at line by line, [`MOST_LOOKED_AT`] lines at most for a page. So a page costs the same in a log
//! of a thousand lines and of many millions.

mod choices;
mod page;

pub use choices::{Codes, Person, codes, people, referral};
pub use page::{Cursor, MOST_LOOKED_AT, NoCursor, Page};

use chrono::{DateTime, Utc};
use serde_json::Value;
use sqlx::PgConnection;
use uuid::Uuid;

use super::StoreError;
use page::{Along, plan_anew};

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
    /// Who: `patient`, `staff`, `referrer`, `api_client` or `system`.
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
    /// The name of the account, practice or API client, if it is one.
    pub thing: Option<String>,
    /// Codes that say more.
    pub data: Value,
    id: i64,
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
                  r.reference AS "reference?", coalesce(b.display_name, p.ods_code || ' ' || p.name, c.name) AS thing
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
           LEFT JOIN api_clients c ON l.subject = 'api_client' AND c.id = l.subject_id
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

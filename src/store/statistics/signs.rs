//! What the rules said of each sign.

use domain::pathway::Verdict;
use sqlx::PgConnection;
use sqlx::types::Json;
use std::collections::BTreeMap;

use super::{Slice, count};
use crate::store::StoreError;

/// How many submissions of one pathway came to the same verdicts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Verdicts {
    /// The pathway.
    pub pathway: String,
    /// Sign and verdict; none where no sign was worked out.
    pub signs: BTreeMap<String, Verdict>,
    /// How many.
    pub count: u64,
}

struct Row {
    pathway_id: String,
    signs: Option<Json<BTreeMap<String, Verdict>>>,
    count: i64,
}

/// Counts what was sent in a period by all verdicts at once: few combinations, however many were sent.
pub async fn signs(conn: &mut PgConnection, slice: &Slice) -> Result<Vec<Verdicts>, StoreError> {
    let rows = match slice.source_code() {
        None => all(conn, slice).await?,
        Some(source) => of(conn, slice, source).await?,
    };
    let verdicts = rows.into_iter().map(|row| Verdicts {
        pathway: row.pathway_id,
        signs: row.signs.map(|Json(signs)| signs).unwrap_or_default(),
        count: count(row.count),
    });
    Ok(verdicts.collect())
}

async fn all(conn: &mut PgConnection, slice: &Slice) -> Result<Vec<Row>, StoreError> {
    let rows = sqlx::query_as!(
        Row,
        r#"SELECT pathway_id, signs AS "signs: _", count(*) AS "count!" FROM submissions
           WHERE sent_at >= $1::date::timestamp AT TIME ZONE 'Europe/London'
             AND sent_at < ($2::date + 1)::timestamp AT TIME ZONE 'Europe/London'
           GROUP BY pathway_id, signs"#,
        slice.from,
        slice.to,
    );
    Ok(rows.fetch_all(conn).await?)
}

/// Both tables are cut to the period, so that they are joined at once and not row by row.
async fn of(conn: &mut PgConnection, slice: &Slice, source: &str) -> Result<Vec<Row>, StoreError> {
    let rows = sqlx::query_as!(
        Row,
        r#"SELECT s.pathway_id, s.signs AS "signs: _", count(*) AS "count!"
           FROM submissions s JOIN referrals r ON r.submission_id = s.id
           WHERE s.sent_at >= $1::date::timestamp AT TIME ZONE 'Europe/London'
             AND s.sent_at < ($2::date + 1)::timestamp AT TIME ZONE 'Europe/London'
             AND r.received_at >= $1::timestamp AT TIME ZONE 'Europe/London'
             AND r.received_at < ($2 + 1)::timestamp AT TIME ZONE 'Europe/London'
             AND r.source = $3
           GROUP BY s.pathway_id, s.signs"#,
        slice.from,
        slice.to,
        source,
    );
    Ok(rows.fetch_all(conn).await?)
}

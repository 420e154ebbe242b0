//! What clinicians think of what the rules said, and second readers of declines.

use domain::pathway::Verdict;
use sqlx::PgConnection;

use super::{Slice, count};
use crate::store::StoreError;

/// How many opinions of one kind were given of one verdict on a sign.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Given {
    /// The sign.
    pub sign: String,
    /// What the rules said; absent where no sign was worked out.
    pub verdict: Option<Verdict>,
    /// That the clinician agreed.
    pub agree: u64,
    /// That the clinician disagreed.
    pub disagree: u64,
    /// That the clinician could not tell.
    pub cannot_tell: u64,
}

struct Row {
    sign: String,
    verdict: Option<String>,
    agree: i64,
    disagree: i64,
    cannot_tell: i64,
}

/// Counts the opinions that were given in a period.
pub async fn opinions(conn: &mut PgConnection, slice: &Slice) -> Result<Vec<Given>, StoreError> {
    let rows = match slice.source_code() {
        None => all(conn, slice).await?,
        Some(source) => of(conn, slice, source).await?,
    };
    rows.into_iter().map(Row::read).collect()
}

impl Row {
    fn read(self) -> Result<Given, StoreError> {
        let verdict = self.verdict.map(|code| {
            let known = [Verdict::Met, Verdict::NotMet, Verdict::Unclear];
            let found = known.into_iter().find(|verdict| verdict.code() == code);
            found.ok_or(StoreError::Corrupt("sign_opinions.verdict"))
        });
        Ok(Given {
            sign: self.sign,
            verdict: verdict.transpose()?,
            agree: count(self.agree),
            disagree: count(self.disagree),
            cannot_tell: count(self.cannot_tell),
        })
    }
}

async fn all(conn: &mut PgConnection, slice: &Slice) -> Result<Vec<Row>, StoreError> {
    let rows = sqlx::query_as!(
        Row,
        r#"SELECT sign, verdict, count(*) FILTER (WHERE opinion = 'agree') AS "agree!",
                  count(*) FILTER (WHERE opinion = 'disagree') AS "disagree!",
                  count(*) FILTER (WHERE opinion = 'cannot_tell') AS "cannot_tell!"
           FROM sign_opinions
           WHERE at >= $1::date::timestamp AT TIME ZONE 'Europe/London'
             AND at < ($2::date + 1)::timestamp AT TIME ZONE 'Europe/London'
           GROUP BY sign, verdict ORDER BY sign, verdict"#,
        slice.from,
        slice.to,
    );
    Ok(rows.fetch_all(conn).await?)
}

/// Looks only at referrals that were received up to three months before the period, so that they are joined at once and not one by
/// one; an opinion on an older one, given after it was reopened, is left out.
async fn of(conn: &mut PgConnection, slice: &Slice, source: &str) -> Result<Vec<Row>, StoreError> {
    let rows = sqlx::query_as!(
        Row,
        r#"SELECT o.sign, o.verdict, count(*) FILTER (WHERE o.opinion = 'agree') AS "agree!",
                  count(*) FILTER (WHERE o.opinion = 'disagree') AS "disagree!",
                  count(*) FILTER (WHERE o.opinion = 'cannot_tell') AS "cannot_tell!"
           FROM sign_opinions o JOIN referrals r ON r.id = o.referral_id
           WHERE o.at >= $1::date::timestamp AT TIME ZONE 'Europe/London'
             AND o.at < ($2::date + 1)::timestamp AT TIME ZONE 'Europe/London'
             AND r.received_at >= ($1 - INTERVAL '3 months') AT TIME ZONE 'Europe/London'
             AND r.received_at < ($2 + 1)::timestamp AT TIME ZONE 'Europe/London'
             AND r.source = $3
           GROUP BY o.sign, o.verdict ORDER BY o.sign, o.verdict"#,
        slice.from,
        slice.to,
        source,
    );
    Ok(rows.fetch_all(conn).await?)
}

/// Declines that were drawn for a second reader in a period, and what the readers would have done.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct SecondReads {
    /// Would have declined too.
    pub agreed: u64,
    /// Would have gone on.
    pub would_go_on: u64,
    /// Could not tell.
    pub cannot_tell: u64,
    /// Not read yet.
    pub unread: u64,
}

/// Counts second readings. They are a sample, so that each may look up its case.
pub async fn second_reads(
    conn: &mut PgConnection,
    slice: &Slice,
) -> Result<SecondReads, StoreError> {
    let row = sqlx::query!(
        r#"SELECT count(*) FILTER (WHERE s.opinion = 'decline') AS "agreed!", count(*) FILTER (WHERE s.opinion = 'go_on') AS "would_go_on!",
                  count(*) FILTER (WHERE s.opinion = 'cannot_tell') AS "cannot_tell!", count(*) FILTER (WHERE s.opinion IS NULL) AS "unread!"
           FROM second_reads s JOIN referrals r ON r.id = s.referral_id
           WHERE s.drawn_at >= $1::date::timestamp AT TIME ZONE 'Europe/London'
             AND s.drawn_at < ($2::date + 1)::timestamp AT TIME ZONE 'Europe/London'
             AND ($3::text IS NULL OR r.source = $3)"#,
        slice.from,
        slice.to,
        slice.source_code(),
    )
    .fetch_one(conn)
    .await?;
    Ok(SecondReads {
        agreed: count(row.agreed),
        would_go_on: count(row.would_go_on),
        cannot_tell: count(row.cannot_tell),
        unread: count(row.unread),
    })
}

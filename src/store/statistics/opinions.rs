//! What clinicians think of what the rules said, and second readers of declines.

use domain::pathway::Verdict;
use sqlx::PgConnection;

use super::{Slice, count, counting, verdict};
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

/// Counts the opinions that were given in a period.
pub async fn opinions(conn: &mut PgConnection, slice: &Slice) -> Result<Vec<Given>, StoreError> {
    let fresh = counting::fresh(conn, slice).await?;
    let rows = sqlx::query!(
        r#"SELECT sign AS "sign!", verdict, sum(count) FILTER (WHERE opinion = 'agree')::bigint AS agree,
                  sum(count) FILTER (WHERE opinion = 'disagree')::bigint AS disagree,
                  sum(count) FILTER (WHERE opinion = 'cannot_tell')::bigint AS cannot_tell
           FROM (
               SELECT sign, verdict, opinion, count FROM counted_opinions
               WHERE day >= $1 AND day < $4 AND ($3::text IS NULL OR source = $3)
               UNION ALL
               SELECT o.sign, o.verdict, o.opinion, 1 FROM sign_opinions o JOIN referrals r ON r.id = o.referral_id
               WHERE o.at >= $4::date::timestamp AT TIME ZONE 'Europe/London'
                 AND o.at < ($2::date + 1)::timestamp AT TIME ZONE 'Europe/London'
                 AND ($3 IS NULL OR r.source = $3)
           ) AS given
           GROUP BY sign, verdict"#,
        slice.from,
        slice.to,
        slice.source_code(),
        fresh,
    )
    .fetch_all(conn)
    .await?;
    let number = |sum: Option<i64>| count(sum.unwrap_or(0));
    let given = rows.into_iter().map(|row| {
        let said = row.verdict.map(|code| {
            let known = verdict(&code);
            known.ok_or(StoreError::Corrupt("sign_opinions.verdict"))
        });
        Ok(Given {
            sign: row.sign,
            verdict: said.transpose()?,
            agree: number(row.agree),
            disagree: number(row.disagree),
            cannot_tell: number(row.cannot_tell),
        })
    });
    given.collect()
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

/// Counts second readings. Only where one kind of sender is asked for are the cases looked up: Postgres leaves out a left join that
/// nothing needs.
pub async fn second_reads(
    conn: &mut PgConnection,
    slice: &Slice,
) -> Result<SecondReads, StoreError> {
    let row = sqlx::query!(
        r#"SELECT count(*) FILTER (WHERE s.opinion = 'decline') AS "agreed!", count(*) FILTER (WHERE s.opinion = 'go_on') AS "would_go_on!",
                  count(*) FILTER (WHERE s.opinion = 'cannot_tell') AS "cannot_tell!", count(*) FILTER (WHERE s.opinion IS NULL) AS "unread!"
           FROM second_reads s LEFT JOIN referrals r ON r.id = s.referral_id
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

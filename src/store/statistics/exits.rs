//! Why referrals were declined or redirected.

use domain::referral::{DeclineReason, RedirectReason};
use serde::Deserialize as _;
use serde::de::IntoDeserializer as _;
use serde::de::value::{Error, StrDeserializer};
use sqlx::PgConnection;

use super::{Slice, count};
use crate::store::StoreError;

/// How a referral ended, with its coded reason.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Exit {
    /// The hospital said no.
    Declined(DeclineReason),
    /// Another service fits better.
    Redirected(RedirectReason),
}

/// Counts referrals that ended in a period and have not been reopened since; the most frequent reason first.
pub async fn exits(conn: &mut PgConnection, slice: &Slice) -> Result<Vec<(Exit, u64)>, StoreError> {
    let rows = sqlx::query!(
        r#"SELECT state, exit_reason AS "reason!", count(*) AS "count!" FROM referrals
           WHERE exit_reason IS NOT NULL AND state IN ('declined', 'redirected')
             AND closed_at >= $1::date::timestamp AT TIME ZONE 'Europe/London'
             AND closed_at < ($2::date + 1)::timestamp AT TIME ZONE 'Europe/London'
             AND ($3::text IS NULL OR source = $3)
           GROUP BY state, exit_reason ORDER BY count(*) DESC, state, exit_reason"#,
        slice.from,
        slice.to,
        slice.source_code(),
    )
    .fetch_all(conn)
    .await?;
    let exit = |state: &str, reason: &str| {
        let code: StrDeserializer<'_, Error> = reason.into_deserializer();
        let exit = match state {
            "declined" => DeclineReason::deserialize(code).map(Exit::Declined),
            _ => RedirectReason::deserialize(code).map(Exit::Redirected),
        };
        exit.map_err(|_| StoreError::Corrupt("referrals.exit_reason"))
    };
    rows.into_iter()
        .map(|row| Ok((exit(&row.state, &row.reason)?, count(row.count))))
        .collect()
}

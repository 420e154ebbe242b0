//! Promises that were not kept, and the leads who hear of them each morning.

use chrono::{DateTime, NaiveDate, Utc};
use sqlx::{Connection as _, PgConnection};

use super::StoreError;
use super::accounts::EMAIL;
use super::outbox::{self, Outgoing};
use crate::security::keyring::Keyring;

/// The job as it stands in `daily_jobs`.
const JOB: &str = "overdue_promises";

/// Counting stops here. A number this large means "or more".
pub const MOST: i64 = 1000;

/// Days that are remembered: more than any clock can be wrong by.
const REMEMBERED: u64 = 30;

/// Open cases whose promised day has passed, up to [`MOST`]; what goes on in another case is counted there.
pub async fn overdue(conn: &mut PgConnection, today: NaiveDate) -> Result<i64, StoreError> {
    let count = sqlx::query_scalar!(
        r#"SELECT count(*) AS "count!" FROM
             (SELECT FROM referrals WHERE closed_at IS NULL AND merged_into IS NULL AND due_on < $1 LIMIT $2) o"#,
        today,
        MOST,
    );
    Ok(count.fetch_one(conn).await?)
}

/// Queues a message to each lead about the promises that are overdue, if any are; once a day, whichever node comes first. Tells how many.
pub async fn tell_leads(
    conn: &mut PgConnection,
    keyring: &Keyring,
    (today, now): (NaiveDate, DateTime<Utc>),
    write: impl Fn(i64, String) -> Outgoing,
) -> Result<usize, StoreError> {
    let mut tx = conn.begin().await?;
    if !is_first(&mut tx, today).await? {
        return Ok(0);
    }
    let count = overdue(&mut tx, today).await?;
    let addresses = match count {
        0 => Vec::new(),
        _ => leads(&mut tx, keyring).await?,
    };
    let write = |address| write(count, address);
    let messages: Vec<Outgoing> = addresses.into_iter().map(write).collect();
    if !messages.is_empty() {
        outbox::add(&mut tx, keyring, &messages, now).await?;
    }
    tx.commit().await?;
    Ok(messages.len())
}

/// Whether nobody did it on this day. Another node that does it at this moment makes us wait until it is done, or has failed.
async fn is_first(conn: &mut PgConnection, today: NaiveDate) -> Result<bool, StoreError> {
    let made = sqlx::query!(
        "INSERT INTO daily_jobs (job, day) VALUES ($1, $2) ON CONFLICT DO NOTHING",
        JOB,
        today
    );
    let first = made.execute(&mut *conn).await?.rows_affected() == 1;
    if first {
        let before = today - chrono::Days::new(REMEMBERED);
        let old = sqlx::query!(
            "DELETE FROM daily_jobs WHERE job = $1 AND day < $2",
            JOB,
            before
        );
        old.execute(conn).await?;
    }
    Ok(first)
}

/// The addresses of the leads.
async fn leads(conn: &mut PgConnection, keyring: &Keyring) -> Result<Vec<String>, StoreError> {
    let rows = sqlx::query!(
        "SELECT id, email_enc FROM accounts WHERE role = 'lead' AND disabled_at IS NULL ORDER BY id"
    );
    let rows = rows.fetch_all(conn).await?;
    rows.into_iter()
        .map(|row| Ok(keyring.open_text(EMAIL, row.id, &row.email_enc)?))
        .collect()
}

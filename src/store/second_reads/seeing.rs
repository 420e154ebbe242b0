//! Who must not see a decision because they could be its second reader, and who has seen it all the same.

use chrono::{DateTime, Utc};
use domain::people::Reference;
use sqlx::{Connection as _, PgConnection};
use uuid::Uuid;

use super::{Line, MOST, StoreError, audit, line};

/// The second read for which this clinician could be the reader, if the case waits for one: not of their own decline, and not of one
/// whose decision they have seen.
pub async fn case_read_blind(
    conn: &mut PgConnection,
    case: Reference,
    clinician: Uuid,
) -> Result<Option<Uuid>, StoreError> {
    let found = sqlx::query_scalar!(
        "SELECT s.id FROM second_reads s JOIN referrals r ON r.id = s.referral_id
         WHERE r.reference = $1 AND s.read_at IS NULL AND s.declined_by <> $2
           AND NOT EXISTS (SELECT FROM second_read_seen e WHERE e.second_read_id = s.id AND e.account_id = $2)
         ORDER BY s.version DESC LIMIT 1",
        case.to_string(),
        clinician
    );
    Ok(found.fetch_optional(conn).await?)
}

/// Of these cases, those for which the clinician could be the second reader. What they hold themselves is left out: they know it.
pub async fn among(
    conn: &mut PgConnection,
    cases: &[Uuid],
    clinician: Uuid,
) -> Result<Vec<Uuid>, StoreError> {
    let found = sqlx::query_scalar!(
        "SELECT s.referral_id FROM second_reads s JOIN referrals r ON r.id = s.referral_id
         WHERE s.referral_id = ANY($1) AND s.read_at IS NULL AND s.declined_by <> $2 AND r.owner_id IS DISTINCT FROM $2
           AND NOT EXISTS (SELECT FROM second_read_seen e WHERE e.second_read_id = s.id AND e.account_id = $2)",
        cases,
        clinician
    );
    Ok(found.fetch_all(conn).await?)
}

/// Notes that a clinician is about to see the decision: from then on they are not its reader, and it waits for another one. Once.
pub async fn see(
    conn: &mut PgConnection,
    read: Uuid,
    clinician: Uuid,
    now: DateTime<Utc>,
) -> Result<(), StoreError> {
    let mut tx = conn.begin().await?;
    let case = sqlx::query_scalar!(
        "WITH seen AS (INSERT INTO second_read_seen (second_read_id, account_id, at) VALUES ($1, $2, $3)
                       ON CONFLICT DO NOTHING RETURNING second_read_id)
         SELECT s.referral_id FROM seen JOIN second_reads s ON s.id = seen.second_read_id",
        read,
        clinician,
        now
    );
    if let Some(case) = case.fetch_optional(&mut *tx).await? {
        let entry = audit::Entry {
            by: audit::By::Staff(clinician),
            action: "second_read.seen",
            subject: "referral",
            subject_id: Some(case),
            data: serde_json::json!({}),
        };
        audit::record(&mut tx, entry, now).await?;
    }
    Ok(tx.commit().await?)
}

/// What waits for a second reader where no clinician is left who could read it blind, the oldest first: all have declined it or seen
/// the decision.
pub async fn without_reader(conn: &mut PgConnection) -> Result<Vec<Line>, StoreError> {
    let rows = sqlx::query!(
        "SELECT s.id, r.reference, s.drawn_at FROM second_reads s JOIN referrals r ON r.id = s.referral_id
         WHERE s.read_at IS NULL AND NOT EXISTS (
             SELECT FROM accounts a
             WHERE a.role = 'clinician' AND a.disabled_at IS NULL AND a.id <> s.declined_by
               AND NOT EXISTS (SELECT FROM second_read_seen e WHERE e.second_read_id = s.id AND e.account_id = a.id))
         ORDER BY s.drawn_at, s.id LIMIT $1",
        MOST,
    )
    .fetch_all(conn)
    .await?;
    rows.into_iter()
        .map(|row| line(row.id, &row.reference, row.drawn_at))
        .collect()
}

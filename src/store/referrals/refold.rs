//! Columns of cases that were there before a rule of the life cycle changed, or that a program of the release before has written: worked
//! out anew from the events, in batches, by the program, which has the key.

use domain::people::Reference;
use sqlx::{Connection as _, PgConnection};
use uuid::Uuid;

use super::acting::until;
use super::{Case, open};
use crate::clock::england;
use crate::security::keyring::Keyring;
use crate::store::StoreError;

/// What was done with a batch.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Refolded {
    /// How many cases were looked at.
    pub seen: usize,
    /// The last of them, beyond which the next batch begins.
    pub last: Uuid,
}

/// Works out the columns of up to so many cases beyond one; nothing where there is none left. What another node or a person is writing
/// is left to them. A case that cannot be read is told to the log and keeps nobody else waiting.
pub async fn refold(
    conn: &mut PgConnection,
    keyring: &Keyring,
    beyond: Uuid,
    most: i64,
) -> Result<Option<Refolded>, StoreError> {
    let rows = sqlx::query!(
        "SELECT id, reference FROM referrals
         WHERE folded_version IS DISTINCT FROM version AND id > $1 ORDER BY id LIMIT $2",
        beyond,
        most
    );
    let rows = rows.fetch_all(&mut *conn).await?;
    for row in &rows {
        match one(conn, keyring, row.id, &row.reference).await {
            Err(StoreError::Unavailable) => return Err(StoreError::Unavailable),
            Err(error) => {
                tracing::error!(%error, case = %row.id, "columns were not worked out anew");
            }
            Ok(()) => {}
        }
    }
    Ok(rows.last().map(|last| Refolded {
        seen: rows.len(),
        last: last.id,
    }))
}

async fn one(
    conn: &mut PgConnection,
    keyring: &Keyring,
    id: Uuid,
    reference: &str,
) -> Result<(), StoreError> {
    let reference = Reference::parse(reference);
    let reference = reference.map_err(|_| StoreError::Corrupt("referrals.reference"))?;
    let mut tx = conn.begin().await?;
    let taken = sqlx::query_scalar!(
        "SELECT id FROM referrals WHERE id = $1 FOR UPDATE SKIP LOCKED",
        id
    );
    if taken.fetch_optional(&mut *tx).await?.is_none() {
        return Ok(());
    }
    let case = open(&mut tx, keyring, reference).await?;
    write(&mut tx, &case).await?;
    Ok(tx.commit().await?)
}

/// What the events make of it. No event is written, since nothing happened.
async fn write(conn: &mut PgConnection, case: &Case) -> Result<(), StoreError> {
    let promised = case.referral.promised(&case.promises, england::date);
    let held = case.referral.held_until(&case.promises, england::date);
    sqlx::query!(
        "UPDATE referrals
         SET due_on = $2, due_for = $3, answer_due_on = $4, decided_at = $5, triage_until = $6::text::date,
             assess_until = $7::text::date, acknowledge_by = $8, triage_by = $9, assess_by = $10, folded_version = version
         WHERE id = $1",
        case.id,
        promised.map(|promised| promised.day),
        promised.map(|promised| promised.what.code()),
        case.referral.state().answer_due(),
        case.referral.milestones().decided_at,
        until(held.triage),
        until(held.assessment),
        case.promises.acknowledge,
        case.promises.triage,
        case.promises.assessment,
    )
    .execute(conn)
    .await?;
    Ok(())
}

//! Until when the promises of earlier cases hold: worked out of their events, once, by the program, which can open them.

use domain::people::Reference;
use sqlx::{Connection as _, PgConnection};
use uuid::Uuid;

use crate::clock::england;
use crate::security::keyring::Keyring;
use crate::store::StoreError;
use crate::store::referrals::{self, until};

/// Cases at a time.
const BATCH: i64 = 200;

/// The next cases whose promised days are to be worked out, beyond one.
pub async fn to_fill(conn: &mut PgConnection, beyond: Uuid) -> Result<Vec<Uuid>, StoreError> {
    let ids = sqlx::query_scalar!(
        "SELECT id FROM referrals WHERE promises_to_fill AND id > $1 ORDER BY id LIMIT $2",
        beyond,
        BATCH,
    );
    Ok(ids.fetch_all(conn).await?)
}

/// Works out the promised days of one of them. What came before a day was promised has the usual targets. Nothing is done where
/// another node did it, or is changing the case: each event writes these days too.
pub async fn fill(conn: &mut PgConnection, keyring: &Keyring, id: Uuid) -> Result<(), StoreError> {
    let mut tx = conn.begin().await?;
    let reference = sqlx::query_scalar!(
        "SELECT reference FROM referrals WHERE id = $1 AND promises_to_fill FOR UPDATE SKIP LOCKED",
        id
    );
    let Some(reference) = reference.fetch_optional(&mut *tx).await? else {
        return Ok(());
    };
    let reference =
        Reference::parse(&reference).map_err(|_| StoreError::Corrupt("referrals.reference"))?;
    let case = referrals::open(&mut tx, keyring, reference).await?;
    let promised = case.referral.held_until(&case.promises, england::date);
    sqlx::query!(
        "UPDATE referrals
         SET acknowledge_by = $2, triage_by = $3, assess_by = $4, triage_until = $5::text::date, assess_until = $6::text::date,
             promises_to_fill = false
         WHERE id = $1",
        id,
        case.promises.acknowledge,
        case.promises.triage,
        case.promises.assessment,
        until(promised.triage),
        until(promised.assessment),
    )
    .execute(&mut *tx)
    .await?;
    tx.commit().await?;
    Ok(())
}

//! Legal holds: cases that may not be deleted while somebody needs them.

use chrono::{DateTime, Utc};
use serde_json::json;
use sqlx::{Connection as _, PgConnection};
use uuid::Uuid;

use super::StoreError;
use super::audit::{self, By, Entry};
use crate::security::keyring::{Column, Keyring};

const REASON: Column = Column::new("legal_holds", "reason_enc");
const LIFT_REASON: Column = Column::new("legal_holds", "lift_reason_enc");

/// A hold, lifted or not.
#[derive(Debug, Clone)]
pub struct Hold {
    /// Its row.
    pub id: Uuid,
    /// Why it was set.
    pub reason: String,
    /// When.
    pub set_at: DateTime<Utc>,
    /// By whom.
    pub set_by: String,
    /// Whether it was lifted: when, by whom, why.
    pub lifted: Option<(DateTime<Utc>, String, String)>,
}

/// The holds of a case, the last first.
pub async fn of_case(
    conn: &mut PgConnection,
    keyring: &Keyring,
    referral: Uuid,
) -> Result<Vec<Hold>, StoreError> {
    let rows = sqlx::query!(
        r#"SELECT h.id, h.reason_enc, h.set_at, a.display_name AS set_by, h.lifted_at, b.display_name AS "lifted_by?", h.lift_reason_enc
           FROM legal_holds h JOIN accounts a ON a.id = h.set_by LEFT JOIN accounts b ON b.id = h.lifted_by
           WHERE h.referral_id = $1 ORDER BY h.set_at DESC, h.id DESC"#,
        referral
    );
    let rows = rows.fetch_all(conn).await?;
    let holds = rows.into_iter().map(|row| {
        let why = row
            .lift_reason_enc
            .map(|sealed| keyring.open_text(LIFT_REASON, row.id, &sealed));
        let lifted = row.lifted_at.zip(row.lifted_by).zip(why.transpose()?);
        Ok(Hold {
            reason: keyring.open_text(REASON, row.id, &row.reason_enc)?,
            id: row.id,
            set_at: row.set_at,
            set_by: row.set_by,
            lifted: lifted.map(|((at, by), why)| (at, by, why)),
        })
    });
    holds.collect()
}

/// Sets a hold under the id that came with the form, so that a second press sets one.
///
/// # Errors
/// [`StoreError::Conflict`] if the case is held already.
pub async fn set(
    conn: &mut PgConnection,
    keyring: &Keyring,
    (id, referral): (Uuid, Uuid),
    (by, reason): (Uuid, &str),
    now: DateTime<Utc>,
) -> Result<(), StoreError> {
    let mut tx = conn.begin().await?;
    let kept = sqlx::query!(
        "INSERT INTO legal_holds (id, referral_id, reason_enc, set_at, set_by) VALUES ($1, $2, $3, $4, $5) ON CONFLICT (id) DO NOTHING",
        id,
        referral,
        keyring.seal(REASON, id, reason.as_bytes()),
        now,
        by
    )
    .execute(&mut *tx)
    .await?;
    if kept.rows_affected() == 1 {
        note(&mut tx, "legal_hold.set", (id, referral), by, now).await?;
    }
    Ok(tx.commit().await?)
}

/// Lifts a hold.
///
/// # Errors
/// [`StoreError::Conflict`] if it was lifted already.
pub async fn lift(
    conn: &mut PgConnection,
    keyring: &Keyring,
    (id, referral): (Uuid, Uuid),
    (by, reason): (Uuid, &str),
    now: DateTime<Utc>,
) -> Result<(), StoreError> {
    let mut tx = conn.begin().await?;
    let done = sqlx::query!(
        "UPDATE legal_holds SET lifted_at = $3, lifted_by = $4, lift_reason_enc = $5
         WHERE id = $1 AND referral_id = $2 AND lifted_at IS NULL",
        id,
        referral,
        now,
        by,
        keyring.seal(LIFT_REASON, id, reason.as_bytes())
    )
    .execute(&mut *tx)
    .await?;
    if done.rows_affected() == 0 {
        return Err(StoreError::Conflict);
    }
    note(&mut tx, "legal_hold.lifted", (id, referral), by, now).await?;
    Ok(tx.commit().await?)
}

async fn note(
    conn: &mut PgConnection,
    action: &str,
    (id, referral): (Uuid, Uuid),
    by: Uuid,
    now: DateTime<Utc>,
) -> Result<(), StoreError> {
    let entry = Entry {
        by: By::Staff(by),
        action,
        subject: "referral",
        subject_id: Some(referral),
        data: json!({ "hold": id }),
    };
    audit::record(conn, entry, now).await
}

/// The cases that are held, the latest hold first: at most 50 of them, after the first `skipped`. There are never many.
pub async fn held(conn: &mut PgConnection, skipped: i64) -> Result<Vec<Uuid>, StoreError> {
    let ids = sqlx::query_scalar!(
        "SELECT referral_id FROM legal_holds WHERE lifted_at IS NULL ORDER BY set_at DESC, id DESC OFFSET $1 LIMIT 50",
        skipped
    );
    Ok(ids.fetch_all(conn).await?)
}

//! Second factors of accounts, and recovery codes for when the phone is lost.

use chrono::{DateTime, Utc};
use sqlx::PgConnection;
use uuid::Uuid;

use crate::security::keyring::{Column, Keyring};
use crate::security::totp::{RecoveryCode, Secret};
use crate::store::{StoreError, sessions};

const SECRET: Column = Column::new("accounts", "totp_secret_enc");

/// A person's second factor.
pub struct SecondFactor {
    /// The secret shared with the authenticator.
    pub secret: Secret,
    /// The step of the last code taken.
    pub last_step: Option<i64>,
}

/// The second factor of an account that has one.
pub async fn second_factor(
    conn: &mut PgConnection,
    keyring: &Keyring,
    id: Uuid,
) -> Result<Option<SecondFactor>, StoreError> {
    let row = sqlx::query!(
        "SELECT totp_secret_enc, totp_last_step FROM accounts WHERE id = $1",
        id
    )
    .fetch_one(conn)
    .await?;
    let secret = opened(keyring, id, row.totp_secret_enc)?;
    let last_step = row.totp_last_step;
    Ok(secret.map(|secret| SecondFactor { secret, last_step }))
}

/// Sets the second factor. `used` is the step of the code that proved it, if one did.
pub async fn set_totp(
    conn: &mut PgConnection,
    keyring: &Keyring,
    id: Uuid,
    secret: &Secret,
    used: Option<i64>,
) -> Result<(), StoreError> {
    sqlx::query!(
        "UPDATE accounts SET totp_secret_enc = $2, totp_last_step = $3 WHERE id = $1",
        id,
        keyring.seal(SECRET, id, secret.as_bytes()),
        used,
    )
    .execute(conn)
    .await?;
    Ok(())
}

/// Takes the second factor and its recovery codes away (a lost phone): it is set up anew at the
/// next sign-in. Signs out everywhere.
pub async fn forget_second_factor(conn: &mut PgConnection, id: Uuid) -> Result<(), StoreError> {
    sqlx::query!(
        "UPDATE accounts SET totp_secret_enc = NULL, totp_last_step = NULL WHERE id = $1",
        id
    )
    .execute(&mut *conn)
    .await?;
    sqlx::query!("DELETE FROM recovery_codes WHERE account_id = $1", id)
        .execute(&mut *conn)
        .await?;
    sessions::end_all(conn, id).await
}

/// Notes that the code of `step` was used; `false` when it, or a later one, was used before.
pub async fn use_step(conn: &mut PgConnection, id: Uuid, step: i64) -> Result<bool, StoreError> {
    let used = sqlx::query!(
        "UPDATE accounts SET totp_last_step = $2
         WHERE id = $1 AND (totp_last_step IS NULL OR totp_last_step < $2)",
        id,
        step
    )
    .execute(conn)
    .await?;
    Ok(used.rows_affected() == 1)
}

/// Replaces the recovery codes of an account, used or not.
pub async fn set_recovery_codes(
    conn: &mut PgConnection,
    keyring: &Keyring,
    id: Uuid,
    codes: &[RecoveryCode],
) -> Result<(), StoreError> {
    sqlx::query!("DELETE FROM recovery_codes WHERE account_id = $1", id)
        .execute(&mut *conn)
        .await?;
    let hashes: Vec<Vec<u8>> = codes
        .iter()
        .map(|code| code_hash(keyring, id, code))
        .collect();
    sqlx::query!(
        "INSERT INTO recovery_codes (account_id, code_hash) SELECT $1, unnest($2::bytea[])",
        id,
        &hashes
    )
    .execute(conn)
    .await?;
    Ok(())
}

/// Uses up a recovery code; `false` when it is wrong or was used before.
pub async fn use_recovery_code(
    conn: &mut PgConnection,
    keyring: &Keyring,
    id: Uuid,
    code: &RecoveryCode,
    now: DateTime<Utc>,
) -> Result<bool, StoreError> {
    let used = sqlx::query!(
        "UPDATE recovery_codes SET used_at = $3
         WHERE account_id = $1 AND code_hash = $2 AND used_at IS NULL",
        id,
        code_hash(keyring, id, code),
        now
    )
    .execute(conn)
    .await?;
    Ok(used.rows_affected() == 1)
}

/// How many recovery codes are left.
pub async fn recovery_codes_left(conn: &mut PgConnection, id: Uuid) -> Result<i64, StoreError> {
    let left = sqlx::query_scalar!(
        r#"SELECT count(*) AS "left!" FROM recovery_codes WHERE account_id = $1 AND used_at IS NULL"#,
        id
    );
    Ok(left.fetch_one(conn).await?)
}

pub(super) fn opened(
    keyring: &Keyring,
    id: Uuid,
    sealed: Option<Vec<u8>>,
) -> Result<Option<Secret>, StoreError> {
    let Some(sealed) = sealed else {
        return Ok(None);
    };
    let plain = keyring.open(SECRET, id, &sealed)?;
    let secret = Secret::from_bytes(&plain);
    Ok(Some(secret.map_err(|_| {
        StoreError::Corrupt("accounts.totp_secret_enc")
    })?))
}

fn code_hash(keyring: &Keyring, account: Uuid, code: &RecoveryCode) -> Vec<u8> {
    let text = format!("{account} {}", code.as_str());
    keyring.token_hash(&text).to_vec()
}

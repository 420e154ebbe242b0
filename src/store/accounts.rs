//! Accounts of staff and referrers.

mod card;
pub mod directory;
mod place;
mod second_factor;

pub use card::{Card, card};
pub use place::{Place, Profession, register_code, register_of};
pub use second_factor::{
    SecondFactor, forget_second_factor, recovery_codes_left, second_factor, set_recovery_codes,
    set_totp, use_recovery_code, use_step,
};

use chrono::{DateTime, Utc};
use domain::people::{Email, ProfessionalNumber};
use sqlx::PgConnection;
use uuid::Uuid;

use crate::security::keyring::{Column, Index, Keyring};
use crate::security::passwords::{self, NewPassword};
use crate::security::permissions::Role;
use crate::security::totp::Secret;
use crate::store::{StoreError, new_id, sessions};

pub(super) const EMAIL: Column = Column::new("accounts", "email_enc");

/// An account to be made.
pub struct NewAccount<'a> {
    /// The address to sign in with.
    pub email: &'a Email,
    /// The name that colleagues see.
    pub name: &'a str,
    /// What it is for.
    pub role: Role,
    /// Its password.
    pub password: NewPassword,
    /// Where a referrer works and as what; `None` for staff.
    pub place: Option<Place>,
}

/// What signing in compares with.
pub struct Credentials {
    /// The account.
    pub id: Uuid,
    /// PHC string; `None` when the account is disabled, so that nothing matches.
    pub password_hash: Option<String>,
    /// Whether there is a second factor.
    pub enrolled: bool,
    /// What it is for, which says by which door it comes in.
    pub role: Role,
}

/// An account as listed for the command line and the demonstration.
pub struct Listed {
    /// The account.
    pub id: Uuid,
    /// The address to sign in with.
    pub email: String,
    /// The name that colleagues see.
    pub name: String,
    /// What it is for.
    pub role: Role,
    /// Its second factor's secret, once enrolled.
    pub secret: Option<Secret>,
    /// Whether it is disabled.
    pub disabled: bool,
}

/// Who an account is made for.
pub struct Person<'a> {
    /// The address to sign in with.
    pub email: &'a Email,
    /// The name that colleagues see.
    pub name: &'a str,
    /// What it is for.
    pub role: Role,
    /// Where a referrer works and as what; `None` for staff.
    pub place: Option<&'a Place>,
}

/// Makes an account; `Conflict` when there is one with this address. Hashes on a blocking thread.
pub async fn create(
    conn: &mut PgConnection,
    keyring: &Keyring,
    new: NewAccount<'_>,
    now: DateTime<Utc>,
) -> Result<Uuid, StoreError> {
    let password = new.password;
    let hash = tokio::task::spawn_blocking(move || passwords::hash_blocking(&password));
    let hash = hash
        .await
        .ok()
        .and_then(Result::ok)
        .ok_or(StoreError::Unavailable)?;
    let person = Person {
        email: new.email,
        name: new.name,
        role: new.role,
        place: new.place.as_ref(),
    };
    insert(conn, keyring, person, &hash, now).await
}

/// Makes an account with a password already hashed; `Conflict` when there is one with this address.
pub async fn insert(
    conn: &mut PgConnection,
    keyring: &Keyring,
    new: Person<'_>,
    hash: &str,
    now: DateTime<Utc>,
) -> Result<Uuid, StoreError> {
    let (id, email, place) = (new_id(now), new.email.as_str(), new.place);
    let number = place.and_then(|place| place.registration.as_ref());
    let made = sqlx::query!(
        "INSERT INTO accounts (id, email_bidx, email_enc, display_name, role, password_hash, created_at, practice_id, profession,
                               register, registration)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11) ON CONFLICT (email_bidx) DO NOTHING",
        id,
        index_of(keyring, email).to_vec(),
        keyring.seal(EMAIL, id, email.as_bytes()),
        new.name,
        new.role.code(),
        hash,
        now,
        place.map(|place| place.practice),
        place.map(|place| place.profession.code()),
        number.map(|number| register_code(number.register())),
        number.map(ProfessionalNumber::number),
    )
    .execute(conn)
    .await?;
    if made.rows_affected() == 1 {
        Ok(id)
    } else {
        Err(StoreError::Conflict)
    }
}

fn read_role(code: &str) -> Result<Role, StoreError> {
    code.parse()
        .map_err(|_| StoreError::Corrupt("accounts.role"))
}

/// The blind index that an account with this address has, whether or not there is one.
pub fn index_of(keyring: &Keyring, email: &str) -> [u8; 32] {
    keyring.email_index(Index::Account, email)
}

/// What signing in with an address compares with.
pub async fn credentials(
    conn: &mut PgConnection,
    email_index: &[u8; 32],
) -> Result<Option<Credentials>, StoreError> {
    let row = sqlx::query!(
        r#"SELECT id, role, totp_secret_enc IS NOT NULL AS "enrolled!",
               CASE WHEN disabled_at IS NULL THEN password_hash END AS password_hash
           FROM accounts WHERE email_bidx = $1"#,
        email_index.as_slice(),
    );
    let Some(row) = row.fetch_optional(conn).await? else {
        return Ok(None);
    };
    Ok(Some(Credentials {
        id: row.id,
        password_hash: row.password_hash,
        enrolled: row.enrolled,
        role: read_role(&row.role)?,
    }))
}

/// The stored password hash of a live account, to ask for the password again.
pub async fn password_hash(
    conn: &mut PgConnection,
    id: Uuid,
) -> Result<Option<String>, StoreError> {
    let hash = sqlx::query_scalar!(
        "SELECT password_hash FROM accounts WHERE id = $1 AND disabled_at IS NULL",
        id
    );
    Ok(hash.fetch_optional(conn).await?)
}

/// The address that an account signs in with.
pub async fn email(
    conn: &mut PgConnection,
    keyring: &Keyring,
    id: Uuid,
) -> Result<String, StoreError> {
    let sealed = sqlx::query_scalar!("SELECT email_enc FROM accounts WHERE id = $1", id)
        .fetch_one(conn)
        .await?;
    Ok(keyring.open_text(EMAIL, id, &sealed)?)
}

/// The name that colleagues see.
pub async fn name(conn: &mut PgConnection, id: Uuid) -> Result<String, StoreError> {
    let name = sqlx::query_scalar!("SELECT display_name FROM accounts WHERE id = $1", id);
    Ok(name.fetch_one(conn).await?)
}

/// The account with this address, whether or not it is disabled.
pub async fn find(
    conn: &mut PgConnection,
    keyring: &Keyring,
    email: &Email,
) -> Result<Option<Uuid>, StoreError> {
    let index = index_of(keyring, email.as_str());
    let id = sqlx::query_scalar!(
        "SELECT id FROM accounts WHERE email_bidx = $1",
        index.as_slice()
    );
    Ok(id.fetch_optional(conn).await?)
}

/// Sets a new password (already hashed) and ends every session of the account.
pub async fn set_password(conn: &mut PgConnection, id: Uuid, hash: &str) -> Result<(), StoreError> {
    sqlx::query!(
        "UPDATE accounts SET password_hash = $2 WHERE id = $1",
        id,
        hash
    )
    .execute(&mut *conn)
    .await?;
    sessions::end_all(conn, id).await
}

/// Changes what an account is for, and signs it out everywhere.
pub async fn set_role(conn: &mut PgConnection, id: Uuid, role: Role) -> Result<(), StoreError> {
    sqlx::query!(
        "UPDATE accounts SET role = $2 WHERE id = $1",
        id,
        role.code()
    )
    .execute(&mut *conn)
    .await?;
    sessions::end_all(conn, id).await
}

/// Changes where a referrer works, and signs them out everywhere; returns where they worked before. [`StoreError::NotFound`] where it
/// is no live referrer's account.
pub async fn set_practice(
    conn: &mut PgConnection,
    id: Uuid,
    practice: Uuid,
) -> Result<Uuid, StoreError> {
    let before = sqlx::query_scalar!(
        r#"UPDATE accounts a SET practice_id = $2 FROM accounts before
           WHERE a.id = $1 AND before.id = a.id AND a.role = 'referrer' AND a.disabled_at IS NULL
           RETURNING before.practice_id AS "before!""#,
        id,
        practice
    );
    let before = before.fetch_one(&mut *conn).await?;
    sessions::end_all(conn, id).await?;
    Ok(before)
}

/// Disables an account, and signs it out everywhere.
pub async fn disable(
    conn: &mut PgConnection,
    id: Uuid,
    now: DateTime<Utc>,
) -> Result<(), StoreError> {
    sqlx::query!(
        "UPDATE accounts SET disabled_at = COALESCE(disabled_at, $2) WHERE id = $1",
        id,
        now
    )
    .execute(&mut *conn)
    .await?;
    sessions::end_all(conn, id).await
}

/// Every account, by name.
pub async fn list(conn: &mut PgConnection, keyring: &Keyring) -> Result<Vec<Listed>, StoreError> {
    let rows = sqlx::query!(
        "SELECT id, email_enc, display_name, role, totp_secret_enc, disabled_at
         FROM accounts ORDER BY display_name, id"
    )
    .fetch_all(conn)
    .await?;
    rows.into_iter()
        .map(|row| {
            Ok(Listed {
                email: keyring.open_text(EMAIL, row.id, &row.email_enc)?,
                secret: second_factor::opened(keyring, row.id, row.totp_secret_enc)?,
                role: read_role(&row.role)?,
                id: row.id,
                name: row.display_name,
                disabled: row.disabled_at.is_some(),
            })
        })
        .collect()
}

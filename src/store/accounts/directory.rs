//! Accounts as administrators see them.

use domain::people::Register;
use sqlx::PgConnection;
use uuid::Uuid;

use super::{EMAIL, Profession, read_role};
use crate::security::keyring::Keyring;
use crate::security::permissions::Role;
use crate::store::StoreError;

/// An account with what is known of its person.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Known {
    /// The account.
    pub id: Uuid,
    /// The address to sign in with.
    pub email: String,
    /// The name that colleagues see.
    pub name: String,
    /// What it is for.
    pub role: Role,
    /// The practice's code and name, of a referrer.
    pub practice: Option<String>,
    /// What a referrer is.
    pub profession: Option<Profession>,
    /// Register and number as given. Only the form was checked.
    pub registration: Option<(Register, String)>,
    /// Whether it has a second factor.
    pub enrolled: bool,
    /// Whether it is disabled.
    pub disabled: bool,
}

/// A part of the accounts by name, live ones first: `most` of them after the first `skipped`.
pub async fn page(
    conn: &mut PgConnection,
    keyring: &Keyring,
    skipped: i64,
    most: i64,
) -> Result<Vec<Known>, StoreError> {
    let rows = sqlx::query_as!(
        Row,
        r#"SELECT a.id, a.email_enc, a.display_name AS name, a.role, a.profession, a.register, a.registration,
               p.ods_code || ' ' || p.name AS practice,
               a.totp_secret_enc IS NOT NULL AS "enrolled!", a.disabled_at IS NOT NULL AS "disabled!"
           FROM accounts a LEFT JOIN practices p ON p.id = a.practice_id
           ORDER BY a.disabled_at IS NOT NULL, a.display_name, a.id OFFSET $1 LIMIT $2"#,
        skipped,
        most
    )
    .fetch_all(conn)
    .await?;
    rows.into_iter().map(|row| row.open(keyring)).collect()
}

/// The accounts of a practice by name, live ones first; at most 200.
pub async fn of_practice(
    conn: &mut PgConnection,
    keyring: &Keyring,
    practice: Uuid,
) -> Result<Vec<Known>, StoreError> {
    let rows = sqlx::query_as!(
        Row,
        r#"SELECT a.id, a.email_enc, a.display_name AS name, a.role, a.profession, a.register, a.registration,
               p.ods_code || ' ' || p.name AS practice,
               a.totp_secret_enc IS NOT NULL AS "enrolled!", a.disabled_at IS NOT NULL AS "disabled!"
           FROM accounts a JOIN practices p ON p.id = a.practice_id
           WHERE a.practice_id = $1 ORDER BY a.disabled_at IS NOT NULL, a.display_name, a.id LIMIT 200"#,
        practice
    );
    let rows = rows.fetch_all(conn).await?;
    rows.into_iter().map(|row| row.open(keyring)).collect()
}

/// How many accounts there are.
pub async fn count(conn: &mut PgConnection) -> Result<i64, StoreError> {
    let count = sqlx::query_scalar!(r#"SELECT count(*) AS "count!" FROM accounts"#);
    Ok(count.fetch_one(conn).await?)
}

/// One account. [`StoreError::NotFound`] if there is none.
pub async fn known(
    conn: &mut PgConnection,
    keyring: &Keyring,
    id: Uuid,
) -> Result<Known, StoreError> {
    let row = sqlx::query_as!(
        Row,
        r#"SELECT a.id, a.email_enc, a.display_name AS name, a.role, a.profession, a.register, a.registration,
               p.ods_code || ' ' || p.name AS practice,
               a.totp_secret_enc IS NOT NULL AS "enrolled!", a.disabled_at IS NOT NULL AS "disabled!"
           FROM accounts a LEFT JOIN practices p ON p.id = a.practice_id WHERE a.id = $1"#,
        id
    );
    row.fetch_one(conn).await?.open(keyring)
}

struct Row {
    id: Uuid,
    email_enc: Vec<u8>,
    name: String,
    role: String,
    profession: Option<String>,
    register: Option<String>,
    registration: Option<String>,
    practice: Option<String>,
    enrolled: bool,
    disabled: bool,
}

impl Row {
    fn open(self, keyring: &Keyring) -> Result<Known, StoreError> {
        let register = self.register.as_deref().map(register).transpose()?;
        Ok(Known {
            email: keyring.open_text(EMAIL, self.id, &self.email_enc)?,
            role: read_role(&self.role)?,
            profession: self.profession.as_deref().and_then(Profession::from_code),
            registration: register.zip(self.registration),
            id: self.id,
            name: self.name,
            practice: self.practice,
            enrolled: self.enrolled,
            disabled: self.disabled,
        })
    }
}

fn register(code: &str) -> Result<Register, StoreError> {
    super::register_of(code).ok_or(StoreError::Corrupt("accounts.register"))
}

/// Somebody of the team who can be given a case.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Colleague {
    /// The account.
    pub id: Uuid,
    /// The name that colleagues see.
    pub name: String,
    /// What it is for.
    pub role: Role,
}

/// Those of the team who can be given a case, by name; at most 200.
pub async fn colleagues(conn: &mut PgConnection) -> Result<Vec<Colleague>, StoreError> {
    let rows = sqlx::query!(
        "SELECT id, display_name, role FROM accounts
         WHERE role IN ('coordinator', 'clinician', 'lead') AND disabled_at IS NULL ORDER BY display_name, id LIMIT 200"
    );
    let rows = rows.fetch_all(conn).await?;
    let colleague = |id, name, role: &str| {
        Ok(Colleague {
            id,
            name,
            role: read_role(role)?,
        })
    };
    rows.into_iter()
        .map(|row| colleague(row.id, row.display_name, &row.role))
        .collect()
}

//! Other systems that may ask the service for something. Of their secrets, the hash alone is stored.

use chrono::{DateTime, TimeDelta, Utc};
use domain::people::Email;
use serde_json::{Value, json};
use sqlx::{Connection as _, PgConnection};
use subtle::ConstantTimeEq as _;
use uuid::Uuid;

use super::StoreError;
use super::audit::{self, By, Entry};
use crate::security::keyring::{Column, Keyring};
use crate::security::scopes::Scope;

/// Most clients that are not disabled.
pub const MOST: i64 = 100;
/// How long the secret before works beside a new one.
pub const OVERLAP: TimeDelta = TimeDelta::days(7);

const CONTACT: Column = Column::new("api_clients", "contact_enc");
/// Most clients of the list, disabled ones with them.
const LISTED: i64 = 500;

/// A client.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ApiClient {
    /// Its row, by which it names itself.
    pub id: Uuid,
    /// The system's name.
    pub name: String,
    /// The mailbox of whoever answers for it.
    pub contact: String,
    /// What it may do.
    pub scopes: Vec<Scope>,
    /// Counts its changes.
    pub version: i32,
    /// When its secret was made.
    pub secret_made_at: DateTime<Utc>,
    /// Until when the one before works too.
    pub previous_until: Option<DateTime<Utc>>,
    /// When it last asked for something, to the minute.
    pub last_used_at: Option<DateTime<Utc>>,
    /// When it was made.
    pub created_at: DateTime<Utc>,
    /// By whom.
    pub created_by: String,
    /// When it was disabled.
    pub disabled_at: Option<DateTime<Utc>>,
}

/// What an administrator says of a client.
#[derive(Debug, Clone)]
pub struct Said<'a> {
    /// The system's name.
    pub name: &'a str,
    /// The mailbox of whoever answers for it.
    pub contact: &'a Email,
    /// What it may do.
    pub scopes: &'a [Scope],
}

/// A change by an administrator, of the client with that row.
#[derive(Debug, Clone, Copy)]
pub struct Change {
    /// The client.
    pub id: Uuid,
    /// The version that the administrator saw.
    pub seen: i32,
    /// The administrator.
    pub by: Uuid,
    /// When.
    pub at: DateTime<Utc>,
}

/// Why a client was not made.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NotMade {
    /// The form was sent before.
    Before,
    /// There are [`MOST`] already.
    TooMany,
}

/// Clients by name, those that are not disabled first.
pub async fn list(
    conn: &mut PgConnection,
    keyring: &Keyring,
    now: DateTime<Utc>,
) -> Result<Vec<ApiClient>, StoreError> {
    let rows = sqlx::query_as!(
        Row,
        r#"SELECT c.id, c.name, c.contact_enc, c.scopes, c.version, c.secret_made_at,
               CASE WHEN c.previous_until > $1 THEN c.previous_until END AS previous_until, c.last_used_at, c.created_at,
               a.display_name AS created_by, c.disabled_at
           FROM api_clients c JOIN accounts a ON a.id = c.created_by
           ORDER BY c.disabled_at IS NOT NULL, lower(c.name), c.id LIMIT $2"#,
        now,
        LISTED
    );
    let rows = rows.fetch_all(conn).await?;
    rows.into_iter().map(|row| row.open(keyring)).collect()
}

/// One client. [`StoreError::NotFound`] if there is none.
pub async fn get(
    conn: &mut PgConnection,
    keyring: &Keyring,
    id: Uuid,
    now: DateTime<Utc>,
) -> Result<ApiClient, StoreError> {
    let row = sqlx::query_as!(
        Row,
        r#"SELECT c.id, c.name, c.contact_enc, c.scopes, c.version, c.secret_made_at,
               CASE WHEN c.previous_until > $2 THEN c.previous_until END AS previous_until, c.last_used_at, c.created_at,
               a.display_name AS created_by, c.disabled_at
           FROM api_clients c JOIN accounts a ON a.id = c.created_by WHERE c.id = $1"#,
        id,
        now
    );
    row.fetch_one(conn).await?.open(keyring)
}

/// Makes a client under the id that came with the form, so that a second press makes one.
pub async fn add(
    conn: &mut PgConnection,
    keyring: &Keyring,
    said: &Said<'_>,
    secret_hash: &[u8; 32],
    change: Change,
) -> Result<Result<(), NotMade>, StoreError> {
    let mut tx = conn.begin().await?;
    let live = sqlx::query_scalar!(
        r#"SELECT count(*) AS "count!" FROM api_clients WHERE disabled_at IS NULL"#
    );
    if live.fetch_one(&mut *tx).await? >= MOST {
        return Ok(Err(NotMade::TooMany));
    }
    let made = sqlx::query!(
        "INSERT INTO api_clients (id, name, contact_enc, scopes, secret_hash, secret_made_at, created_at, created_by)
         VALUES ($1, $2, $3, $4, $5, $6, $6, $7) ON CONFLICT (id) DO NOTHING",
        change.id,
        said.name,
        keyring.seal(CONTACT, change.id, said.contact.as_str().as_bytes()),
        &codes(said.scopes),
        secret_hash,
        change.at,
        change.by,
    );
    if made.execute(&mut *tx).await?.rows_affected() == 0 {
        return Ok(Err(NotMade::Before));
    }
    note(&mut tx, "api_client.made", change, scopes_of(said)).await?;
    tx.commit().await?;
    Ok(Ok(()))
}

/// Changes what is said of a client. [`StoreError::Conflict`] where somebody changed it since it was seen, or it is disabled.
pub async fn update(
    conn: &mut PgConnection,
    keyring: &Keyring,
    said: &Said<'_>,
    change: Change,
) -> Result<(), StoreError> {
    let mut tx = conn.begin().await?;
    let changed = sqlx::query!(
        "UPDATE api_clients SET name = $3, contact_enc = $4, scopes = $5, version = version + 1
         WHERE id = $1 AND version = $2 AND disabled_at IS NULL",
        change.id,
        change.seen,
        said.name,
        keyring.seal(CONTACT, change.id, said.contact.as_str().as_bytes()),
        &codes(said.scopes),
    );
    one(changed.execute(&mut *tx).await?.rows_affected())?;
    note(&mut tx, "api_client.changed", change, scopes_of(said)).await?;
    Ok(tx.commit().await?)
}

/// Gives a client a new secret; the one before works on for [`OVERLAP`]. [`StoreError::Conflict`] where somebody changed it
/// since it was seen, or it is disabled.
pub async fn rotate(
    conn: &mut PgConnection,
    secret_hash: &[u8; 32],
    change: Change,
) -> Result<(), StoreError> {
    let mut tx = conn.begin().await?;
    let changed = sqlx::query!(
        "UPDATE api_clients SET previous_hash = secret_hash, previous_until = $5, secret_hash = $3, secret_made_at = $4,
             version = version + 1
         WHERE id = $1 AND version = $2 AND disabled_at IS NULL",
        change.id,
        change.seen,
        secret_hash,
        change.at,
        change.at + OVERLAP,
    );
    one(changed.execute(&mut *tx).await?.rows_affected())?;
    note(&mut tx, "api_client.secret_made", change, json!({})).await?;
    Ok(tx.commit().await?)
}

/// Ends the secret before the last one at once.
pub async fn end_previous(conn: &mut PgConnection, change: Change) -> Result<(), StoreError> {
    let mut tx = conn.begin().await?;
    let changed = sqlx::query!(
        "UPDATE api_clients SET previous_hash = NULL, previous_until = NULL, version = version + 1
         WHERE id = $1 AND previous_hash IS NOT NULL",
        change.id
    );
    if changed.execute(&mut *tx).await?.rows_affected() == 1 {
        note(&mut tx, "api_client.secret_ended", change, json!({})).await?;
    }
    Ok(tx.commit().await?)
}

/// Disables a client: its secrets and tokens open nothing from now on.
pub async fn disable(conn: &mut PgConnection, change: Change) -> Result<(), StoreError> {
    let mut tx = conn.begin().await?;
    let changed = sqlx::query!(
        "UPDATE api_clients SET disabled_at = $2, previous_hash = NULL, previous_until = NULL, version = version + 1
         WHERE id = $1 AND disabled_at IS NULL",
        change.id,
        change.at
    );
    if changed.execute(&mut *tx).await?.rows_affected() == 1 {
        note(&mut tx, "api_client.disabled", change, json!({})).await?;
    }
    Ok(tx.commit().await?)
}

/// What a client may do, if it is not disabled and this is the hash of one of its secrets.
pub async fn proven(
    conn: &mut PgConnection,
    id: Uuid,
    secret_hash: &[u8; 32],
    now: DateTime<Utc>,
) -> Result<Option<Vec<Scope>>, StoreError> {
    let row = sqlx::query!(
        "SELECT scopes, secret_hash, CASE WHEN previous_until > $2 THEN previous_hash END AS previous_hash FROM api_clients
         WHERE id = $1 AND disabled_at IS NULL",
        id,
        now
    );
    let Some(row) = row.fetch_optional(conn).await? else {
        return Ok(None);
    };
    let same = |stored: &[u8]| bool::from(stored.ct_eq(secret_hash));
    let proven = same(&row.secret_hash) || row.previous_hash.as_deref().is_some_and(same);
    proven.then(|| scopes(&row.scopes)).transpose()
}

/// What a client may do now, and a note that it asked; nothing where it is disabled.
pub async fn seen(
    conn: &mut PgConnection,
    id: Uuid,
    now: DateTime<Utc>,
) -> Result<Option<Vec<Scope>>, StoreError> {
    let row = sqlx::query!(
        r#"SELECT scopes, (last_used_at IS NULL OR last_used_at <= $2::timestamptz - interval '1 minute') AS "stale!" FROM api_clients
           WHERE id = $1 AND disabled_at IS NULL"#,
        id,
        now
    );
    let Some(row) = row.fetch_optional(&mut *conn).await? else {
        return Ok(None);
    };
    if row.stale {
        sqlx::query!(
            "UPDATE api_clients SET last_used_at = $2 WHERE id = $1",
            id,
            now
        )
        .execute(conn)
        .await?;
    }
    scopes(&row.scopes).map(Some)
}

struct Row {
    id: Uuid,
    name: String,
    contact_enc: Vec<u8>,
    scopes: Vec<String>,
    version: i32,
    secret_made_at: DateTime<Utc>,
    previous_until: Option<DateTime<Utc>>,
    last_used_at: Option<DateTime<Utc>>,
    created_at: DateTime<Utc>,
    created_by: String,
    disabled_at: Option<DateTime<Utc>>,
}

impl Row {
    fn open(self, keyring: &Keyring) -> Result<ApiClient, StoreError> {
        Ok(ApiClient {
            contact: keyring.open_text(CONTACT, self.id, &self.contact_enc)?,
            scopes: scopes(&self.scopes)?,
            id: self.id,
            name: self.name,
            version: self.version,
            secret_made_at: self.secret_made_at,
            previous_until: self.previous_until,
            last_used_at: self.last_used_at,
            created_at: self.created_at,
            created_by: self.created_by,
            disabled_at: self.disabled_at,
        })
    }
}

fn scopes(codes: &[String]) -> Result<Vec<Scope>, StoreError> {
    let scopes = codes.iter().map(|code| Scope::from_code(code));
    let scopes: Option<Vec<Scope>> = scopes.collect();
    scopes.ok_or(StoreError::Corrupt("api_clients.scopes"))
}

fn codes(scopes: &[Scope]) -> Vec<String> {
    scopes.iter().map(|scope| scope.code().to_owned()).collect()
}

fn scopes_of(said: &Said<'_>) -> Value {
    json!({ "scopes": codes(said.scopes) })
}

fn one(rows: u64) -> Result<(), StoreError> {
    (rows == 1).then_some(()).ok_or(StoreError::Conflict)
}

async fn note(
    conn: &mut PgConnection,
    action: &str,
    change: Change,
    data: Value,
) -> Result<(), StoreError> {
    let entry = Entry {
        by: By::Staff(change.by),
        action,
        subject: "api_client",
        subject_id: Some(change.id),
        data,
    };
    audit::record(conn, entry, change.at).await
}

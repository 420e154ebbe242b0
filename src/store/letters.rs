//! Letters of the hospital, kept as they were sent.

mod owed;

pub(in crate::store) use owed::after as owed_after;
pub use owed::owed;

use chrono::{DateTime, Utc};
use domain::correspondence::{Kind, Letter, Reader};
use serde_json::json;
use sqlx::{Connection as _, PgConnection};
use uuid::Uuid;

use super::audit::{self, By, Entry};
use super::outbox::{self, Outgoing};
use super::referrals::Case;
use super::{StoreError, new_id};
use crate::security::keyring::{Column, Keyring};

const LETTER: Column = Column::new("letters", "letter_enc");

/// The most that a list holds; a case has a handful.
pub const MOST: i64 = 100;

/// A letter that was agreed.
#[derive(Debug, Clone, Copy)]
pub struct NewLetter<'a> {
    /// Its case, as its author saw it.
    pub case: &'a Case,
    /// What it is.
    pub kind: Kind,
    /// Who it is written to.
    pub reader: Reader,
    /// All of it.
    pub letter: &'a Letter,
    /// Who wrote it.
    pub author: Uuid,
    /// Of the form that was sent.
    pub nonce: Uuid,
}

impl NewLetter<'_> {
    /// The version of the case that its author saw.
    fn seen(&self) -> i32 {
        self.case.referral.version()
    }
}

/// A letter without its text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sent {
    /// Its row.
    pub id: Uuid,
    /// Its case.
    pub referral: Uuid,
    /// The version of the case that its author saw.
    pub version: i32,
    /// What it is.
    pub kind: Kind,
    /// Who it is written to.
    pub reader: Reader,
    /// The name of its author.
    pub by: String,
    /// When it was stored.
    pub at: DateTime<Utc>,
}

/// Keeps a letter as it was sent, with a line in the audit log and the messages that go with it; returns its row. The same form
/// sent twice keeps one. A refusal's is owed no longer. [`StoreError::Conflict`] where the case has changed since its author saw it.
pub async fn send(
    conn: &mut PgConnection,
    keyring: &Keyring,
    new: NewLetter<'_>,
    messages: &[Outgoing],
    now: DateTime<Utc>,
) -> Result<Uuid, StoreError> {
    let mut tx = conn.begin().await?;
    let version = sqlx::query_scalar!(
        "SELECT version FROM referrals WHERE id = $1 FOR UPDATE",
        new.case.id
    );
    let version = version.fetch_one(&mut *tx).await?;
    if let Some(id) = known(&mut tx, &new).await? {
        return Ok(id);
    }
    if version != new.seen() {
        return Err(StoreError::Conflict);
    }
    let id = insert(&mut tx, keyring, &new, now).await?;
    owed::note(&mut tx, new.case).await?;
    audit::record(&mut tx, entry(&new, id), now).await?;
    if !messages.is_empty() {
        outbox::add(&mut tx, keyring, messages, now).await?;
    }
    tx.commit().await?;
    Ok(id)
}

/// The letter that this form has made already.
async fn known(conn: &mut PgConnection, new: &NewLetter<'_>) -> Result<Option<Uuid>, StoreError> {
    let known = sqlx::query_scalar!(
        "SELECT id FROM letters WHERE nonce = $1 AND referral_id = $2 AND account_id = $3",
        new.nonce,
        new.case.id,
        new.author
    );
    Ok(known.fetch_optional(conn).await?)
}

async fn insert(
    conn: &mut PgConnection,
    keyring: &Keyring,
    new: &NewLetter<'_>,
    now: DateTime<Utc>,
) -> Result<Uuid, StoreError> {
    let id = new_id(now);
    sqlx::query!(
        "INSERT INTO letters (id, referral_id, version, kind, audience, letter_enc, account_id, at, nonce)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)",
        id,
        new.case.id,
        new.seen(),
        new.kind.code(),
        new.reader.code(),
        keyring.seal_json(LETTER, id, new.letter),
        new.author,
        now,
        new.nonce,
    )
    .execute(conn)
    .await?;
    Ok(id)
}

/// About the case, so that whoever looks for what was done to it finds its letters.
fn entry(new: &NewLetter<'_>, id: Uuid) -> Entry<'static> {
    Entry {
        by: By::Staff(new.author),
        action: "letter.sent",
        subject: "referral",
        subject_id: Some(new.case.id),
        data: json!({
            "letter": id, "version": new.seen(), "kind": new.kind.code(), "audience": new.reader.code(),
        }),
    }
}

/// The letters of a case, the newest first, at most [`MOST`]; of one reader alone where one is named.
pub async fn of_case(
    conn: &mut PgConnection,
    referral: Uuid,
    reader: Option<Reader>,
) -> Result<Vec<Sent>, StoreError> {
    let rows = sqlx::query_as!(
        Row,
        "SELECT l.id, l.referral_id, l.version, l.kind, l.audience, l.at, a.display_name
         FROM letters l JOIN accounts a ON a.id = l.account_id
         WHERE l.referral_id = $1 AND ($2::text IS NULL OR l.audience = $2) ORDER BY l.id DESC LIMIT $3",
        referral,
        reader.map(Reader::code),
        MOST
    )
    .fetch_all(conn)
    .await?;
    rows.into_iter().map(Row::read).collect()
}

/// A letter with its text, as it was sent. Whether somebody may read it is the caller's to ask.
pub async fn find(
    conn: &mut PgConnection,
    keyring: &Keyring,
    id: Uuid,
) -> Result<Option<(Sent, Letter)>, StoreError> {
    let row = sqlx::query!(
        "SELECT l.id, l.referral_id, l.version, l.kind, l.audience, l.at, a.display_name, l.letter_enc
         FROM letters l JOIN accounts a ON a.id = l.account_id WHERE l.id = $1",
        id
    )
    .fetch_optional(conn)
    .await?;
    let Some(row) = row else { return Ok(None) };
    let letter = keyring.open_json(LETTER, row.id, &row.letter_enc)?;
    let sent = Row {
        id: row.id,
        referral_id: row.referral_id,
        version: row.version,
        kind: row.kind,
        audience: row.audience,
        at: row.at,
        display_name: row.display_name,
    };
    Ok(Some((sent.read()?, letter)))
}

struct Row {
    id: Uuid,
    referral_id: Uuid,
    version: i32,
    kind: String,
    audience: String,
    at: DateTime<Utc>,
    display_name: String,
}

impl Row {
    fn read(self) -> Result<Sent, StoreError> {
        let kind = Kind::from_code(&self.kind);
        let reader = Reader::from_code(&self.audience);
        Ok(Sent {
            id: self.id,
            referral: self.referral_id,
            version: self.version,
            kind: kind.ok_or(StoreError::Corrupt("letters.kind"))?,
            reader: reader.ok_or(StoreError::Corrupt("letters.audience"))?,
            by: self.display_name,
            at: self.at,
        })
    }
}

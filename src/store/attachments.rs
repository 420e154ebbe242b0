//! Files sent along. They hang on the draft that they were added to, also after it was sent, or came later with an answer.

mod add;
mod rows;

pub use add::add;
pub use rows::Sealed;

use chrono::{DateTime, Utc};
use domain::attachment::{FileName, MediaType};
use serde_json::json;
use sqlx::{Connection as _, PgConnection};
use uuid::Uuid;

use self::add::open_draft;
use self::rows::{CONTENT, Row};
use super::StoreError;
use super::audit::{self, By, Entry};
use crate::security::keyring::Keyring;

/// The most files of a draft.
pub const MOST_OF_DRAFT: i64 = 10;
/// The most files that come after sending, with all answers together.
pub const MOST_OF_REFERRAL: i64 = 30;

/// What was done about viruses.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Scan {
    /// Scanned, nothing found.
    Clean,
    /// There was no scanner.
    NotScanned,
}

/// What a file is added to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum To {
    /// An unsent draft.
    Draft(Uuid),
    /// A referral, with an answer to the hospital's question.
    Referral(Uuid),
}

/// Who adds it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Adder {
    /// The practice that shares it.
    pub practice: Uuid,
    /// The account.
    pub account: Uuid,
}

/// Whether files were added.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Added {
    /// All of them.
    Done,
    /// None: there would be too many.
    Full,
}

/// A file without its content.
#[derive(Debug, Clone)]
pub struct Attachment {
    /// Its row.
    pub id: Uuid,
    /// The draft that it was added to.
    pub draft: Uuid,
    /// The referral that it belongs to now, if any.
    pub referral: Option<Uuid>,
    /// The practice that added it.
    pub practice: Uuid,
    /// The name of the person who added it.
    pub by: String,
    /// Its name.
    pub name: FileName,
    /// What its content is.
    pub kind: MediaType,
    /// In bytes.
    pub size: u32,
    /// What was done about viruses.
    pub scan: Scan,
    /// When it was added.
    pub at: DateTime<Utc>,
}

/// The files of a draft, in the order in which they came; also of one that was sent, without those that came later.
pub async fn of_draft(
    conn: &mut PgConnection,
    keyring: &Keyring,
    draft: Uuid,
) -> Result<Vec<Attachment>, StoreError> {
    let rows = sqlx::query_as!(
        Row,
        r#"SELECT f.id, f.draft_id, f.referral_id AS "referral_id?", f.practice_id, a.display_name, f.name_enc, f.media_type, f.size,
                  f.scan, f.created_at
           FROM attachments f JOIN accounts a ON a.id = f.account_id
           WHERE f.draft_id = $1 AND f.referral_id IS NULL ORDER BY f.id"#,
        draft
    )
    .fetch_all(conn)
    .await?;
    rows.into_iter().map(|row| row.open(keyring)).collect()
}

/// The files of a referral, in the order in which they came: those sent with it and those that came with answers.
pub async fn of_referral(
    conn: &mut PgConnection,
    keyring: &Keyring,
    referral: Uuid,
) -> Result<Vec<Attachment>, StoreError> {
    let rows = sqlx::query_as!(
        Row,
        r#"SELECT f.id, f.draft_id, r.id AS "referral_id?", f.practice_id, a.display_name, f.name_enc, f.media_type, f.size, f.scan,
                  f.created_at
           FROM referrals r JOIN submissions s ON s.id = r.submission_id
           JOIN attachments f ON f.draft_id = s.screening_id AND (f.referral_id IS NULL OR f.referral_id = r.id)
           JOIN accounts a ON a.id = f.account_id
           WHERE r.id = $1 ORDER BY f.id"#,
        referral
    )
    .fetch_all(conn)
    .await?;
    rows.into_iter().map(|row| row.open(keyring)).collect()
}

/// One file without its content. Whether somebody may see it is the caller's to ask.
pub async fn find(
    conn: &mut PgConnection,
    keyring: &Keyring,
    id: Uuid,
) -> Result<Option<Attachment>, StoreError> {
    let row = sqlx::query_as!(
        Row,
        r#"SELECT f.id, f.draft_id, r.id AS "referral_id?", f.practice_id, a.display_name, f.name_enc, f.media_type, f.size, f.scan,
                  f.created_at
           FROM attachments f JOIN accounts a ON a.id = f.account_id
           LEFT JOIN submissions s ON s.screening_id = f.draft_id
           LEFT JOIN referrals r ON r.submission_id = s.id
           WHERE f.id = $1"#,
        id
    )
    .fetch_optional(conn)
    .await?;
    row.map(|row| row.open(keyring)).transpose()
}

/// What is in a file.
pub async fn content(
    conn: &mut PgConnection,
    keyring: &Keyring,
    id: Uuid,
) -> Result<Vec<u8>, StoreError> {
    let sealed = sqlx::query_scalar!("SELECT content_enc FROM attachments WHERE id = $1", id);
    let sealed = sealed.fetch_one(conn).await?;
    Ok(keyring.open(CONTENT, id, &sealed)?.to_vec())
}

/// Deletes a file of a draft that is not sent, with a line in the audit log. [`StoreError::NotFound`] where there is none.
pub async fn delete(
    conn: &mut PgConnection,
    draft: Uuid,
    id: Uuid,
    account: Uuid,
    now: DateTime<Utc>,
) -> Result<(), StoreError> {
    let mut tx = conn.begin().await?;
    let open = open_draft(&mut tx, draft).await?;
    let draft = open.ok_or(StoreError::NotFound)?;
    let done = sqlx::query!(
        "DELETE FROM attachments WHERE id = $1 AND draft_id = $2 AND referral_id IS NULL",
        id,
        draft
    );
    if done.execute(&mut *tx).await?.rows_affected() == 0 {
        return Err(StoreError::NotFound);
    }
    let entry = Entry {
        by: By::Referrer(account),
        action: "attachment.deleted",
        subject: "attachment",
        subject_id: Some(id),
        data: json!({ "draft": draft }),
    };
    audit::record(&mut tx, entry, now).await?;
    Ok(tx.commit().await?)
}

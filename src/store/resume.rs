//! Links to come back to a draft. Opening one proves that whoever opens it reads the mailbox. A mailbox is not a person:
//! a couple may share one, and each keeps a draft.

use chrono::{DateTime, NaiveDate, Utc};
use domain::pathway::Pathways;
use domain::people::Email;
use sqlx::{Connection as _, PgConnection};
use uuid::Uuid;

use super::StoreError;
use super::outbox::{self, Outgoing};
use super::screenings::{self, EMAIL, PENDING_EMAIL, Screening};
use crate::clock::england;
use crate::config::Periods;
use crate::security::keyring::{Column, Index, Keyring};

const TOKEN_EMAIL: Column = Column::new("resume_tokens", "email_enc");

/// A link to be sent.
#[derive(Debug, Clone)]
pub struct Link<'a> {
    /// To which mailbox.
    pub email: &'a Email,
    /// Hash of the token in it ([`Keyring::token_hash`]).
    pub token_hash: [u8; 32],
    /// The message that carries it.
    pub message: Outgoing,
}

/// Sends a link, in one round trip. Earlier links to the draft stop working.
/// [`StoreError::NotFound`] if the draft is gone or was sent.
pub async fn request(
    conn: &mut PgConnection,
    keyring: &Keyring,
    draft: &Screening,
    link: Link<'_>,
    periods: Periods,
    now: DateTime<Utc>,
) -> Result<(), StoreError> {
    let mail = outbox::seal(keyring, &[link.message], now);
    sqlx::query!(
        "WITH draft AS (
             UPDATE screenings SET pending_email_enc = $2, pending_email_bidx = $3
             WHERE id = $1 AND submitted_at IS NULL RETURNING id
         ), earlier AS (
             DELETE FROM resume_tokens t USING draft WHERE t.screening_id = draft.id
         ), link AS (
             INSERT INTO resume_tokens (token_hash, screening_id, email_enc, email_bidx, created_at, expires_at)
             SELECT $4, id, $5, $3, $6, $7 FROM draft
         ), mail AS (
             INSERT INTO outbox (id, kind, message_enc, created_at, next_attempt_at)
             SELECT new.id, kind, message, $6, $6
             FROM draft, UNNEST($8::uuid[], $9::text[], $10::bytea[]) AS new (id, kind, message)
         )
         SELECT id FROM draft",
        draft.id,
        keyring.seal_json(PENDING_EMAIL, draft.id, link.email),
        &keyring.email_index(Index::Email, link.email.as_str()),
        &link.token_hash,
        keyring.seal_json(TOKEN_EMAIL, draft.id, link.email),
        now,
        now + periods.link,
        &mail.ids,
        &mail.kinds,
        &mail.messages,
    )
    .fetch_one(conn)
    .await?;
    Ok(())
}

/// Whether a link can be opened. Looking uses nothing up: mail scanners look too.
pub async fn is_live(
    conn: &mut PgConnection,
    token_hash: &[u8; 32],
    now: DateTime<Utc>,
) -> Result<bool, StoreError> {
    let live = sqlx::query_scalar!(
        r#"SELECT EXISTS (SELECT FROM resume_tokens WHERE token_hash = $1 AND used_at IS NULL AND expires_at > $2) AS "live!""#,
        token_hash,
        now
    );
    Ok(live.fetch_one(conn).await?)
}

/// Opens a link, once: its mailbox is confirmed, and the draft belongs to the browser with the new session.
/// Where the same person has another confirmed draft under this mailbox (`of_one_person`), the one saved last is kept and
/// opened, and the other deleted.
/// `None` for a link that was used, has expired, or never was.
pub async fn open(
    conn: &mut PgConnection,
    keyring: &Keyring,
    pathways: &Pathways,
    token_hash: &[u8; 32],
    session_hash: &[u8; 32],
    now: DateTime<Utc>,
) -> Result<Option<Screening>, StoreError> {
    let mut tx = conn.begin().await?;
    let Some(link) = take(&mut tx, token_hash, now).await? else {
        return Ok(None);
    };
    let email: Email = keyring.open_json(TOKEN_EMAIL, link.draft, &link.email_enc)?;
    let drafts = of_mailbox(&mut tx, keyring, &link).await?;
    let one_persons = of_one_person(pathways, &drafts, link.draft, england::date(now));
    let kept = keep_first(&mut tx, &one_persons).await?;
    sqlx::query!(
        "UPDATE screenings
         SET email_enc = $2, email_bidx = $3, pending_email_enc = NULL, pending_email_bidx = NULL, session_hash = $4,
             version = version + 1
         WHERE id = $1",
        kept,
        keyring.seal_json(EMAIL, kept, &email),
        link.email_bidx,
        session_hash,
    )
    .execute(&mut *tx)
    .await?;
    let draft = screenings::by_id(&mut tx, keyring, kept).await?;
    tx.commit().await?;
    Ok(Some(draft))
}

struct Taken {
    draft: Uuid,
    email_enc: Vec<u8>,
    email_bidx: Vec<u8>,
}

/// Uses the link up. Two at once: the second waits here, then finds it used.
async fn take(
    conn: &mut PgConnection,
    token_hash: &[u8; 32],
    now: DateTime<Utc>,
) -> Result<Option<Taken>, StoreError> {
    let taken = sqlx::query_as!(
        Taken,
        "UPDATE resume_tokens t SET used_at = $2
         FROM screenings s
         WHERE t.token_hash = $1 AND t.used_at IS NULL AND t.expires_at > $2
           AND s.id = t.screening_id AND s.submitted_at IS NULL AND s.expires_at > $2
         RETURNING s.id AS draft, t.email_enc, t.email_bidx",
        token_hash,
        now
    );
    Ok(taken.fetch_optional(conn).await?)
}

/// The draft that a link leads to and the confirmed ones of its mailbox, locked, those saved last first.
async fn of_mailbox(
    conn: &mut PgConnection,
    keyring: &Keyring,
    link: &Taken,
) -> Result<Vec<Screening>, StoreError> {
    // One at a time for each mailbox, even where neither draft is confirmed yet.
    let (first, _) = link
        .email_bidx
        .split_first_chunk::<8>()
        .ok_or(StoreError::Corrupt("resume_tokens.email_bidx"))?;
    sqlx::query!(
        "SELECT pg_advisory_xact_lock($1)",
        i64::from_be_bytes(*first)
    )
    .execute(&mut *conn)
    .await?;
    let ids = sqlx::query_scalar!(
        "SELECT id FROM screenings WHERE (id = $1 OR email_bidx = $2) AND submitted_at IS NULL
         ORDER BY saved_at DESC, id DESC FOR UPDATE",
        link.draft,
        link.email_bidx
    )
    .fetch_all(&mut *conn)
    .await?;
    let mut drafts = Vec::with_capacity(ids.len());
    for id in ids {
        drafts.push(screenings::by_id(conn, keyring, id).await?);
    }
    Ok(drafts)
}

/// Those drafts of a mailbox that are of the same person and pathway as the opened one, itself among them, in their order.
///
/// The date of birth tells people apart: drafts with the same one are one person's. A draft without a date could be
/// anybody's and counts as nobody else's, so that a few first answers never displace a whole draft.
fn of_one_person(
    pathways: &Pathways,
    drafts: &[Screening],
    opened: Uuid,
    on: NaiveDate,
) -> Vec<Uuid> {
    let born = |draft: &Screening| {
        let pathway = pathways.get(&draft.pathway)?;
        draft.answers(pathway, on).date_of_birth(pathway)
    };
    let Some(opened) = drafts.iter().find(|draft| draft.id == opened) else {
        return Vec::new();
    };
    let whose = born(opened);
    let is_same = |draft: &&Screening| {
        let theirs = whose.is_some() && born(draft) == whose;
        draft.id == opened.id || (draft.pathway == opened.pathway && theirs)
    };
    drafts
        .iter()
        .filter(is_same)
        .map(|draft| draft.id)
        .collect()
}

/// Deletes all drafts but the first, and tells which that is.
async fn keep_first(conn: &mut PgConnection, drafts: &[Uuid]) -> Result<Uuid, StoreError> {
    let (kept, others) = drafts.split_first().ok_or(StoreError::NotFound)?;
    sqlx::query!("DELETE FROM screenings WHERE id = ANY($1)", others)
        .execute(conn)
        .await?;
    Ok(*kept)
}

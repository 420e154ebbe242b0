//! Requests for an account by people who refer: made by anybody, seen once the mailbox is confirmed, and decided by an
//! administrator.

use chrono::{DateTime, TimeDelta, Utc};
use domain::people::{Email, PersonName, ProfessionalNumber};
use serde::{Deserialize, Serialize};
use sqlx::PgConnection;
use uuid::Uuid;

use super::accounts::{Profession, index_of};
use super::outbox::{self, Outgoing};
use super::{StoreError, new_id};
use crate::security::keyring::{Column, Keyring};

/// How long the link works that confirms the mailbox.
pub const LINK_LASTS: TimeDelta = TimeDelta::days(7);
/// How long a confirmed request waits for a decision.
const WAITS: TimeDelta = TimeDelta::days(60);
/// How long a decided request is kept: as long as the invitation that may follow can be taken up.
const KEPT: TimeDelta = TimeDelta::days(7);

const EMAIL: Column = Column::new("access_requests", "email_enc");
const PERSON: Column = Column::new("access_requests", "person_enc");

/// Who asks, as they say. Of the number only the form was checked.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Applicant {
    /// Their name.
    pub name: PersonName,
    /// What they are.
    pub profession: Profession,
    /// Their professional number.
    pub registration: ProfessionalNumber,
}

/// A request to be made.
#[derive(Debug, Clone)]
pub struct NewRequest<'a> {
    /// The mailbox.
    pub email: &'a Email,
    /// The practice.
    pub practice: Uuid,
    /// Who asks.
    pub applicant: &'a Applicant,
    /// Hash of the secret in the link that confirms the mailbox ([`Keyring::token_hash`]).
    pub token_hash: [u8; 32],
    /// The message that carries the link.
    pub confirm: Outgoing,
    /// The message instead of it where there is an account with this address already.
    pub known: Outgoing,
}

/// A request that waits for a decision.
#[derive(Debug, Clone)]
pub struct Waiting {
    /// Its row.
    pub id: Uuid,
    /// The confirmed mailbox.
    pub email: String,
    /// Who asks.
    pub applicant: Applicant,
    /// The practice's code and name.
    pub practice: String,
    /// Since when it waits.
    pub confirmed_at: DateTime<Utc>,
}

/// Notes a request and mails the link, or tells the mailbox that there is an account. One statement in either case, so that
/// the time taken does not tell which accounts there are.
pub async fn ask(
    conn: &mut PgConnection,
    keyring: &Keyring,
    new: NewRequest<'_>,
    now: DateTime<Utc>,
) -> Result<(), StoreError> {
    let mail = outbox::seal(keyring, &[new.confirm, new.known], now);
    let id = new_id(now);
    let email = new.email.as_str();
    let index = index_of(keyring, email);
    sqlx::query!(
        "WITH request AS (
             INSERT INTO access_requests (id, token_hash, email_enc, email_bidx, practice_id, person_enc, created_at, expires_at)
             SELECT $1, $2, $3, $4, $5, $6, $7, $8 WHERE NOT EXISTS (SELECT FROM accounts WHERE email_bidx = $4)
             RETURNING id
         )
         INSERT INTO outbox (id, kind, message_enc, created_at, next_attempt_at)
         SELECT new.id, kind, message, $7, $7
         FROM UNNEST($9::uuid[], $10::text[], $11::bytea[]) WITH ORDINALITY AS new (id, kind, message, number)
         WHERE number = CASE WHEN EXISTS (SELECT FROM request) THEN 1 ELSE 2 END",
        id,
        &new.token_hash,
        keyring.seal(EMAIL, id, email.as_bytes()),
        index.as_slice(),
        new.practice,
        keyring.seal_json(PERSON, id, new.applicant),
        now,
        now + LINK_LASTS,
        &mail.ids,
        &mail.kinds,
        &mail.messages,
    )
    .execute(conn)
    .await?;
    Ok(())
}

/// Whether a link can still confirm a mailbox. Looking uses nothing up: mail scanners look too.
pub async fn is_live(
    conn: &mut PgConnection,
    token_hash: &[u8; 32],
    now: DateTime<Utc>,
) -> Result<bool, StoreError> {
    let live = sqlx::query_scalar!(
        r#"SELECT EXISTS (SELECT FROM access_requests WHERE token_hash = $1 AND confirmed_at IS NULL AND expires_at > $2) AS "live!""#,
        token_hash,
        now
    );
    Ok(live.fetch_one(conn).await?)
}

/// Confirms the mailbox of a request, which then takes the place of earlier ones of that mailbox; the request, or `None` for
/// a link that was used, has expired or never was. For a transaction of the caller's.
pub async fn confirm(
    conn: &mut PgConnection,
    token_hash: &[u8; 32],
    now: DateTime<Utc>,
) -> Result<Option<Uuid>, StoreError> {
    let row = sqlx::query!(
        "UPDATE access_requests SET confirmed_at = $2, expires_at = $3
         WHERE token_hash = $1 AND confirmed_at IS NULL AND expires_at > $2 RETURNING id, email_bidx",
        token_hash,
        now,
        now + WAITS,
    )
    .fetch_optional(&mut *conn)
    .await?;
    let Some(row) = row else { return Ok(None) };
    sqlx::query!(
        "DELETE FROM access_requests WHERE email_bidx = $1 AND id <> $2 AND decided_at IS NULL",
        row.email_bidx,
        row.id
    )
    .execute(conn)
    .await?;
    Ok(Some(row.id))
}

/// Confirmed requests that wait for a decision, the longest waiting first.
pub async fn waiting(
    conn: &mut PgConnection,
    keyring: &Keyring,
    most: i64,
    now: DateTime<Utc>,
) -> Result<Vec<Waiting>, StoreError> {
    let rows = sqlx::query!(
        r#"SELECT r.id, r.email_enc, r.person_enc, r.confirmed_at AS "confirmed_at!", p.ods_code || ' ' || p.name AS "practice!"
           FROM access_requests r JOIN practices p ON p.id = r.practice_id
           WHERE r.confirmed_at IS NOT NULL AND r.decided_at IS NULL AND r.expires_at > $1
           ORDER BY r.confirmed_at, r.id LIMIT $2"#,
        now,
        most
    )
    .fetch_all(conn)
    .await?;
    rows.into_iter()
        .map(|row| {
            Ok(Waiting {
                id: row.id,
                email: keyring.open_text(EMAIL, row.id, &row.email_enc)?,
                applicant: keyring.open_json(PERSON, row.id, &row.person_enc)?,
                practice: row.practice,
                confirmed_at: row.confirmed_at,
            })
        })
        .collect()
}

/// Decides on a request that waits: its mailbox and practice, or `None` when somebody was first.
pub async fn decide(
    conn: &mut PgConnection,
    keyring: &Keyring,
    id: Uuid,
    by: Uuid,
    approved: bool,
    now: DateTime<Utc>,
) -> Result<Option<(Email, Uuid)>, StoreError> {
    let row = sqlx::query!(
        "UPDATE access_requests SET decided_at = $4, decided_by = $2, approved = $3, expires_at = $5
         WHERE id = $1 AND confirmed_at IS NOT NULL AND decided_at IS NULL AND expires_at > $4
         RETURNING email_enc, practice_id",
        id,
        by,
        approved,
        now,
        now + KEPT,
    )
    .fetch_optional(conn)
    .await?;
    let Some(row) = row else { return Ok(None) };
    let email = Email::parse(&keyring.open_text(EMAIL, id, &row.email_enc)?);
    let email = email.map_err(|_| StoreError::Corrupt("access_requests.email_enc"))?;
    Ok(Some((email, row.practice_id)))
}

/// Who asked under this mailbox and was approved last, so that nobody has to say it twice.
pub async fn approved(
    conn: &mut PgConnection,
    keyring: &Keyring,
    email: &Email,
) -> Result<Option<Applicant>, StoreError> {
    let index = index_of(keyring, email.as_str());
    let row = sqlx::query!(
        "SELECT id, person_enc FROM access_requests WHERE email_bidx = $1 AND approved ORDER BY decided_at DESC LIMIT 1",
        index.as_slice()
    )
    .fetch_optional(conn)
    .await?;
    row.map(|row| Ok(keyring.open_json(PERSON, row.id, &row.person_enc)?))
        .transpose()
}

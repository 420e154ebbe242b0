//! Open cases of a person who may be about to be referred again.

use chrono::{DateTime, Utc};
use domain::people::{NhsNumber, Reference};
use domain::referral::StateCode;
use sqlx::PgConnection;
use uuid::Uuid;

use super::audit::{self, By, Entry};
use super::referrer_drafts::Holder;
use super::{StoreError, access};
use crate::security::keyring::{Index, Keyring};

/// Most cases of one person that are looked at.
const MOST: i64 = 20;

/// What a referrer may know of the open cases of a person.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Found {
    /// Those of the referrer's practice.
    pub own: Vec<OpenCase>,
    /// Whether there is one that is not. Nothing else about it is told.
    pub elsewhere: bool,
}

/// An open case of a practice.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OpenCase {
    /// Its reference.
    pub reference: Reference,
    /// Where it stands.
    pub state: StateCode,
}

/// The open cases of an NHS number, as far as whoever asks may know; that they asked is written down.
pub async fn look_up(
    conn: &mut PgConnection,
    keyring: &Keyring,
    number: &NhsNumber,
    asks: Holder,
    now: DateTime<Utc>,
) -> Result<Found, StoreError> {
    let index = keyring.index(Index::NhsNumber, number.digits().as_bytes());
    let rows = sqlx::query!(
        "SELECT r.id, r.reference, r.state, r.practice_id
         FROM patients p JOIN referrals r ON r.patient_id = p.id
         WHERE p.nhs_number_bidx = $1 AND r.closed_at IS NULL
         ORDER BY r.received_at DESC, r.id DESC LIMIT $2",
        &index,
        MOST
    )
    .fetch_all(&mut *conn)
    .await?;
    let (mut found, mut shown) = (Found::default(), Vec::new());
    for row in rows {
        if row.practice_id == Some(asks.practice) {
            shown.push(row.id);
            found.own.push(open_case(&row.reference, &row.state)?);
        } else {
            found.elsewhere = true;
        }
    }
    note(conn, &found, &shown, asks, now).await?;
    Ok(found)
}

fn open_case(reference: &str, state: &str) -> Result<OpenCase, StoreError> {
    Ok(OpenCase {
        reference: Reference::parse(reference)
            .map_err(|_| StoreError::Corrupt("referrals.reference"))?,
        state: StateCode::from_code(state).ok_or(StoreError::Corrupt("referrals.state"))?,
    })
}

/// Who asked, what it came to, and whose cases were shown.
async fn note(
    conn: &mut PgConnection,
    found: &Found,
    shown: &[Uuid],
    asks: Holder,
    now: DateTime<Utc>,
) -> Result<(), StoreError> {
    let entry = Entry {
        by: By::Referrer(asks.account),
        action: "duplicates.looked_up",
        subject: "practice",
        subject_id: Some(asks.practice),
        data: serde_json::json!({ "own": shown.len(), "elsewhere": found.elsewhere }),
    };
    audit::record(conn, entry, now).await?;
    access::searched(conn, asks.account, shown, now).await
}

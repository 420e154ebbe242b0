//! The list as a page shows it.

use chrono::{DateTime, NaiveDate, Utc};
use domain::people::Reference;
use domain::referral::casework::{Funding, Payer, Priority};
use domain::referral::{Action, Event, Happening, StateCode};
use sqlx::PgConnection;
use uuid::Uuid;

use crate::security::keyring::Keyring;
use crate::store::StoreError;
use crate::store::referrals::read_event;
use crate::store::submissions::{DATE_OF_BIRTH, NAME};

/// Most that are shown: a list that is longer is not worked from its end.
pub const MOST: i64 = 500;

/// Somebody who waits for a bed.
#[derive(Debug, Clone)]
pub struct Entry {
    /// The case.
    pub id: Uuid,
    /// Its reference.
    pub reference: Reference,
    /// The person's name.
    pub name: String,
    /// The person's date of birth.
    pub date_of_birth: Option<NaiveDate>,
    /// Where it stands: waiting, on hold, or asked for something.
    pub state: StateCode,
    /// Set by a clinician.
    pub priority: Option<Priority>,
    /// Who pays, as far as anybody knows.
    pub payer: Option<Payer>,
    /// Whether staff have something new to deal with.
    pub attention: bool,
    /// Since when it waits for a bed.
    pub joined_at: DateTime<Utc>,
    /// What staff last wrote about payment.
    pub funding: Option<Funding>,
    /// When it was last moved on the list since it joined, and why.
    pub moved: Option<(DateTime<Utc>, String)>,
}

/// Everybody on the list, in order.
pub async fn all(conn: &mut PgConnection, keyring: &Keyring) -> Result<Vec<Entry>, StoreError> {
    let rows = sqlx::query_as!(
        Row,
        "SELECT w.referral_id, w.joined_at, r.reference, r.state, r.priority, r.funding, r.attention, r.patient_id,
                p.name_enc, p.date_of_birth_enc
         FROM waiting_list w JOIN referrals r ON r.id = w.referral_id JOIN patients p ON p.id = r.patient_id
         ORDER BY w.place, w.referral_id LIMIT $1",
        MOST
    );
    let rows = rows.fetch_all(&mut *conn).await?;
    let opened = rows.into_iter().map(|row| row.open(keyring));
    let mut entries = opened.collect::<Result<Vec<_>, _>>()?;
    for (referral, event) in said(conn, keyring, &entries).await? {
        if let Some(entry) = entries.iter_mut().find(|entry| entry.id == referral) {
            entry.add(event);
        }
    }
    Ok(entries)
}

impl Entry {
    fn add(&mut self, event: Event) {
        let Happening::Done { action } = event.what else {
            return;
        };
        match action {
            Action::SetFunding { funding } => self.funding = Some(funding),
            Action::MoveOnList { reason, .. } if event.at >= self.joined_at => {
                self.moved = Some((event.at, reason));
            }
            _ => {}
        }
    }
}

/// The last event about payment and the last move of each.
async fn said(
    conn: &mut PgConnection,
    keyring: &Keyring,
    entries: &[Entry],
) -> Result<Vec<(Uuid, Event)>, StoreError> {
    let ids: Vec<Uuid> = entries.iter().map(|entry| entry.id).collect();
    let rows = sqlx::query!(
        "SELECT DISTINCT ON (referral_id, kind) referral_id, version, event_enc FROM referral_events
         WHERE referral_id = ANY($1) AND kind IN ('set_funding', 'move_on_list')
         ORDER BY referral_id, kind, version DESC",
        &ids
    );
    let rows = rows.fetch_all(conn).await?;
    rows.into_iter()
        .map(|row| {
            let event = read_event(keyring, row.referral_id, row.version, &row.event_enc)?;
            Ok((row.referral_id, event))
        })
        .collect()
}

struct Row {
    referral_id: Uuid,
    joined_at: DateTime<Utc>,
    reference: String,
    state: String,
    priority: Option<String>,
    funding: Option<String>,
    attention: bool,
    patient_id: Uuid,
    name_enc: Vec<u8>,
    date_of_birth_enc: Option<Vec<u8>>,
}

impl Row {
    fn open(self, keyring: &Keyring) -> Result<Entry, StoreError> {
        let born = self.date_of_birth_enc;
        let born = born.map(|sealed| keyring.open_json(DATE_OF_BIRTH, self.patient_id, &sealed));
        Ok(Entry {
            id: self.referral_id,
            reference: Reference::parse(&self.reference)
                .map_err(|_| StoreError::Corrupt("referrals.reference"))?,
            name: keyring.open_text(NAME, self.patient_id, &self.name_enc)?,
            date_of_birth: born.transpose()?,
            state: StateCode::from_code(&self.state)
                .ok_or(StoreError::Corrupt("referrals.state"))?,
            priority: self.priority.as_deref().and_then(Priority::from_code),
            payer: self.funding.as_deref().and_then(Payer::from_code),
            attention: self.attention,
            joined_at: self.joined_at,
            funding: None,
            moved: None,
        })
    }
}

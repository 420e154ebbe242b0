//! Cases: what follows after something was sent.

mod acting;
mod answering;
pub mod dashboard;
mod effects;
mod joined;
mod leaving;
mod list;
mod pairs;
mod referrer;
mod refold;
mod search;
mod telling;
pub mod worklist;

pub(super) use acting::seal_event;
pub use acting::{act, was_done};
pub use answering::{Along, answer};
pub use joined::{Joined, joined};
pub use leaving::{RELEASED_AT_ONCE, release_left};
pub use list::{Detail, Listed, Waiting};
pub use pairs::{has_joined, links};
pub use referrer::{Mailbox, mailbox, mailboxes};
pub use refold::{Refolded, refold};
pub use search::Search;
pub use telling::{Deed, act_and_draw, act_and_tell};

use domain::people::Reference;
use domain::referral::casework::Payer;
use domain::referral::{Action, Event, Happening, Promises, Referral, Refusal, Targets};
use sqlx::PgConnection;
use uuid::Uuid;

use super::StoreError;
use super::submissions::Source;
use crate::clock::england;
use crate::security::keyring::{Column, Keyring};

const EVENT: Column = Column::new("referral_events", "event_enc");

/// A case with its whole timeline.
#[derive(Debug, Clone)]
pub struct Case {
    /// Its row.
    pub id: Uuid,
    /// For the telephone.
    pub reference: Reference,
    /// What it began with.
    pub submission: Uuid,
    /// Who it is about.
    pub patient: Uuid,
    /// Whether signs were met.
    pub flagged: bool,
    /// Who sent it.
    pub source: Source,
    /// The practice that refers and shares the case; absent for what patients sent.
    pub practice: Option<Uuid>,
    /// The account that refers.
    pub referrer: Option<Uuid>,
    /// Who pays: what was answered, until staff know better.
    pub payer: Option<Payer>,
    /// The days that were promised when it came.
    pub promises: Promises,
    /// The reference of the case that it goes on in.
    pub merged_into: Option<Reference>,
    /// The state: the fold of the timeline.
    pub referral: Referral,
    /// What happened, in order.
    pub events: Vec<Event>,
    /// Names of the accounts that the timeline and the claim mention.
    pub names: Vec<(Uuid, String)>,
}

impl Case {
    /// The name of an account that this case mentions.
    pub fn name_of(&self, account: Uuid) -> Option<&str> {
        let found = self.names.iter().find(|(id, _)| *id == account);
        found.map(|(_, name)| name.as_str())
    }
}

/// Why an action was not done.
#[derive(Debug, thiserror::Error)]
pub enum ActError {
    /// The case does not allow it, or changed since it was seen.
    #[error(transparent)]
    Refused(#[from] Refusal),
    /// The store failed.
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// The reference of the case with this row.
pub async fn reference(conn: &mut PgConnection, id: Uuid) -> Result<Reference, StoreError> {
    let text = sqlx::query_scalar!("SELECT reference FROM referrals WHERE id = $1", id);
    let text = text.fetch_one(conn).await?;
    Reference::parse(&text).map_err(|_| StoreError::Corrupt("referrals.reference"))
}

/// Opens a case by its reference.
pub async fn open(
    conn: &mut PgConnection,
    keyring: &Keyring,
    reference: Reference,
) -> Result<Case, StoreError> {
    let row = sqlx::query!(
        r#"SELECT r.id, r.submission_id, r.patient_id, r.flagged, r.source, r.practice_id, r.account_id, r.funding, r.received_at,
                  r.acknowledge_by, r.triage_by, r.assess_by, m.reference AS "merged_into?"
           FROM referrals r LEFT JOIN referrals m ON m.id = r.merged_into WHERE r.reference = $1"#,
        reference.to_string()
    )
    .fetch_one(&mut *conn)
    .await?;
    let (events, mut names) = timeline(conn, keyring, row.id).await?;
    let referral = Referral::fold(&events).map_err(|_| StoreError::Corrupt("referral_events"))?;
    add_names(conn, &referral, &events, &mut names).await?;
    let usual = Targets::default().promises(england::date(row.received_at));
    let merged_into = row.merged_into.map(|text| Reference::parse(&text));
    Ok(Case {
        id: row.id,
        reference,
        submission: row.submission_id,
        patient: row.patient_id,
        flagged: row.flagged,
        source: Source::from_code(&row.source).ok_or(StoreError::Corrupt("referrals.source"))?,
        practice: row.practice_id,
        referrer: row.account_id,
        payer: row.funding.as_deref().and_then(Payer::from_code),
        promises: Promises {
            acknowledge: row.acknowledge_by.unwrap_or(usual.acknowledge),
            triage: row.triage_by.unwrap_or(usual.triage),
            assessment: row.assess_by.unwrap_or(usual.assessment),
        },
        merged_into: merged_into
            .transpose()
            .map_err(|_| StoreError::Corrupt("referrals.reference"))?,
        referral,
        events,
        names,
    })
}

type Timeline = (Vec<Event>, Vec<(Uuid, String)>);

async fn timeline(
    conn: &mut PgConnection,
    keyring: &Keyring,
    referral: Uuid,
) -> Result<Timeline, StoreError> {
    let rows = sqlx::query!(
        r#"SELECT e.version, e.event_enc, e.account_id, a.display_name AS "name?"
           FROM referral_events e LEFT JOIN accounts a ON a.id = e.account_id
           WHERE e.referral_id = $1 ORDER BY e.version"#,
        referral
    )
    .fetch_all(&mut *conn)
    .await?;
    let mut names: Vec<(Uuid, String)> = Vec::new();
    let mut events = Vec::with_capacity(rows.len());
    for row in rows {
        events.push(keyring.open_json(EVENT, event_row(referral, row.version), &row.event_enc)?);
        names.extend(row.account_id.zip(row.name));
    }
    names.sort_unstable();
    names.dedup();
    Ok((events, names))
}

/// The names of those who were given the case and have done nothing to it themselves.
async fn add_names(
    conn: &mut PgConnection,
    referral: &Referral,
    events: &[Event],
    names: &mut Vec<(Uuid, String)>,
) -> Result<(), StoreError> {
    let given = events.iter().filter_map(|event| match &event.what {
        Happening::Done {
            action: Action::Assign { to, .. },
        } => Some(*to),
        _ => None,
    });
    let unknown = |id: &Uuid| !names.iter().any(|(known, _)| known == id);
    let missing: Vec<Uuid> = given.chain(referral.owner()).filter(unknown).collect();
    if missing.is_empty() {
        return Ok(());
    }
    let rows = sqlx::query!(
        "SELECT id, display_name FROM accounts WHERE id = ANY($1)",
        &missing
    );
    let rows = rows.fetch_all(conn).await?;
    names.extend(rows.into_iter().map(|row| (row.id, row.display_name)));
    Ok(())
}

/// An event as it is stored.
pub(super) fn read_event(
    keyring: &Keyring,
    referral: Uuid,
    version: i32,
    sealed: &[u8],
) -> Result<Event, StoreError> {
    Ok(keyring.open_json(EVENT, event_row(referral, version), sealed)?)
}

/// What stands for the row id of an event, whose key is its referral and its number.
fn event_row(referral: Uuid, version: i32) -> Uuid {
    Uuid::from_u128(referral.as_u128() ^ u128::from(version.unsigned_abs()))
}

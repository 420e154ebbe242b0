//! Cases: what follows after something was sent.

mod answering;
mod dashboard;
mod list;
mod search;
mod telling;
pub mod worklist;

pub use answering::{Along, answer};
pub use dashboard::{Counts, Cursor, Page, counts, page};
pub use list::Listed;
pub use search::{by_name, by_nhs_number, by_reference};
pub use telling::{Deed, act_and_tell};

use chrono::{DateTime, Utc};
use domain::people::Reference;
use domain::referral::{
    Action, Actor, Closed, Event, Happening, Open, Referral, Refusal, State, StateCode,
};
use sqlx::{Connection as _, PgConnection};
use uuid::Uuid;

use super::submissions::Source;
use super::{StoreError, audit};
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
    /// Set by staff.
    pub priority: Option<String>,
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
        "SELECT id, submission_id, patient_id, flagged, source, practice_id, account_id, priority FROM referrals WHERE reference = $1",
        reference.to_string()
    )
    .fetch_one(&mut *conn)
    .await?;
    let (events, names) = timeline(conn, keyring, row.id).await?;
    Ok(Case {
        id: row.id,
        reference,
        submission: row.submission_id,
        patient: row.patient_id,
        flagged: row.flagged,
        source: Source::from_code(&row.source).ok_or(StoreError::Corrupt("referrals.source"))?,
        practice: row.practice_id,
        referrer: row.account_id,
        priority: row.priority,
        referral: Referral::fold(&events).map_err(|_| StoreError::Corrupt("referral_events"))?,
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
    .fetch_all(conn)
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

/// Does something to a case: the domain decides, then state, event and audit line are written in one transaction.
/// `seen` is the version that the person looked at; [`Refusal::Stale`] if it has changed since.
pub async fn act(
    conn: &mut PgConnection,
    keyring: &Keyring,
    reference: Reference,
    seen: i32,
    action: Action,
    by: (Actor, DateTime<Utc>),
) -> Result<Referral, ActError> {
    let mut tx = conn.begin().await.map_err(StoreError::from)?;
    let case = open(&mut tx, keyring, reference).await?;
    let (actor, now) = by;
    let (after, event) = case
        .referral
        .expect_version(seen)?
        .apply(action, actor, now)?;
    match save(&mut tx, keyring, case.id, &after, &event).await {
        Err(StoreError::Conflict) => return Err(Refusal::Stale.into()),
        other => other?,
    }
    tx.commit().await.map_err(StoreError::from)?;
    Ok(after)
}

/// Writes what follows after an event; [`StoreError::Conflict`] where somebody else wrote first.
async fn save(
    conn: &mut PgConnection,
    keyring: &Keyring,
    id: Uuid,
    after: &Referral,
    event: &Event,
) -> Result<(), StoreError> {
    let state = state_code(after.state());
    let closed = matches!(after.state(), State::Admitted { .. } | State::Closed(_));
    sqlx::query!(
        "UPDATE referrals SET state = $3, state_since = $4, owner_id = $5, version = $6, closed_at = $7, amended_at = $8
         WHERE id = $1 AND version = $2 RETURNING id",
        id,
        event.version - 1,
        state.code(),
        after.since(),
        after.owner(),
        event.version,
        closed.then(|| after.since()),
        after.amended_at(),
    )
    .fetch_optional(&mut *conn)
    .await?
    .ok_or(StoreError::Conflict)?;
    let kind = kind(&event.what);
    sqlx::query!(
        "INSERT INTO referral_events (referral_id, version, at, account_id, kind, event_enc) VALUES ($1, $2, $3, $4, $5, $6)",
        id,
        event.version,
        event.at,
        account(event.actor),
        kind,
        seal_event(keyring, id, event),
    )
    .execute(&mut *conn)
    .await?;
    let entry = audit::Entry {
        by: by(event.actor),
        action: &format!("referral.{kind}"),
        subject: "referral",
        subject_id: Some(id),
        data: serde_json::json!({ "version": event.version }),
    };
    audit::record(conn, entry, event.at).await
}

pub(super) fn seal_event(keyring: &Keyring, referral: Uuid, event: &Event) -> Vec<u8> {
    keyring.seal_json(EVENT, event_row(referral, event.version), event)
}

/// What stands for the row id of an event, whose key is its referral and its number.
fn event_row(referral: Uuid, version: i32) -> Uuid {
    Uuid::from_u128(referral.as_u128() ^ u128::from(version.unsigned_abs()))
}

/// The code of what happened: `received`, or that of the action.
fn kind(what: &Happening) -> String {
    let Happening::Done { action } = what else {
        return "received".to_owned();
    };
    let json = serde_json::to_value(action).unwrap_or_default();
    json["action"].as_str().unwrap_or("unknown").to_owned()
}

fn account(actor: Actor) -> Option<Uuid> {
    match actor {
        Actor::Staff(id) | Actor::Referrer(id) => Some(id),
        Actor::Patient | Actor::System => None,
    }
}

fn by(actor: Actor) -> audit::By {
    match actor {
        Actor::Staff(id) => audit::By::Staff(id),
        Actor::Referrer(id) => audit::By::Referrer(id),
        Actor::Patient => audit::By::Patient,
        Actor::System => audit::By::System,
    }
}

/// The name of a state in the database.
pub fn state_code(state: &State) -> StateCode {
    match state {
        State::Open(open) => match open {
            Open::Received => StateCode::Received,
            Open::InTriage => StateCode::InTriage,
            Open::PreAdmissionAssessment { .. } => StateCode::PreAdmissionAssessment,
            Open::MdtDecision => StateCode::MdtDecision,
            Open::Funding => StateCode::Funding,
            Open::WaitingForBed => StateCode::WaitingForBed,
            Open::AdmissionBooked { .. } => StateCode::AdmissionBooked,
        },
        State::InfoRequested(_) => StateCode::InfoRequested,
        State::OnHold(_) => StateCode::OnHold,
        State::Admitted { .. } => StateCode::Admitted,
        State::Closed(closed) => match closed {
            Closed::Declined { .. } => StateCode::Declined,
            Closed::Redirected { .. } => StateCode::Redirected,
            Closed::Withdrawn { .. } => StateCode::Withdrawn,
            Closed::NotAdmitted { .. } => StateCode::NotAdmitted,
        },
    }
}

//! Doing something to a case: the domain decides, then state, event, audit line and whatever else follows are written, all or
//! nothing.

use chrono::{DateTime, Utc};
use domain::people::Reference;
use domain::referral::casework::{Payer, Priority};
use domain::referral::{Action, Actor, Closed, Event, Happening, Referral, Refusal, State, Until};
use sqlx::{Connection as _, PgConnection};
use uuid::Uuid;

use super::{ActError, Case, Deed, EVENT, effects, event_row, open, pairs};
use crate::clock::england;
use crate::security::keyring::Keyring;
use crate::store::{StoreError, audit, letters};

/// How often a remark is tried again where somebody else writes at the same moment.
const TRIES: usize = 5;

/// Does something to a case: the domain decides, then state, event and audit line are written in one transaction.
/// `seen` is the version that the person looked at; [`Refusal::Stale`] if it has changed since, unless it is a remark
/// ([`Action::is_remark`]), which contradicts nothing.
pub async fn act(
    conn: &mut PgConnection,
    keyring: &Keyring,
    reference: Reference,
    seen: i32,
    action: Action,
    by: (Actor, DateTime<Utc>),
) -> Result<Referral, ActError> {
    let deed = Deed {
        reference,
        seen,
        action,
        actor: by.0,
        at: by.1,
        nonce: None,
    };
    let done = act_once(conn, keyring, deed, false).await?;
    done.ok_or(Refusal::Stale.into())
}

/// Does something to a case like [`act`]; nothing where the same form did it before. `second_read` says whether a decline is put
/// before a second reader.
pub(super) async fn act_once(
    conn: &mut PgConnection,
    keyring: &Keyring,
    deed: Deed,
    second_read: bool,
) -> Result<Option<Referral>, ActError> {
    let remark = deed.action.is_remark();
    for _ in 0..TRIES {
        let mut tx = conn.begin().await.map_err(StoreError::from)?;
        pairs::lock(&mut tx, deed.reference, &deed.action).await?;
        let case = open(&mut tx, keyring, deed.reference).await?;
        if let Some(nonce) = deed.nonce
            && was_done(&mut tx, case.id, nonce).await?
        {
            return Ok(None);
        }
        let mut current = case.referral.clone();
        if !remark {
            current = current.expect_version(deed.seen)?;
        }
        let (after, event) = current.apply(deed.action.clone(), deed.actor, deed.at)?;
        match save(&mut tx, keyring, &case, &after, (&event, deed.nonce)).await {
            Err(StoreError::Conflict) if remark => continue,
            Err(StoreError::Conflict) => return Err(Refusal::Stale.into()),
            other => other?,
        }
        effects::follow(&mut tx, &case, &after, &event, second_read).await?;
        pairs::follow(&mut tx, keyring, &case, &event).await?;
        pairs::tell_main(&mut tx, keyring, &after).await?;
        tx.commit().await.map_err(StoreError::from)?;
        return Ok(Some(after));
    }
    Err(StoreError::Conflict.into())
}

/// Whether the form with this nonce did something to the case before.
pub async fn was_done(
    conn: &mut PgConnection,
    referral: Uuid,
    nonce: Uuid,
) -> Result<bool, StoreError> {
    let found = sqlx::query_scalar!(
        "SELECT version FROM referral_events WHERE referral_id = $1 AND nonce = $2",
        referral,
        nonce
    );
    Ok(found.fetch_optional(conn).await?.is_some())
}

/// Writes what follows after an event; [`StoreError::Conflict`] where somebody else wrote first.
pub(super) async fn save(
    conn: &mut PgConnection,
    keyring: &Keyring,
    case: &Case,
    after: &Referral,
    (event, nonce): (&Event, Option<Uuid>),
) -> Result<(), StoreError> {
    update(conn, case, after, event).await?;
    let kind = kind(&event.what);
    sqlx::query!(
        "INSERT INTO referral_events (referral_id, version, at, account_id, kind, event_enc, nonce) VALUES ($1, $2, $3, $4, $5, $6, $7)",
        case.id,
        event.version,
        event.at,
        account(event.actor),
        kind,
        seal_event(keyring, case.id, event),
        nonce,
    )
    .execute(&mut *conn)
    .await?;
    let entry = audit::Entry {
        by: by(event.actor),
        action: &format!("referral.{kind}"),
        subject: "referral",
        subject_id: Some(case.id),
        data: serde_json::json!({ "version": event.version }),
    };
    audit::record(conn, entry, event.at).await
}

/// The case as it is after the event, if nobody wrote since; what lists and statistics look at stands in columns. What came to a
/// case that was joined to it needs attention here, since nobody looks there.
async fn update(
    conn: &mut PgConnection,
    case: &Case,
    after: &Referral,
    event: &Event,
) -> Result<(), StoreError> {
    let (state, version) = (after.state(), event.version);
    let owed = letters::owed_after(conn, case, state, Some(event)).await?;
    let owed = !owed.is_empty();
    let closed = matches!(state, State::Admitted { .. } | State::Closed(_));
    let reached = after.milestones();
    let promised = after.promised(&case.promises, england::date);
    let held = after.held_until(&case.promises, england::date);
    sqlx::query!(
        "UPDATE referrals
         SET state = $3, state_since = $4, owner_id = $5, version = $6, closed_at = $7, amended_at = $8, news_at = $9,
             priority = $10, funding = COALESCE($11, funding), rtt = $12, merged_into = $13, acknowledged_at = $14,
             triaged_at = $15, assessment_offered_at = $16, decided_at = $17, exit_reason = $18, due_on = $19,
             attention = $20 OR EXISTS (SELECT FROM referrals j WHERE j.merged_into = referrals.id
                                       AND (j.attention OR $3 = 'withdrawn' AND j.closed_at IS NULL)),
             asked_patient = $21, triage_until = $22::text::date, assess_until = $23::text::date, due_for = $24, answer_due_on = $25,
             letters_owed = $26, handed = $27, acknowledge_by = $28, triage_by = $29, assess_by = $30, folded_version = $6
         WHERE id = $1 AND version = $2 RETURNING id",
        case.id,
        version - 1,
        state.code().code(),
        after.since(),
        after.owner(),
        version,
        closed.then(|| after.since()),
        after.amended_at(),
        after.news_at(),
        after.priority().map(Priority::code),
        after.payer().map(Payer::code),
        after.rtt(),
        after.merged_into(),
        reached.acknowledged_at,
        reached.triaged_at,
        reached.assessment_offered_at,
        reached.decided_at,
        exit_reason(state),
        promised.map(|promised| promised.day),
        owed || after.needs_attention(),
        state.asks_patient(),
        until(held.triage),
        until(held.assessment),
        promised.map(|promised| promised.what.code()),
        state.answer_due(),
        owed,
        after.is_handed(),
        case.promises.acknowledge,
        case.promises.triage,
        case.promises.assessment,
    )
    .fetch_optional(&mut *conn)
    .await?
    .ok_or(StoreError::Conflict)?;
    Ok(())
}

/// Until when a promise holds, as its column has it.
pub(in crate::store) fn until(until: Until) -> Option<String> {
    match until {
        Until::AsPromised => None,
        Until::Moved(day) => Some(day.to_string()),
        Until::StandsStill => Some("infinity".to_owned()),
    }
}

fn exit_reason(state: &State) -> Option<&'static str> {
    match state {
        State::Closed(Closed::Declined { reason, .. }) => Some(reason.code()),
        State::Closed(Closed::Redirected { reason, .. }) => Some(reason.code()),
        _ => None,
    }
}

/// An event as it is stored.
pub(in crate::store) fn seal_event(keyring: &Keyring, referral: Uuid, event: &Event) -> Vec<u8> {
    keyring.seal_json(EVENT, event_row(referral, event.version), event)
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

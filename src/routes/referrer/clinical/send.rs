//! `/refer/drafts/{id}/send`: the last look, and sending. "Sent" is said only once it is stored for good.

use actix_web::{HttpResponse, http::StatusCode, web::Path};
use domain::outcome::Decision;
use domain::pathway::Send;
use domain::snapshot::Snapshot;
use maud::Markup;
use templates::referrer::clinical::send::{self, Fault};
use uuid::Uuid;

use super::super::draft::{self, AUDIENCE, Draft, address};
use super::super::guard::Referrer;
use super::{completeness, person, result};
use crate::context::Context;
use crate::error::AppError;
use crate::forms::Form;
use crate::respond;
use crate::routes::patient::send::note_to_team;
use crate::security::throttle;
use crate::store::practices;
use crate::store::submissions::{self, Referring, Sending, Source};

/// The last look.
pub async fn show(
    context: Context,
    referrer: Referrer,
    id: Path<Uuid>,
) -> Result<HttpResponse, AppError> {
    let draft = ready(&context, &referrer, *id).await?;
    let rationale = draft.stored.letter.rationale.clone();
    let last = Last {
        rationale: rationale.as_deref().unwrap_or_default(),
        ..Last::default()
    };
    Ok(respond::page(page(&context, &referrer, &draft, last)))
}

/// Sends. A second press, or a retry after a lost answer, finds the draft sent, which leads to the first one's receipt.
pub async fn take(
    context: Context,
    referrer: Referrer,
    id: Path<Uuid>,
    form: Form,
) -> Result<HttpResponse, AppError> {
    let nonce = form.nonce()?.to_string();
    let mut draft = ready(&context, &referrer, *id).await?;
    let rationale = form.get("rationale").unwrap_or_default();
    let last = Last {
        rationale,
        fault: fault(rationale, needs_rationale(&draft.decide(&context))),
        changed: form.get("version") != Some(draft.stored.version.to_string().as_str()),
    };
    if last.changed {
        let page = page(&context, &referrer, &draft, last);
        return Ok(respond::with_status(StatusCode::CONFLICT, page));
    }
    if last.fault.is_some() {
        return Ok(respond::invalid(page(&context, &referrer, &draft, last)));
    }
    draft.stored.letter.rationale = Some(rationale.to_owned()).filter(|words| !words.is_empty());
    deliver(&context, &referrer, &draft, &nonce).await?;
    Ok(respond::see_other(&address(*id, "sent")))
}

/// What the form holds, and what is wrong with it.
#[derive(Clone, Copy, Default)]
struct Last<'a> {
    rationale: &'a str,
    fault: Option<Fault>,
    changed: bool,
}

/// A draft with nothing in the way of sending it.
async fn ready<'a>(
    context: &'a Context,
    referrer: &Referrer,
    id: Uuid,
) -> Result<Draft<'a>, AppError> {
    let draft = draft::open(context, referrer, id).await?;
    if completeness::blocked(&draft, context).is_empty() {
        Ok(draft)
    } else {
        Err(AppError::Elsewhere(address(id, "answers")))
    }
}

fn needs_rationale(decision: &Decision<'_>) -> bool {
    decision.outcome.send != Send::Yes
}

fn fault(rationale: &str, needed: bool) -> Option<Fault> {
    if rationale.chars().count() > send::RATIONALE_MAX as usize {
        Some(Fault::TooLong)
    } else if needed && rationale.is_empty() {
        Some(Fault::Missing)
    } else {
        None
    }
}

async fn deliver(
    context: &Context,
    referrer: &Referrer,
    draft: &Draft<'_>,
    nonce: &str,
) -> Result<(), AppError> {
    let stored = &draft.stored;
    let patient = stored.letter.patient.as_ref().ok_or(AppError::NotFound)?;
    let practice = context
        .db(async |conn| practices::get(conn, stored.practice).await)
        .await?;
    let decision = draft.decide(context);
    let sending = Sending {
        draft: stored.id,
        version: stored.version,
        nonce,
        pathway: draft.pathway,
        answers: draft.answers(),
        decision: &decision,
        explanation: &result::explain(context, draft, &decision),
        snapshot: &Snapshot::new(draft.pathway, draft.answers(), AUDIENCE),
        reason: stored.letter.rationale.as_deref(),
        contact: &person::contact(patient, &practice.name),
        date_of_birth: draft.answers().date_of_birth(draft.pathway),
        source: Source::Gp,
        referrer: Some(Referring {
            practice: stored.practice,
            account: referrer.member.account,
            letter: &stored.letter,
            patient_said: stored.patient_said.as_ref(),
        }),
        counter: Some(&throttle::of_referrals(referrer.member.account)),
        on: context.today(),
        targets: context.app.live.targets(),
        now: context.now,
    };
    let mail = |reference: domain::people::Reference| {
        let note = note_to_team(context, &reference.to_string());
        note.into_iter().collect()
    };
    context
        .db(async |conn| submissions::send(conn, &context.app.keyring, sending, mail).await)
        .await?;
    Ok(())
}

fn page(context: &Context, referrer: &Referrer, draft: &Draft<'_>, last: Last<'_>) -> Markup {
    let (id, decision) = (draft.stored.id, draft.decide(context));
    send::page(&send::View {
        frame: referrer.frame(context, Some(&draft.saved_at())),
        nonce: &context.nonce,
        back: &address(id, "answers"),
        action: &address(id, "send"),
        explained: &address(id, "result"),
        result: decision.outcome.title.get(AUDIENCE),
        person: &person::rows(draft, None),
        needed: needs_rationale(&decision),
        rationale: last.rationale,
        fault: last.fault,
        version: draft.stored.version,
        changed: last.changed,
    })
}

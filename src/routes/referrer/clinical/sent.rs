//! `/refer/drafts/{id}/sent`: the confirmation, with text for the practice's record.

use actix_web::{HttpResponse, web::Path};
use domain::people::Reference;
use templates::referrer::clinical::sent;
use uuid::Uuid;

use super::super::draft::address;
use super::super::guard::Referrer;
use super::record;
use crate::context::Context;
use crate::error::AppError;
use crate::respond;
use crate::security::referrers::Record;
use crate::store::{referrer_drafts, submissions};

/// It arrived: the reference, who has it, and what happens next.
pub async fn show(
    context: Context,
    referrer: Referrer,
    id: Path<Uuid>,
) -> Result<HttpResponse, AppError> {
    let reference = reference(&context, &referrer, *id).await?;
    let opened = record::open(&context, &referrer, reference).await?;
    let owner = opened.case.referral.owner();
    let owner = owner.and_then(|owner| opened.case.name_of(owner));
    let hospital = context.app.live.get();
    Ok(respond::page(sent::page(&sent::View {
        frame: referrer.frame(&context, None),
        reference: &reference.to_string(),
        holder: owner.unwrap_or("the admissions team, where nobody has taken it on yet"),
        acknowledge_days: hospital.acknowledge_days,
        triage_days: hospital.triage_days,
        phone: hospital.phone.as_deref(),
        opening_hours: hospital.opening_hours.as_deref(),
        record: &record::text(&context, &opened),
    })))
}

/// The reference of a draft that was sent; one that was not leads back to its answers.
async fn reference(
    context: &Context,
    referrer: &Referrer,
    id: Uuid,
) -> Result<Reference, AppError> {
    let keyring = &context.app.keyring;
    let found = context
        .db(async |conn| referrer_drafts::load(conn, keyring, id, context.now).await)
        .await?;
    let draft = found.ok_or(AppError::NotFound)?;
    referrer.may(Record::Draft(draft.practice))?;
    if draft.submitted_at.is_none() {
        return Err(AppError::Elsewhere(address(id, "answers")));
    }
    let sent = context
        .db(async |conn| submissions::of_screening(conn, keyring, id).await)
        .await?;
    Ok(sent.ok_or(AppError::NotFound)?.reference)
}

//! `/refer/referrals/{reference}/summary`: the referral with its letter as it reads now, to print.

use actix_web::{HttpResponse, web::Path};
use domain::people::Reference;
use templates::referrer::clinical::summary;

use super::super::guard::Referrer;
use super::record;
use crate::clock::england;
use crate::context::Context;
use crate::error::AppError;
use crate::respond;
use crate::routes::letter;

/// The page.
pub async fn show(
    context: Context,
    referrer: Referrer,
    path: Path<String>,
) -> Result<HttpResponse, AppError> {
    let reference = Reference::parse(&path).map_err(|_| AppError::NotFound)?;
    let opened = record::open(&context, &referrer, reference).await?;
    let sent = &opened.submission;
    let written = opened.letter().unwrap_or_default();
    let person = written.patient.as_ref();
    let person = person.map(|patient| letter::person(patient, sent.date_of_birth));
    let pathways = &context.app.pathways;
    let pathway = pathways.get(&sent.explanation.pathway);
    let received = england::local(sent.received_at).format("%-d %B %Y at %-I:%M%P");
    Ok(respond::page(summary::page(&summary::View {
        frame: referrer.frame(&context, None),
        back: &format!("/refer/referrals/{reference}"),
        reference: &reference.to_string(),
        received: &received.to_string(),
        person: &person.unwrap_or_default(),
        letter: &letter::letter(&written),
        rationale: sent.reason.as_deref(),
        explanation: &sent.explanation,
        snapshot: &sent.snapshot,
        pathway: pathway.unwrap_or_else(|| pathways.default()),
    })))
}

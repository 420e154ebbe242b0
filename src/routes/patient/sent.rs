//! `/check/sent`: the confirmation, and a copy of what was sent.

use actix_web::{HttpRequest, HttpResponse};
use templates::{
    layout::Nav,
    patient::{copy, sent},
};

use super::{
    draft::{self, Standing},
    person,
};
use crate::{
    clock::england,
    context::Context,
    error::AppError,
    respond,
    store::submissions::{self, Submission},
};

/// It arrived: the reference, and what happens next.
pub async fn show(context: Context, request: HttpRequest) -> Result<HttpResponse, AppError> {
    let submission = submission(&context, &request).await?;
    let reference = submission.reference.to_string();
    let hospital = context.app.live.get();
    Ok(respond::page(sent::page(&sent::View {
        frame: context.frame(Nav::Public),
        reference: &reference,
        spoken: &spoken(&reference),
        acknowledge_days: hospital.acknowledge_days,
        triage_days: hospital.triage_days,
        receipt: submission.contact.email.is_some(),
        nonce: &context.nonce,
        phone: hospital.phone.as_deref(),
        opening_hours: hospital.opening_hours.as_deref(),
    })))
}

/// Everything that was sent, in the words that were seen then.
pub async fn copy(context: Context, request: HttpRequest) -> Result<HttpResponse, AppError> {
    let submission = submission(&context, &request).await?;
    let pathways = &context.app.pathways;
    let pathway = pathways
        .get(&submission.explanation.pathway)
        .unwrap_or_else(|| pathways.default());
    let received = england::local(submission.received_at).format("%-d %B %Y at %-I:%M%P");
    Ok(respond::page(copy::page(&copy::View {
        frame: context.frame(Nav::Public),
        back: "/check/sent",
        reference: &submission.reference.to_string(),
        received: &received.to_string(),
        person: &person::rows(&submission.contact, submission.date_of_birth, None),
        reason: submission.reason.as_deref(),
        explanation: &submission.explanation,
        snapshot: &submission.snapshot,
        pathway,
    })))
}

/// What this browser sent, or the page where it can go on.
async fn submission(context: &Context, request: &HttpRequest) -> Result<Submission, AppError> {
    match draft::standing(context, request).await? {
        Standing::Sent(draft) => context
            .db(async |conn| submissions::of_screening(conn, &context.app.keyring, draft).await)
            .await?
            .ok_or(AppError::NotFound),
        Standing::Open(_) => Err(draft::elsewhere("/check/answers")),
        Standing::Fresh => Err(draft::elsewhere("/check")),
        Standing::Gone => Err(draft::elsewhere("/check/expired")),
    }
}

/// A reference character by character, as it is read over the phone.
fn spoken(reference: &str) -> String {
    let halves = reference.split('-').map(|half| {
        let characters: Vec<String> = half.chars().map(String::from).collect();
        characters.join(" ")
    });
    halves.collect::<Vec<_>>().join(", then ")
}

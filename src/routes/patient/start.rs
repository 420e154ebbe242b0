//! `/check`: the start page, and starting again.

use actix_web::{HttpRequest, HttpResponse};
use domain::pathway::Stage;
use templates::{
    layout::Nav,
    patient::{start, state},
};
use uuid::Uuid;

use super::{
    condition, days,
    draft::{self, Standing},
};
use crate::{
    context::Context,
    error::AppError,
    forms::Form,
    respond,
    store::{screenings, submissions},
};

/// What the service is, when to get help instead, and the way in.
pub async fn show(context: Context, request: HttpRequest) -> Result<HttpResponse, AppError> {
    let pathway = condition::named(&context, &request)?;
    let resume = match draft::standing(&context, &request).await? {
        Standing::Sent(draft) => return already_sent(&context, draft).await,
        Standing::Open(draft) => Some(
            draft
                .journey()
                .first_open(Stage::Screen)
                .map_or_else(|| "/check/answers".to_owned(), draft::address),
        ),
        _ => None,
    };
    Ok(respond::page(start::page(&start::View {
        frame: context.frame(Nav::Public),
        pathway,
        first: &condition::first(&context, pathway),
        others: &condition::others(&context, pathway),
        resume: resume.as_deref(),
    })))
}

/// This browser has sent: what it sent, or another set of answers.
async fn already_sent(context: &Context, draft: Uuid) -> Result<HttpResponse, AppError> {
    let sent = context
        .db(async |conn| submissions::of_screening(conn, &context.app.keyring, draft).await)
        .await?
        .ok_or(AppError::NotFound)?;
    Ok(respond::page(state::already_sent(&state::AlreadySent {
        frame: context.frame(Nav::Public),
        nonce: &context.nonce,
        reference: &sent.reference.to_string(),
    })))
}

/// Forgets this browser's draft, and deletes it unless it was sent.
pub async fn again(
    context: Context,
    request: HttpRequest,
    _form: Form,
) -> Result<HttpResponse, AppError> {
    if let Standing::Open(draft) = draft::standing(&context, &request).await? {
        context
            .db(async |conn| screenings::start_again(conn, draft.screening.id).await)
            .await?;
    }
    let mut response = respond::see_other("/check");
    response
        .add_cookie(&draft::no_cookie(&context))
        .map_err(|_| AppError::Internal)?;
    Ok(response)
}

/// What became of answers that are not here any more.
pub async fn expired(context: Context) -> HttpResponse {
    let days = days(context.app.config.periods.draft);
    respond::page(state::expired(&context.frame(Nav::Public), days))
}

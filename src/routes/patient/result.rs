//! `/check/result`: what the answers come to, and exactly why.

use actix_web::{HttpRequest, HttpResponse};
use domain::explanation::Explanation;
use templates::patient::result;

use super::draft::{self, AUDIENCE};
use super::handover;
use crate::{context::Context, error::AppError, respond};

/// The result of a complete draft.
pub async fn show(context: Context, request: HttpRequest) -> Result<HttpResponse, AppError> {
    let draft = draft::complete(&context, &request).await?;
    let decision = draft.decide(&context);
    let explanation = Explanation::new(
        draft.pathway,
        draft.answers(),
        &decision,
        AUDIENCE,
        context.today(),
    );
    Ok(respond::page(result::page(&result::View {
        frame: draft.frame(&context),
        back: "/check/answers",
        explanation: &explanation,
        pathway: draft.pathway,
        send: draft::may_be_sent(&decision).then_some("/check/contact"),
        handover: handover::address(&context, &draft),
    })))
}

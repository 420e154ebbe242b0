//! `/check/answers`: every answer, with a link to change it.

use actix_web::{HttpRequest, HttpResponse};
use domain::{pathway::Stage, snapshot::Snapshot};
use templates::patient::answers;

use super::draft::{self, AUDIENCE};
use crate::{context::Context, error::AppError, respond};

/// The answers of the first stage, once all are given.
pub async fn show(context: Context, request: HttpRequest) -> Result<HttpResponse, AppError> {
    let draft = draft::complete(&context, &request).await?;
    let journey = draft.journey();
    let last = journey.asked_in(Stage::Screen).last();
    let mut snapshot = Snapshot::new(draft.pathway, draft.answers(), AUDIENCE);
    snapshot.sections.iter_mut().for_each(|section| {
        section.questions.retain(|question| {
            journey
                .asked_in(Stage::Screen)
                .any(|asked| asked.id == question.id)
        });
    });
    snapshot
        .sections
        .retain(|section| !section.questions.is_empty());
    Ok(respond::page(answers::page(&answers::View {
        frame: draft.frame(&context),
        back: &last.map_or_else(|| "/check".to_owned(), draft::address),
        snapshot: &snapshot,
        base: "/check/",
        next: "/check/result",
        button: "See your result",
    })))
}

//! `/admissions/referrals/{reference}/letters/{id}`: a letter as it was sent, on a page and as PDF.

use actix_web::HttpResponse;
use actix_web::web::{Path, Query};
use serde::Deserialize;
use templates::letters::read;
use uuid::Uuid;

use super::super::guard::Staff;
use super::{opened, what, written};
use crate::context::Context;
use crate::error::AppError;
use crate::respond;
use crate::routes::letter_pdf;

/// What the address may say beside the letter.
#[derive(Debug, Deserialize)]
pub struct Asked {
    /// `kept` where it was just written.
    done: Option<String>,
}

/// Shows a letter.
pub async fn show(
    context: Context,
    staff: Staff,
    path: Path<(String, Uuid)>,
    asked: Query<Asked>,
) -> Result<HttpResponse, AppError> {
    let (reference, id) = (opened::parse(&path.0)?, path.1);
    let (sent, letter) = opened::letter(&context, &staff, (reference, id), false).await?;
    let back = format!("/admissions/referrals/{reference}/letters");
    let page = read::page(&read::View {
        frame: staff.frame(&context),
        reference: &reference.to_string(),
        what: &what(&sent),
        written: &written(&sent),
        letter: &letter,
        kept: (asked.done.as_deref() == Some("kept")).then_some(sent.reader),
        missing: &pdf::missing(&letter),
        pdf: &format!("{back}/{id}/pdf"),
        back: &back,
    });
    Ok(respond::page(page))
}

/// Sends a letter as PDF.
pub async fn pdf(
    context: Context,
    staff: Staff,
    path: Path<(String, Uuid)>,
) -> Result<HttpResponse, AppError> {
    let (reference, id) = (opened::parse(&path.0)?, path.1);
    let (_, letter) = opened::letter(&context, &staff, (reference, id), true).await?;
    letter_pdf::response(reference, letter).await
}

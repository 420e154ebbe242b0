//! `/refer/referrals/{reference}/text`: the text for the patient's record, whenever the practice wants it again.

use actix_web::{HttpResponse, web::Path};
use domain::people::Reference;
use templates::referrer::clinical::text;

use super::super::guard::Referrer;
use super::record;
use crate::context::Context;
use crate::error::AppError;
use crate::respond;

/// The page.
pub async fn show(
    context: Context,
    referrer: Referrer,
    path: Path<String>,
) -> Result<HttpResponse, AppError> {
    let reference = Reference::parse(&path).map_err(|_| AppError::NotFound)?;
    let opened = record::open(&context, &referrer, reference).await?;
    Ok(respond::page(text::page(&text::View {
        frame: referrer.frame(&context, None),
        reference: &reference.to_string(),
        record: &record::text(&context, &opened),
    })))
}

//! A letter of the hospital as a PDF to be saved.

use actix_web::http::header;
use actix_web::{HttpResponse, web};
use domain::correspondence::Letter;
use domain::people::Reference;

use crate::error::AppError;
use crate::security::headers::SANDBOX;

/// The PDF, made apart from the requests of others. Its name says nothing about the person.
pub async fn response(reference: Reference, letter: Letter) -> Result<HttpResponse, AppError> {
    let made = web::block(move || pdf::pdf(&letter)).await;
    let bytes = made.map_err(|_| AppError::Internal)?.map_err(|error| {
        tracing::error!(%error, "a letter was not written");
        AppError::Internal
    })?;
    Ok(HttpResponse::Ok()
        .content_type("application/pdf")
        .insert_header((header::CONTENT_SECURITY_POLICY, SANDBOX))
        .insert_header((header::CACHE_CONTROL, "no-store"))
        .insert_header((
            header::CONTENT_DISPOSITION,
            format!("attachment; filename=\"letter-{reference}.pdf\""),
        ))
        .body(bytes))
}

//! What can go wrong with a request, and the one mapping to a response.

use std::time::Duration;

use actix_web::{
    HttpResponse, ResponseError,
    http::{StatusCode, header},
};
use thiserror::Error;

use crate::store::StoreError;

/// Why a request has no ordinary answer. Kinds only: the words live with the pages
/// (`templates::errors`), the cause goes to the log.
#[derive(Debug, Error)]
pub enum AppError {
    /// The request makes no sense.
    #[error("bad request")]
    BadRequest,
    /// Not from one of our pages, or not for this person.
    #[error("forbidden")]
    Forbidden,
    /// A form whose token is no longer this browser's.
    #[error("form expired")]
    FormExpired,
    /// There is no such page, or it is not this person's.
    #[error("not found")]
    NotFound,
    /// The page exists, but not for this method.
    #[error("method not allowed")]
    MethodNotAllowed,
    /// Somebody else was first.
    #[error("conflict")]
    Conflict,
    /// Longer than we take.
    #[error("too large")]
    TooLarge,
    /// Well formed, but not to be done.
    #[error("unprocessable")]
    Unprocessable,
    /// Too often; says how long to wait.
    #[error("too many requests")]
    TooMany(Duration),
    /// A fault of ours.
    #[error("internal error")]
    Internal,
    /// The database is away or too slow.
    #[error("unavailable")]
    Unavailable,
    /// Not an error to anybody: this page is not for now, another is.
    #[error("see another page")]
    Elsewhere(String),
}

impl ResponseError for AppError {
    fn status_code(&self) -> StatusCode {
        match self {
            Self::BadRequest => StatusCode::BAD_REQUEST,
            Self::Forbidden | Self::FormExpired => StatusCode::FORBIDDEN,
            Self::NotFound => StatusCode::NOT_FOUND,
            Self::MethodNotAllowed => StatusCode::METHOD_NOT_ALLOWED,
            Self::Conflict => StatusCode::CONFLICT,
            Self::TooLarge => StatusCode::PAYLOAD_TOO_LARGE,
            Self::Unprocessable => StatusCode::UNPROCESSABLE_ENTITY,
            Self::TooMany(_) => StatusCode::TOO_MANY_REQUESTS,
            Self::Internal => StatusCode::INTERNAL_SERVER_ERROR,
            Self::Unavailable => StatusCode::SERVICE_UNAVAILABLE,
            Self::Elsewhere(_) => StatusCode::SEE_OTHER,
        }
    }

    /// An empty answer: the middleware `pages_for_errors` makes the page, which needs the request.
    fn error_response(&self) -> HttpResponse {
        let mut response = HttpResponse::build(self.status_code());
        if let Self::Elsewhere(path) = self {
            response.insert_header((header::LOCATION, path.as_str()));
        }
        response.finish()
    }
}

impl From<StoreError> for AppError {
    fn from(error: StoreError) -> Self {
        match error {
            StoreError::Unavailable => Self::Unavailable,
            StoreError::Conflict => Self::Conflict,
            StoreError::NotFound => Self::NotFound,
            StoreError::TooMany(wait) => Self::TooMany(wait),
            other => {
                tracing::error!(error = %other, "store");
                Self::Internal
            }
        }
    }
}

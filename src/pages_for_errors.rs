//! Turns every refusal and fault into a page that says what to do next and keeps what was typed.

use std::time::Duration;

use actix_web::{
    Error, HttpMessage as _, HttpRequest, HttpResponse,
    body::{BoxBody, EitherBody, MessageBody},
    dev::{ServiceRequest, ServiceResponse},
    http::{StatusCode, header},
    middleware::Next,
};
use templates::{
    doors::Door,
    errors::{self, Kind},
    layout::Nav,
};
use tracing_actix_web::RequestId;

use crate::{
    context,
    error::AppError,
    forms::Kept,
    routes::doors::{answer, guard},
    security::sessions::Session,
};

/// Middleware: gives refusals and faults their page. What a handler rendered itself
/// (a form with its errors) passes untouched.
pub async fn add<B: MessageBody + 'static>(
    request: ServiceRequest,
    next: Next<B>,
) -> Result<ServiceResponse<EitherBody<B>>, Error> {
    let response = next.call(request).await?;
    Ok(match refusal(&response) {
        Some(error) => {
            let page = page(response.request(), &error);
            response.into_response(page).map_into_right_body()
        }
        None => response.map_into_left_body(),
    })
}

/// Why a response that carries no page of its own was refused.
fn refusal<B>(response: &ServiceResponse<B>) -> Option<AppError> {
    let status = response.status();
    if !(status.is_client_error() || status.is_server_error()) {
        return None;
    }
    if let Some(error) = response.response().error() {
        return Some(as_app_error(error));
    }
    let has_page = response.headers().contains_key(header::CONTENT_TYPE);
    (!has_page).then(|| from_status(status))
}

fn as_app_error(error: &Error) -> AppError {
    match error.as_error::<AppError>() {
        Some(AppError::TooMany(wait)) => AppError::TooMany(*wait),
        Some(AppError::FormExpired) => AppError::FormExpired,
        _ => from_status(error.as_response_error().status_code()),
    }
}

fn from_status(status: StatusCode) -> AppError {
    match status {
        StatusCode::FORBIDDEN => AppError::Forbidden,
        StatusCode::NOT_FOUND => AppError::NotFound,
        StatusCode::METHOD_NOT_ALLOWED => AppError::MethodNotAllowed,
        StatusCode::CONFLICT => AppError::Conflict,
        StatusCode::PAYLOAD_TOO_LARGE => AppError::TooLarge,
        StatusCode::UNPROCESSABLE_ENTITY => AppError::Unprocessable,
        StatusCode::TOO_MANY_REQUESTS => AppError::TooMany(Duration::from_mins(1)),
        StatusCode::SERVICE_UNAVAILABLE => AppError::Unavailable,
        status if status.is_client_error() => AppError::BadRequest,
        _ => AppError::Internal,
    }
}

fn page(request: &HttpRequest, error: &AppError) -> HttpResponse<BoxBody> {
    let wait = match error {
        AppError::TooMany(wait) => Some(wait.as_secs().max(1)),
        _ => None,
    };
    let mut response = HttpResponse::build(actix_web::ResponseError::status_code(error));
    if let Some(seconds) = wait {
        response.insert_header((header::RETRY_AFTER, seconds));
    }
    response
        .content_type("text/html; charset=utf-8")
        .body(render(request, error, wait))
}

fn render(request: &HttpRequest, error: &AppError, retry_after: Option<u64>) -> String {
    let context = context::of(request).ok();
    let kept = request
        .extensions()
        .get::<Kept>()
        .cloned()
        .unwrap_or_default();
    let reference = request
        .extensions()
        .get::<RequestId>()
        .map(ToString::to_string);
    let session = request.extensions().get::<Session>().cloned();
    let frame = context.as_ref().map(|context| match &session {
        Some(session) => answer::frame(context, Door::Admissions, session),
        None => context.frame(Nav::Public),
    });
    let view = errors::View {
        frame: frame.unwrap_or_default(),
        kind: match error {
            AppError::Forbidden if session.is_some() => Kind::NotForRole,
            other => kind(other),
        },
        door: guard::of(request).ok(),
        request: reference.as_deref().unwrap_or("none"),
        retry_after,
        kept: &kept.0,
        action: Some(request.path()),
    };
    errors::page(&view).into_string()
}

fn kind(error: &AppError) -> Kind {
    match error {
        AppError::BadRequest => Kind::BadRequest,
        AppError::Forbidden | AppError::FormExpired => Kind::Forbidden,
        AppError::NotFound => Kind::NotFound,
        AppError::MethodNotAllowed => Kind::MethodNotAllowed,
        AppError::Conflict => Kind::Conflict,
        AppError::TooLarge => Kind::TooLarge,
        AppError::Unprocessable => Kind::Unprocessable,
        AppError::TooMany(_) => Kind::TooManyRequests,
        AppError::Internal | AppError::Elsewhere(_) => Kind::Internal,
        AppError::Unavailable => Kind::Unavailable,
    }
}

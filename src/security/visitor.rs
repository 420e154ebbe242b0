//! A random value per browser, to which form tokens are bound. It names nobody and opens nothing.

use actix_web::{
    Error, HttpMessage as _, HttpRequest,
    body::MessageBody,
    cookie::Cookie,
    dev::{ServiceRequest, ServiceResponse},
    http::header,
    middleware::Next,
    web,
};
use base64::{Engine as _, engine::general_purpose::URL_SAFE_NO_PAD};

use super::cookies;
use crate::{app::App, randomness};

/// Name of the cookie, before any `__Host-` prefix.
const COOKIE: &str = "visitor";

/// Length of a value: 128 bits in base64 without padding.
const LENGTH: usize = 22;

#[derive(Clone)]
struct Visitor {
    value: String,
    new: bool,
}

/// The visitor value of this request's browser: its cookie's, or a new one that the response will set.
pub fn of(request: &HttpRequest) -> String {
    if let Some(known) = request.extensions().get::<Visitor>() {
        return known.value.clone();
    }
    let visitor = from_cookie(request).unwrap_or_else(|| Visitor {
        value: URL_SAFE_NO_PAD.encode(randomness::bytes::<16>()),
        new: true,
    });
    request.extensions_mut().insert(visitor.clone());
    visitor.value
}

fn from_cookie(request: &HttpRequest) -> Option<Visitor> {
    let app = request.app_data::<web::Data<App>>()?;
    let value = cookies::read(request, COOKIE, app.config.tls())?;
    (value.len() == LENGTH).then_some(Visitor { value, new: false })
}

/// Middleware: sets the cookie where a page of this response carries a token bound to a new value. Files, and what programs are
/// answered, carry none.
pub async fn remember(
    request: ServiceRequest,
    next: Next<impl MessageBody>,
) -> Result<ServiceResponse<impl MessageBody>, Error> {
    let tls = request
        .app_data::<web::Data<App>>()
        .is_some_and(|app| app.config.tls());
    let mut response = next.call(request).await?;
    // What has no type yet is a refusal, which becomes a page.
    let kind = response.headers().get(header::CONTENT_TYPE);
    if kind.is_some_and(|kind| !kind.as_bytes().starts_with(b"text/html")) {
        return Ok(response);
    }
    let new = response
        .request()
        .extensions()
        .get::<Visitor>()
        .filter(|visitor| visitor.new)
        .cloned();
    if let Some(visitor) = new {
        let cookie: Cookie<'static> = cookies::session(COOKIE, visitor.value, tls);
        response.response_mut().add_cookie(&cookie)?;
    }
    Ok(response)
}

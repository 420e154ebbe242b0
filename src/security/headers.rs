//! Security headers on every response.

use actix_web::{
    Error,
    body::MessageBody,
    dev::{ServiceRequest, ServiceResponse},
    http::header::{self, HeaderMap, HeaderName, HeaderValue},
    middleware::Next,
    web,
};

use crate::app::App;

/// Nothing but our own files, no inline script or style, no framing, forms only to ourselves.
const CONTENT_SECURITY_POLICY: &str = "default-src 'none'; script-src 'self'; style-src 'self'; \
     img-src 'self'; connect-src 'self'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'";

/// The policy of files that others made: were one opened as a page in spite of all, it could do nothing.
pub const SANDBOX: &str = "sandbox; default-src 'none'";

/// The policy of assets: none is a page, and a worker made of one may fetch nothing and run nothing but itself.
pub const ALONE: &str = "default-src 'none'";

/// `same-origin` rather than `no-referrer`: the latter makes browsers send `Origin: null` with forms.
const FIXED: [(HeaderName, &str); 7] = [
    (header::CONTENT_SECURITY_POLICY, CONTENT_SECURITY_POLICY),
    (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
    (header::X_FRAME_OPTIONS, "DENY"),
    (header::REFERRER_POLICY, "same-origin"),
    (
        header::PERMISSIONS_POLICY,
        "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
    ),
    (
        HeaderName::from_static("cross-origin-opener-policy"),
        "same-origin",
    ),
    (
        HeaderName::from_static("cross-origin-resource-policy"),
        "same-origin",
    ),
];

/// One year, as browsers' preload lists ask (RFC 6797).
const STRICT_TRANSPORT_SECURITY: &str = "max-age=31536000; includeSubDomains";

/// Middleware: adds the headers, and `no-store` unless the handler chose a cache policy.
pub async fn add(
    request: ServiceRequest,
    next: Next<impl MessageBody>,
) -> Result<ServiceResponse<impl MessageBody>, Error> {
    let tls = request
        .app_data::<web::Data<App>>()
        .is_some_and(|app| app.config.tls());
    let mut response = next.call(request).await?;
    set(response.headers_mut(), tls);
    Ok(response)
}

/// A file of somebody else's making ([`SANDBOX`]) and an asset ([`ALONE`]) are sent with policies of their own.
fn is_stricter_already(headers: &HeaderMap, name: &HeaderName) -> bool {
    *name == header::CONTENT_SECURITY_POLICY
        && headers
            .get(name)
            .is_some_and(|set| set == SANDBOX || set == ALONE)
}

fn set(headers: &mut HeaderMap, tls: bool) {
    for (name, value) in FIXED {
        if !is_stricter_already(headers, &name) {
            headers.insert(name, HeaderValue::from_static(value));
        }
    }
    if tls {
        headers.insert(
            header::STRICT_TRANSPORT_SECURITY,
            HeaderValue::from_static(STRICT_TRANSPORT_SECURITY),
        );
    }
    if !headers.contains_key(header::CACHE_CONTROL) {
        headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    }
}

//! The few shapes of an answer.

use actix_web::{
    HttpResponse,
    http::{StatusCode, header},
};
use maud::Markup;

const HTML: &str = "text/html; charset=utf-8";

/// A page.
pub fn page(markup: Markup) -> HttpResponse {
    with_status(StatusCode::OK, markup)
}

/// The same form again, with what is wrong (422).
pub fn invalid(markup: Markup) -> HttpResponse {
    with_status(StatusCode::UNPROCESSABLE_ENTITY, markup)
}

/// A page with a status of its own.
pub fn with_status(status: StatusCode, markup: Markup) -> HttpResponse {
    HttpResponse::build(status)
        .content_type(HTML)
        .body(markup.into_string())
}

/// On to another page, after a form was taken (303).
pub fn see_other(path: &str) -> HttpResponse {
    HttpResponse::SeeOther()
        .insert_header((header::LOCATION, path))
        .finish()
}

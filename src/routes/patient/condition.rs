//! Which questionnaire somebody begins: the default one, or the one that the address names with
//! `?condition=`. Once there is a draft it knows its own.

use actix_web::HttpRequest;
use domain::{Audience, pathway::Pathway};
use serde::Deserialize;

use super::draft;
use crate::{context::Context, error::AppError};

#[derive(Deserialize)]
struct Query {
    condition: Option<String>,
}

/// The pathway that an address means.
///
/// # Errors
/// `NotFound` for one that is not offered.
pub fn named<'a>(context: &'a Context, request: &HttpRequest) -> Result<&'a Pathway, AppError> {
    let pathways = &context.app.pathways;
    let query: Query =
        serde_html_form::from_str(request.query_string()).map_err(|_| AppError::BadRequest)?;
    match query.condition {
        Some(id) => pathways.get(&id).ok_or(AppError::NotFound),
        None => Ok(pathways.default()),
    }
}

/// The address of a page before there is a draft, so that it means this pathway.
fn naming(context: &Context, path: String, pathway: &Pathway) -> String {
    if pathway.id() == context.app.pathways.default().id() {
        path
    } else {
        format!("{path}?condition={}", pathway.id())
    }
}

/// The address of a pathway's first question, which is about danger.
pub fn first(context: &Context, pathway: &Pathway) -> String {
    naming(context, draft::address(pathway.safety_question()), pathway)
}

/// The other conditions: name and address of the start page.
pub fn others(context: &Context, but: &Pathway) -> Vec<(String, String)> {
    let pathways = context.app.pathways.iter();
    pathways
        .filter(|pathway| pathway.id() != but.id())
        .map(|pathway| {
            let name = pathway.name().get(Audience::Patient).to_owned();
            (name, naming(context, "/check".to_owned(), pathway))
        })
        .collect()
}

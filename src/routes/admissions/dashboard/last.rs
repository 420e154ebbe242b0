//! The list that somebody looked at last, to which a referral leads back. A cookie holds the query of its address: what is searched for
//! is sealed there as it is in the address, and opens for the same account alone.

use actix_web::{HttpRequest, HttpResponse};

use super::query::{Query, Reader, pairs};
use crate::context::Context;
use crate::error::AppError;
use crate::routes::admissions::HOME;
use crate::routes::admissions::guard::Staff;
use crate::routes::doors::guard::asked_by_itself;
use crate::security::cookies;

/// Name of the cookie, before any `__Host-` prefix.
const COOKIE: &str = "list";
/// A longer query is not remembered: browsers drop large cookies.
const LONGEST: usize = 2000;

/// Remembers the list, unless a script read it to keep a page up to date that may stand in the background.
pub fn remember(
    mut response: HttpResponse,
    context: &Context,
    request: &HttpRequest,
    query: &Query,
) -> Result<HttpResponse, AppError> {
    let (text, tls) = (query.text(), context.app.config.tls());
    let known = cookies::read(request, COOKIE, tls);
    if asked_by_itself(request) || text.len() > LONGEST || known.as_deref() == Some(&text) {
        return Ok(response);
    }
    let cookie = cookies::session(COOKIE, text, tls);
    response
        .add_cookie(&cookie)
        .map_err(|_| AppError::Internal)?;
    Ok(response)
}

/// The address of the list that this browser showed last, as far as this person may see it; else that of the dashboard.
pub fn address(context: &Context, staff: &Staff, request: &HttpRequest) -> String {
    let remembered = cookies::read(request, COOKIE, context.app.config.tls());
    remembered.map_or_else(
        || HOME.to_owned(),
        |text| Reader::new(context, staff).read(&pairs(&text)).address(),
    )
}

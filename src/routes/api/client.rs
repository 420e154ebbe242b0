//! The client that asks: its token is looked at, then the client itself, and then whether it may. Nothing else admits a program.

use actix_web::HttpRequest;
use actix_web::http::header;
use actix_web_httpauth::headers::authorization::{Bearer, Scheme as _};
use uuid::Uuid;

use super::refusal::Refusal;
use crate::context::Context;
use crate::security::access_tokens;
use crate::security::scopes::Scope;
use crate::store::api_clients;

/// The client behind a request, if it may use this scope. That it asked is noted with it.
pub async fn with(context: &Context, request: &HttpRequest, scope: Scope) -> Result<Uuid, Refusal> {
    let shown = request.headers().get(header::AUTHORIZATION);
    let bearer = Bearer::parse(shown.ok_or(Refusal::NoToken)?).map_err(|_| Refusal::Token)?;
    let (keyring, now) = (&context.app.keyring, context.now);
    let token = access_tokens::open(keyring, bearer.token(), now).ok_or(Refusal::Token)?;
    let allowed = context
        .db(async |conn| api_clients::seen(conn, token.client, now).await)
        .await?
        .ok_or(Refusal::Token)?;
    if token.scopes.contains(&scope) && allowed.contains(&scope) {
        Ok(token.client)
    } else {
        Err(Refusal::Scope(scope))
    }
}

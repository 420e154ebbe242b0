//! What other systems use: a token for a client's secret, and what its scopes open. Everything here is for programs: no page, no cookie.
//! `docs/api.md` tells them how.

mod client;
mod refusal;
mod statistics;
mod token;

use actix_web::web::{ServiceConfig, get, post, resource};

/// Addresses of this part.
pub fn table(config: &mut ServiceConfig) {
    config
        .service(resource("/oauth2/token").route(post().to(token::submit)))
        .service(resource("/api/statistics/{table}.csv").route(get().to(statistics::download)));
}

//! What a practice referred: the worklist, one referral, and what the practice can do about it.

mod act;
mod amend;
mod amend_form;
mod answer;
mod case;
mod letter;
mod list;
mod message;
mod opened;
mod timeline;
mod withdraw;
mod words;

use actix_web::web::{ServiceConfig, get, post, resource};

use super::HOME;

const CASE: &str = "/refer/referrals/{reference}";

/// Addresses of this part.
pub fn table(config: &mut ServiceConfig) {
    let page = |page: &str| resource(format!("{CASE}/{page}"));
    config
        .service(resource(HOME).route(get().to(list::show)))
        .service(resource(CASE).route(get().to(case::show)))
        .service(page("letters/{id}").route(get().to(letter::show)))
        .service(page("letters/{id}/pdf").route(get().to(letter::pdf)))
        .service(
            page("answer")
                .route(get().to(answer::show))
                .route(post().to(answer::submit)),
        )
        .service(
            page("amend")
                .route(get().to(amend::show))
                .route(post().to(amend::submit)),
        )
        .service(
            page("message")
                .route(get().to(message::show))
                .route(post().to(message::submit)),
        )
        .service(
            page("withdraw")
                .route(get().to(withdraw::show))
                .route(post().to(withdraw::submit)),
        );
}

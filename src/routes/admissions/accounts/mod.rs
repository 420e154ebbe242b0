//! `/admissions/accounts`: who may sign in, for administrators.

mod invite;
mod list;
mod person;
mod practice;
mod requests;

use actix_web::web::{ServiceConfig, get, post, resource};

const LIST: &str = "/admissions/accounts";

/// Addresses of this part.
pub fn table(config: &mut ServiceConfig) {
    let at = |page: &str| resource(format!("{LIST}/{page}"));
    config
        .service(resource(LIST).route(get().to(list::show)))
        .service(at("invite").route(post().to(invite::submit)))
        .service(at("requests/{id}/approve").route(post().to(requests::approve)))
        .service(at("requests/{id}/turn-down").route(post().to(requests::turn_down)))
        .service(at("{id}").route(get().to(person::show)))
        .service(at("{id}/role").route(post().to(person::change_role)))
        .service(at("{id}/practice").route(post().to(practice::submit)))
        .service(at("{id}/disable").route(post().to(person::disable)));
}

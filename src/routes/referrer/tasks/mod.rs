//! A draft as a list of tasks: the patient, the letter's headings, consent; and the drafts of a practice.

mod checks;
mod consent;
mod delete;
mod drafts;
mod letter;
mod list;
mod nhs_number;
mod patient;
mod patient_form;
mod start;

use actix_web::web::{self, ServiceConfig};

/// Addresses of this part.
pub fn table(config: &mut ServiceConfig) {
    config
        .route("/refer/start", web::post().to(start::take))
        .route("/refer/drafts", web::get().to(drafts::show))
        .route("/refer/drafts/{id}", web::get().to(list::show));
    for (page, show, take) in [
        (
            "nhs-number",
            web::get().to(nhs_number::show),
            web::post().to(nhs_number::take),
        ),
        (
            "patient",
            web::get().to(patient::show),
            web::post().to(patient::take),
        ),
        (
            "letter/{part}",
            web::get().to(letter::show),
            web::post().to(letter::take),
        ),
        (
            "consent",
            web::get().to(consent::show),
            web::post().to(consent::take),
        ),
        (
            "delete",
            web::get().to(delete::show),
            web::post().to(delete::take),
        ),
    ] {
        let address = format!("/refer/drafts/{{id}}/{page}");
        config.service(web::resource(address).route(show).route(take));
    }
}

//! Beds: a picture of two months for everybody who works with people, and units, beds and closures for those who look after them.

mod bed;
mod forms;
mod month;
mod picture;
mod place;
mod unit;
mod units;
pub mod words;

use actix_web::web::{ServiceConfig, get, post, resource};

/// The picture.
const BEDS: &str = "/admissions/beds";
/// Units with their beds.
const UNITS: &str = "/admissions/beds/units";

/// Addresses of this part.
pub fn table(config: &mut ServiceConfig) {
    config
        .service(resource(BEDS).route(get().to(picture::show)))
        .service(
            resource(UNITS)
                .route(get().to(units::show))
                .route(post().to(units::add)),
        )
        .service(
            resource(format!("{UNITS}/{{id}}"))
                .route(get().to(unit::show))
                .route(post().to(unit::rename)),
        )
        .service(resource(format!("{UNITS}/{{id}}/beds")).route(post().to(unit::add_bed)))
        .service(resource(format!("{UNITS}/{{id}}/close")).route(post().to(unit::close)))
        .service(resource(format!("{UNITS}/{{id}}/reopen")).route(post().to(unit::reopen)))
        .service(
            resource(format!("{BEDS}/{{id}}"))
                .route(get().to(bed::show))
                .route(post().to(bed::rename)),
        )
        .service(resource(format!("{BEDS}/{{id}}/close")).route(post().to(bed::close)))
        .service(resource(format!("{BEDS}/{{id}}/reopen")).route(post().to(bed::reopen)))
        .service(resource(format!("{BEDS}/{{id}}/closures")).route(post().to(bed::add_closure)))
        .service(
            resource(format!("{BEDS}/{{id}}/closures/{{closure}}/remove"))
                .route(post().to(bed::remove_closure)),
        );
}

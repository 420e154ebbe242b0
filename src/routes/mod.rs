//! The whole URL table.

pub mod admissions;
mod api;
pub mod assets;
mod comparison;
pub mod demo;
pub mod doors;
pub mod files;
mod letter;
mod letter_pdf;
pub mod ops;
pub mod patient;
pub mod public;
pub mod referrer;
mod refused;
mod safety;

use actix_web::web::ServiceConfig;

/// Every address that the service answers.
pub fn table(config: &mut ServiceConfig) {
    config
        .configure(ops::table)
        .configure(assets::table)
        .configure(public::table)
        .configure(patient::table)
        .configure(doors::table)
        .configure(admissions::table)
        .configure(referrer::table)
        .configure(api::table)
        .configure(demo::table);
}

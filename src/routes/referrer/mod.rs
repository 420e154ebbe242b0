//! The referrer's way in at `/refer`: GPs, neurologists and therapists of a practice.

mod access;
mod clinical;
mod conflict;
mod draft;
mod files;
mod guard;
mod handover;
mod letter_parts;
mod progress;
mod tasks;
mod worklist;

use actix_web::web::ServiceConfig;

/// Where a referrer begins: the worklist.
pub const HOME: &str = "/refer";
/// Where a referrer signs in.
pub const SIGN_IN: &str = "/refer/sign-in";

/// Addresses of referrers.
pub fn table(config: &mut ServiceConfig) {
    config
        .configure(access::table)
        .configure(files::table)
        .configure(handover::table)
        .configure(clinical::table)
        .configure(tasks::table)
        .configure(worklist::table);
}

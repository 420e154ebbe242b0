//! `/admissions/second-reads`: a sample of declines is read again, blind, by a clinician who did not make them. Where that reader
//! would have gone on, the case stands on the leads' list until it is reopened or a lead has left a note on it.

mod blind;
mod compare;
mod list;
mod read;

use actix_web::web::{ServiceConfig, get, post, resource};

use crate::context::Context;

const LIST: &str = "/admissions/second-reads";

/// Addresses.
pub fn table(config: &mut ServiceConfig) {
    config
        .service(resource(LIST).route(get().to(list::show)))
        .service(
            resource(format!("{LIST}/{{id}}"))
                .route(get().to(read::show))
                .route(post().to(read::submit)),
        );
}

/// The share of declines that are put before a second reader, in percent. The one place that reads the setting.
pub fn percent(context: &Context) -> u32 {
    context.app.live.get().second_read_percent
}

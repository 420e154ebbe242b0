//! `/admissions/second-reads`: a sample of declines is read again, blind, by a clinician who did not make them. Where that reader
//! would have gone on, the case stands on the leads' list until it is reopened or a lead has left a note on it. Until it is read, whoever
//! could be its reader is kept from the decision, or is its reader no more ([`kept_blind`]).

mod blind;
mod compare;
mod list;
mod read;
mod usual;

pub use usual::kept_blind;

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
        )
        .service(resource(format!("{LIST}/{{id}}/case")).route(get().to(usual::show)))
        .service(resource(format!("{LIST}/{{id}}/see")).route(post().to(usual::see)));
}

/// The share of declines that are put before a second reader, in percent. The one place that reads the setting.
pub fn percent(context: &Context) -> u32 {
    context.app.live.get().second_read_percent
}

//! The pathway's questions for a referrer, the result in clinical words, checking and sending, and what follows for the
//! practice's record.

mod answers;
mod completeness;
mod person;
mod questions;
pub(super) mod record;
mod result;
mod section;
mod send;
mod sent;
mod summary;
mod text;

use actix_web::web::{self, ServiceConfig};

/// Addresses of this part.
pub fn table(config: &mut ServiceConfig) {
    config
        .service(
            web::resource("/refer/drafts/{id}/section/{section}")
                .get(section::show)
                .post(section::take),
        )
        .service(web::resource("/refer/drafts/{id}/result").get(result::show))
        .service(web::resource("/refer/drafts/{id}/answers").get(answers::show))
        .service(
            web::resource("/refer/drafts/{id}/send")
                .get(send::show)
                .post(send::take),
        )
        .service(web::resource("/refer/drafts/{id}/sent").get(sent::show))
        .service(web::resource("/refer/referrals/{reference}/summary").get(summary::show))
        .service(web::resource("/refer/referrals/{reference}/text").get(text::show));
}

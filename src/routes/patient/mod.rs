//! The patient's journey at `/check`.

mod answers;
mod condition;
mod contact;
mod contact_form;
mod draft;
mod handover;
mod person;
mod question;
mod result;
mod resume;
mod save;
pub(super) mod send;
mod sent;
mod start;

use actix_web::web::{self, ServiceConfig};

/// The addresses of the journey. Fixed ones stand before the questions' own.
pub fn table(config: &mut ServiceConfig) {
    config
        .service(web::resource("/check").get(start::show))
        .service(web::resource("/check/start-again").post(start::again))
        .service(web::resource("/check/expired").get(start::expired))
        .service(web::resource("/check/answers").get(answers::show))
        .service(web::resource("/check/result").get(result::show))
        .service(
            web::resource("/check/contact")
                .get(contact::show)
                .post(contact::take),
        )
        .service(
            web::resource("/check/send")
                .get(send::show)
                .post(send::take),
        )
        .service(
            web::resource("/check/handover")
                .get(handover::show)
                .post(handover::take),
        )
        .service(web::resource("/check/not-sent").get(send::not_sent))
        .service(web::resource("/check/sent").get(sent::show))
        .service(web::resource("/check/copy").get(sent::copy))
        .service(
            web::resource("/check/save")
                .get(save::show)
                .post(save::take),
        )
        .service(
            web::resource("/check/resume/{token}")
                .get(resume::show)
                .post(resume::take),
        )
        .service(
            web::resource("/check/{question}")
                .get(question::show)
                .post(question::take),
        );
}

/// Whole days of a period, for words.
pub fn days(period: chrono::Duration) -> u32 {
    u32::try_from(period.num_days()).unwrap_or(0)
}

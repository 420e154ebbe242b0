//! What the admissions team works with once signed in: the referrals, and for administrators accounts and practices.

mod accounts;
mod administration;
mod amendment;
pub mod assessment;
mod beds;
mod bulk;
mod calendar;
mod case;
mod casework;
mod compare;
mod dashboard;
mod files;
mod guard;
mod letter;
pub mod letters;
mod lines;
mod live;
pub mod place;
mod practices;
mod presence;
pub mod progress;
mod referral;
mod search;
mod second_reads;
pub mod statistics;
mod waiting_list;
pub mod words;

use actix_web::web::{ServiceConfig, get, post, resource};

const HOME: &str = "/admissions";
const REFERRAL: &str = "/admissions/referrals/{reference}";

/// Addresses of the admissions team.
pub fn table(config: &mut ServiceConfig) {
    config
        .service(resource(HOME).route(get().to(dashboard::show)))
        .service(resource("/admissions/export.csv").route(get().to(dashboard::export::download)))
        .configure(dashboard::views::table)
        .service(resource("/admissions/search").route(post().to(search::submit)))
        .service(resource(REFERRAL).route(get().to(referral::show)))
        .service(resource(format!("{REFERRAL}/compare")).route(get().to(compare::show)))
        .service(resource("/admissions/files/{id}").route(get().to(files::download)))
        .service(resource("/admissions/files/{id}/view").route(get().to(files::view)))
        .service(resource("/admissions/files/{id}/picture").route(get().to(files::picture)))
        .service(resource("/admissions/files/{id}/pdf").route(get().to(files::pdf)))
        .service(
            resource(format!("{REFERRAL}/assessment.ics")).route(get().to(calendar::assessment)),
        )
        .service(resource("/admissions/waiting-list").route(get().to(waiting_list::show)))
        .configure(beds::table)
        .service(resource(format!("{REFERRAL}/presence")).route(post().to(presence::submit)))
        .service(resource("/admissions/bulk").route(post().to(bulk::submit)))
        .service(resource("/admissions/events").route(get().to(live::events)))
        .service(resource("/admissions/changes").route(get().to(live::changes)))
        .configure(letters::table)
        .configure(casework::table)
        .configure(administration::table)
        .configure(second_reads::table)
        .configure(practices::table)
        .configure(statistics::table)
        .configure(accounts::table);
}

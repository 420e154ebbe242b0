//! What administrators look after beside accounts and practices: other systems, logs, settings, pathways, retention.

mod api_clients;
mod audit;
mod pathways;
mod retention;
mod settings;
mod simulator;

use actix_web::HttpResponse;
use actix_web::web::{ServiceConfig, get, post, resource};
use templates::admissions::administration::home;

use super::guard::Staff;
use crate::context::Context;
use crate::error::AppError;
use crate::respond;
use crate::security::permissions::Action;

/// Addresses of this part.
pub fn table(config: &mut ServiceConfig) {
    config
        .service(resource("/admissions/administration").route(get().to(show)))
        .service(resource(audit::PATH).route(get().to(audit::show)))
        .service(
            resource(settings::PATH)
                .route(get().to(settings::show))
                .route(post().to(settings::submit)),
        )
        .service(
            resource(simulator::PATH)
                .route(get().to(simulator::show))
                .route(post().to(simulator::submit)),
        )
        .configure(api_clients::table)
        .configure(pathways::table)
        .configure(retention::table);
}

/// `/admissions/administration`: the ways to each part.
async fn show(context: Context, staff: Staff) -> Result<HttpResponse, AppError> {
    staff.may(Action::ManageAccounts)?;
    Ok(respond::page(home::page(&staff.frame(&context))))
}

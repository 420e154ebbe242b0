//! Pages that anybody may read without starting anything.

use actix_web::{
    HttpResponse,
    web::{self, ServiceConfig},
};
use domain::Audience;
use templates::{
    layout::Nav,
    public::{accessibility, get_help, home, privacy},
};

use crate::{context::Context, respond, routes::patient::days};

/// The addresses of public pages.
pub fn table(config: &mut ServiceConfig) {
    config
        .service(web::resource("/").get(home_page))
        .service(web::resource("/get-help").get(get_help_page))
        .service(web::resource("/privacy").get(privacy_page))
        .service(web::resource("/accessibility").get(accessibility_page));
}

async fn home_page(context: Context) -> HttpResponse {
    let pathways = context.app.pathways.iter();
    let names: Vec<&str> = pathways
        .map(|pathway| pathway.name().get(Audience::Patient))
        .collect();
    respond::page(home::page(&home::View {
        frame: context.frame(Nav::Public),
        conditions: &names.join(", "),
    }))
}

async fn get_help_page(context: Context) -> HttpResponse {
    respond::page(get_help::page(&get_help::View {
        frame: context.frame(Nav::Public),
        pathway: context.app.pathways.default(),
    }))
}

async fn privacy_page(context: Context) -> HttpResponse {
    let (config, hospital) = (&context.app.config, context.app.live.get());
    respond::page(privacy::page(&privacy::View {
        frame: context.frame(Nav::Public),
        draft_days: days(config.periods.draft),
        record_years: hospital.record_years,
        declined_years: hospital.declined_years,
        address: hospital.address.as_deref(),
    }))
}

async fn accessibility_page(context: Context) -> HttpResponse {
    respond::page(accessibility::page(&accessibility::View {
        frame: context.frame(Nav::Public),
    }))
}

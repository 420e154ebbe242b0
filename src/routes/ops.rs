//! For those who run the service.

use std::time::Duration;

use actix_web::{
    HttpRequest, HttpResponse,
    web::{self, ServiceConfig},
};

use sqlx::Connection as _;

use crate::postgres::Lending;

/// Health is told quickly or not at all.
const PATIENCE: Duration = Duration::from_secs(2);

/// The addresses of health checks.
pub fn table(config: &mut ServiceConfig) {
    config
        .service(web::resource("/health/live").get(live))
        .service(web::resource("/health/ready").get(ready));
}

/// The program runs; says nothing of the database.
async fn live() -> HttpResponse {
    HttpResponse::Ok()
        .content_type("text/plain; charset=utf-8")
        .body("live\n")
}

/// The program can serve people: the database answers.
async fn ready(request: HttpRequest) -> HttpResponse {
    let asking = async {
        let connections = request.app_data::<Lending>();
        let connections = connections.ok_or(sqlx::Error::PoolClosed)?;
        connections
            .work(async |connection| connection.ping().await)
            .await
    };
    let asked = tokio::time::timeout(PATIENCE, asking).await;
    if matches!(asked, Ok(Ok(()))) {
        HttpResponse::Ok()
            .content_type("text/plain; charset=utf-8")
            .body("ready\n")
    } else {
        HttpResponse::ServiceUnavailable()
            .content_type("text/plain; charset=utf-8")
            .body("not ready\n")
    }
}

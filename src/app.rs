//! The actix application: its shared values, its middleware and its whole URL table.

use std::{net::TcpListener, sync::Arc, time::Duration};

use actix_web::{
    App as ActixApp, Error, HttpServer,
    body::MessageBody,
    dev::{Server, ServiceFactory, ServiceRequest, ServiceResponse},
    http::Method,
    middleware::{Next, from_fn},
    web,
};
use domain::pathway::Pathways;
use sqlx::PgPool;
use tracing_actix_web::TracingLogger;

use crate::{
    clock::Clock,
    config::Config,
    live_settings::LiveSettings,
    logs::RequestSpan,
    lookups::Lookups,
    pages_for_errors,
    postgres::Lending,
    routes,
    security::{headers, keyring::Keyring, limits, passwords::Passwords, visitor},
};

/// How long a closing server waits for requests in flight, in seconds.
const GRACE_SECONDS: u64 = 30;

/// What every handler can reach.
pub struct App {
    /// The settings.
    pub config: Config,
    /// Connections to the database, in the application's role, for what runs beside requests. Each
    /// worker lends its requests its own ([`Lending`]).
    pub pool: PgPool,
    /// Keys for columns, indexes and tokens.
    pub keyring: Keyring,
    /// What administrators may change while the service runs.
    pub live: LiveSettings,
    /// The questionnaires.
    pub pathways: Pathways,
    /// The time.
    pub clock: Arc<dyn Clock>,
    /// Hashes passwords, a limited number at once.
    pub passwords: Passwords,
    /// How fast one address may ask.
    pub limits: limits::Limits,
}

/// The application as main and the tests serve it, for one worker.
pub fn build(
    app: web::Data<App>,
) -> ActixApp<
    impl ServiceFactory<
        ServiceRequest,
        Config = (),
        Response = ServiceResponse<impl MessageBody>,
        Error = actix_web::Error,
        InitError = (),
    >,
> {
    let connections = Lending::new(&app.pool, app.config.connections.worker);
    ActixApp::new()
        .app_data(Lookups::new(connections.clone()))
        .app_data(connections)
        .app_data(app)
        .configure(routes::table)
        .wrap(from_fn(head_as_get))
        .wrap(from_fn(limits::apply))
        .wrap(from_fn(visitor::remember))
        .wrap(from_fn(pages_for_errors::add))
        .wrap(from_fn(headers::add))
        .wrap(TracingLogger::<RequestSpan>::new())
}

/// Middleware: a page that can be got can be asked for its headers (RFC 9110 §9.3.2); the server
/// leaves the body out.
async fn head_as_get<B: MessageBody>(
    mut request: ServiceRequest,
    next: Next<B>,
) -> Result<ServiceResponse<B>, Error> {
    if request.method() == Method::HEAD {
        request.head_mut().method = Method::GET;
    }
    next.call(request).await
}

/// Serves on a listener until told to stop; then finishes what is under way.
///
/// # Errors
/// When the listener cannot be used.
pub fn serve(app: web::Data<App>, listener: TcpListener) -> std::io::Result<Server> {
    let workers = app.config.workers;
    let server = HttpServer::new(move || build(app.clone()))
        .workers(workers)
        .client_request_timeout(Duration::from_secs(10))
        .client_disconnect_timeout(Duration::from_secs(2))
        .keep_alive(Duration::from_secs(75))
        .shutdown_timeout(GRACE_SECONDS)
        .listen(listener)?;
    Ok(server.run())
}

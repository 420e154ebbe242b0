//! The service.

use std::net::TcpListener;
use std::sync::Arc;

use actix_web::web::Data;
use domain::pathway::Pathways;

use super::{Failure, become_unprivileged, wait_for};
use crate::app::{self, App};
use crate::clock;
use crate::config::Config;
use crate::demo;
use crate::jobs::{self, Jobs};
use crate::live_settings::LiveSettings;
use crate::pathways;
use crate::postgres::Database;
use crate::security::keyring::Keyring;
use crate::security::limits::Limits;
use crate::security::passwords::Passwords;
use crate::store::{StoreError, pathway_versions};

/// Serves until told to stop; then finishes what is being sent, and stops jobs and database in this order.
pub fn run(config: Config) -> Result<(), Failure> {
    let pathways = pathways::load(config.pathways_dir.as_deref())?;
    let listener = TcpListener::bind((config.bind, config.port)).map_err(|error| {
        format!(
            "Port {} of {} cannot be used: {error}. Set PORT to another.",
            config.port, config.bind
        )
    })?;
    become_unprivileged(&config)?;
    wait_for(serve(config, pathways, listener))
}

async fn serve(config: Config, pathways: Pathways, listener: TcpListener) -> Result<(), Failure> {
    let keyring = Keyring::load(&config.keys)?;
    let database = Database::open(&config).await?;
    let app = Data::new(App {
        pool: database.pool.clone(),
        passwords: Passwords::new(config.workers),
        limits: Limits::new(config.requests_per_second),
        live: LiveSettings::new(&config.hospital),
        clock: Arc::new(clock::System),
        keyring,
        pathways,
        config,
    });
    let served = work(&app, listener).await;
    database.close().await?;
    tracing::info!("stopped");
    served
}

async fn work(app: &Data<App>, listener: TcpListener) -> Result<(), Failure> {
    jobs::look_at_settings(app).await?;
    note_pathways(app).await?;
    if app.config.demo {
        demo::seed(app).await?;
    }
    let jobs = Jobs::start(app)?;
    announce(&app.config);
    let served = app::serve(app.clone(), listener)?.await;
    jobs.stop().await;
    Ok(served?)
}

/// Keeps which definitions are live from now on.
async fn note_pathways(app: &App) -> Result<(), StoreError> {
    let mut conn = app.pool.acquire().await?;
    let now = app.clock.now();
    pathway_versions::note_live(&mut conn, &app.pathways, now).await
}

/// Tells a person at a terminal where to look.
fn announce(config: &Config) {
    println!("The service runs at {}", config.base_url);
    if config.demo {
        println!("{}", demo::accounts_in_words(config));
    }
}

//! The database: a given server, or one of our own in the data folder.

mod binaries;
mod embedded;
mod folder;
mod install;
mod lending;
mod migrate;
mod pool;
pub mod privileges;
mod supervise;

pub use embedded::{Durability, Embedded, EmbeddedError};
pub use lending::Lending;
pub use migrate::{MIGRATOR, MigrateError, migrate};
pub use pool::{Role, connect};
pub use supervise::watch;

use std::sync::Arc;
use std::time::Duration;

use secrecy::ExposeSecret;
use sqlx::postgres::PgConnectOptions;
use sqlx::{ConnectOptions as _, PgConnection, PgPool};
use tokio::task::JoinHandle;
use tokio::time::{Instant, sleep};

use crate::config::{Config, Database as Setting};

/// How long a given server may take to come up before we give up starting.
const PATIENCE: Duration = Duration::from_secs(30);

/// The database of a running program.
pub struct Database {
    /// Connections in the application's role, for what runs beside requests.
    pub pool: PgPool,
    server: Option<(Arc<Embedded>, JoinHandle<()>)>,
}

/// Why there is no database.
#[derive(Debug, thiserror::Error)]
pub enum DatabaseError {
    /// Our own server did not start.
    #[error(transparent)]
    Embedded(#[from] EmbeddedError),
    /// The tables could not be brought up to date.
    #[error(transparent)]
    Migrate(#[from] MigrateError),
    /// The given server did not answer.
    #[error("The database of DATABASE_URL cannot be reached: {0}")]
    Unreachable(#[source] sqlx::Error),
    /// The address was not one. It has been checked when the settings were read.
    #[error("DATABASE_URL is not an address: {0}")]
    Address(#[source] sqlx::Error),
}

impl Database {
    /// Starts or finds the server, brings its tables up to date and connects.
    pub async fn open(config: &Config) -> Result<Self, DatabaseError> {
        match &config.database {
            Setting::Embedded => Self::embedded(config).await,
            Setting::Url { app, migrations } => {
                let app = address(app.expose_secret())?;
                let mut owner = reach(&address(migrations.expose_secret())?).await?;
                migrate(&mut owner).await?;
                let pool = connect(app, Role::App, config.connections.jobs);
                drop(pool.acquire().await.map_err(DatabaseError::Unreachable)?);
                Ok(Self { pool, server: None })
            }
        }
    }

    /// [`Database::open`], or a connection to the server in the data folder where the service is running on it now.
    pub async fn open_or_join(config: &Config) -> Result<Self, DatabaseError> {
        match Self::open(config).await {
            Err(DatabaseError::Embedded(EmbeddedError::InUse(_))) => {
                let app = Embedded::running(&config.data_dir)?;
                Ok(Self {
                    pool: connect(app, Role::App, config.connections.jobs),
                    server: None,
                })
            }
            opened => opened,
        }
    }

    async fn embedded(config: &Config) -> Result<Self, DatabaseError> {
        let server = Arc::new(Embedded::start(&config.data_dir, Durability::Durable).await?);
        let mut owner = reach(&server.superuser()).await?;
        migrate(&mut owner).await?;
        server.ready_app_login(&mut owner).await?;
        let pool = connect(server.app(), Role::App, config.connections.jobs);
        let watch = tokio::spawn(supervise::watch(Arc::clone(&server)));
        Ok(Self {
            pool,
            server: Some((server, watch)),
        })
    }

    /// Closes the connections and stops the server, if it is ours.
    pub async fn close(self) -> Result<(), EmbeddedError> {
        self.pool.close().await;
        let Some((server, watch)) = self.server else {
            return Ok(());
        };
        watch.abort();
        drop(watch.await);
        server.stop().await
    }
}

/// Brings the tables of the configured database up to date and does nothing else.
pub async fn migrate_only(config: &Config) -> Result<(), DatabaseError> {
    match &config.database {
        Setting::Embedded => Database::embedded(config).await?.close().await?,
        Setting::Url { migrations, .. } => {
            let mut owner = reach(&address(migrations.expose_secret())?).await?;
            migrate(&mut owner).await?;
        }
    }
    Ok(())
}

fn address(url: &str) -> Result<PgConnectOptions, DatabaseError> {
    url.parse().map_err(DatabaseError::Address)
}

/// A connection, waiting for a server that is still starting.
async fn reach(options: &PgConnectOptions) -> Result<PgConnection, DatabaseError> {
    let until = Instant::now() + PATIENCE;
    loop {
        match options.connect().await {
            Ok(conn) => return Ok(conn),
            Err(error) if is_refused(&error) || Instant::now() >= until => {
                return Err(DatabaseError::Unreachable(error));
            }
            Err(error) => tracing::info!(%error, "waiting for the database"),
        }
        sleep(Duration::from_millis(500)).await;
    }
}

/// A wrong password, user or database: waiting does not help. (57P03 is a server that is starting.)
fn is_refused(error: &sqlx::Error) -> bool {
    error
        .as_database_error()
        .is_some_and(|told| told.code().is_none_or(|code| !code.starts_with("57")))
}

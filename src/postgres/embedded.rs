//! A Postgres server of our own: durable, on a private socket, in the data folder.

use std::fs::{self, File};
use std::io;
use std::os::unix::net::UnixStream;
use std::path::{Path, PathBuf};
use std::time::Duration;

use postgresql_embedded::{PostgreSQL, Settings};
use sqlx::postgres::PgConnectOptions;
use sqlx::{Executor as _, PgConnection};
use tokio::sync::Mutex;
use tokio::time::sleep;

use super::folder::Folder;
use super::install::{Failed, configuration, install, settings};

/// The socket is private, so that the number serves as part of its name alone.
pub(super) const PORT: u16 = 5432;
/// Who owns the server; only migrations act as this user.
pub(super) const SUPERUSER: &str = "postgres";
const DATABASE: &str = "postgres";
const APP_LOGIN: &str = "referral_app_login";

/// How often to try to start, and how long to wait in between.
const STARTS: u32 = 20;
const PAUSE: Duration = Duration::from_millis(250);

/// Whether a crash may lose what was acknowledged.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Durability {
    /// Never.
    Durable,
    /// It may: for tests.
    Fast,
}

/// Why the server did not start or stop.
#[derive(Debug, thiserror::Error)]
pub enum EmbeddedError {
    /// Another program has it.
    #[error(
        "The data folder {0} is in use by another inpatient-referral: stop it, or set DATA_DIR to another folder"
    )]
    InUse(PathBuf),
    /// The folder cannot be used.
    #[error("The data folder {path} cannot be used: {source}. Set DATA_DIR to a folder that can.")]
    Folder {
        /// Which folder.
        path: PathBuf,
        /// What the system said.
        source: io::Error,
    },
    /// The data are those of another version, which is not here.
    #[error(
        "The data folder was made by Postgres {0}, which is not on this machine: install postgresql-{0}, or name its programs with PG_BINDIR"
    )]
    OtherVersion(u32),
    /// Making the database files failed.
    #[error("initdb failed: {0}")]
    Initdb(String),
    /// The server said no.
    #[error("Postgres cannot be started or stopped: {0}")]
    Server(#[from] postgresql_embedded::Error),
    /// The application's login could not be made.
    #[error("The application's login cannot be made: {0}")]
    Login(#[source] sqlx::Error),
}

/// A running server. Holds the lock of the data folder.
pub struct Embedded {
    server: Mutex<PostgreSQL>,
    sockets: PathBuf,
    superuser_password: String,
    app_password: String,
    _lock: File,
}

impl Embedded {
    /// Starts the server in a data folder, after making it there if need be, and after stopping one that a crashed program
    /// left behind.
    pub async fn start(path: &Path, durability: Durability) -> Result<Self, EmbeddedError> {
        let unusable = |source| EmbeddedError::Folder {
            path: path.to_owned(),
            source,
        };
        let folder = Folder::open(path).map_err(unusable)?;
        let lock = folder.lock().map_err(unusable)?;
        let lock = lock.ok_or_else(|| EmbeddedError::InUse(path.to_owned()))?;
        let sockets = folder.sockets().map_err(unusable)?;
        let superuser_password = folder.password("postgres.password").map_err(unusable)?;
        let app_password = folder.password("app.password").map_err(unusable)?;
        let settings = Settings {
            socket_dir: Some(sockets.clone()),
            configuration: configuration(durability),
            ..settings(&folder, &superuser_password)?
        };
        let settings =
            install(&folder, settings, durability)
                .await
                .map_err(|error| match error {
                    Failed::Folder(source) => unusable(source),
                    Failed::Other(error) => error,
                })?;
        let mut server = PostgreSQL::new(settings);
        if is_listening(&sockets) {
            tracing::info!("stopping the database server that a crashed program left behind");
            server.stop().await?;
        }
        start(&mut server).await?;
        Ok(Self {
            server: Mutex::new(server),
            sockets,
            superuser_password,
            app_password,
            _lock: lock,
        })
    }

    /// How to connect to the server that another program runs in this data folder, as the application's login.
    pub fn running(path: &Path) -> Result<PgConnectOptions, EmbeddedError> {
        let unusable = |source| EmbeddedError::Folder {
            path: path.to_owned(),
            source,
        };
        let folder = Folder::open(path).map_err(unusable)?;
        let password = folder.password("app.password").map_err(unusable)?;
        let sockets = folder.sockets().map_err(unusable)?;
        Ok(options(&sockets, APP_LOGIN, &password))
    }

    /// How to connect as the superuser, for migrations.
    pub fn superuser(&self) -> PgConnectOptions {
        options(&self.sockets, SUPERUSER, &self.superuser_password)
    }

    /// How to connect as the application's login, which may do what `referral_app` may and nothing else.
    pub fn app(&self) -> PgConnectOptions {
        options(&self.sockets, APP_LOGIN, &self.app_password)
    }

    /// The address for the superuser, as other programs take it.
    pub fn url(&self) -> String {
        let sockets = self.sockets.to_string_lossy().replace('/', "%2F");
        let password = &self.superuser_password;
        format!("postgres://{SUPERUSER}:{password}@localhost:{PORT}/{DATABASE}?host={sockets}")
    }

    /// Makes the application's login, or gives it its password again. After the migrations, which make its role.
    pub async fn ready_app_login(&self, conn: &mut PgConnection) -> Result<(), EmbeddedError> {
        // The password is hexadecimal, ours, and cannot be bound in a utility statement.
        let script = format!(
            "DO $$ BEGIN
                 IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = '{APP_LOGIN}') THEN
                     CREATE ROLE {APP_LOGIN} LOGIN IN ROLE referral_app;
                 END IF;
             END $$;
             ALTER ROLE {APP_LOGIN} PASSWORD '{}'",
            self.app_password
        );
        conn.execute(sqlx::AssertSqlSafe(script))
            .await
            .map_err(EmbeddedError::Login)?;
        Ok(())
    }

    /// Starts the server again after it died.
    pub(super) async fn restart(&self) -> Result<(), EmbeddedError> {
        start(&mut *self.server.lock().await).await
    }

    /// Stops the server, letting it write everything down.
    pub async fn stop(&self) -> Result<(), EmbeddedError> {
        self.server.lock().await.stop().await?;
        // Empty by now. One outside the data folder would be left for good.
        let _ = fs::remove_dir(&self.sockets);
        Ok(())
    }
}

/// Starts the server. After a crash the processes that the dead server left need a moment to notice and end, and until then
/// a new one refuses to start.
async fn start(server: &mut PostgreSQL) -> Result<(), EmbeddedError> {
    let mut tries = 0;
    loop {
        tries += 1;
        match server.start().await {
            Ok(()) => return Ok(()),
            Err(error) if tries == STARTS => return Err(error.into()),
            Err(error) => tracing::debug!(%error, "the database server does not start yet"),
        }
        sleep(PAUSE).await;
    }
}

fn options(sockets: &Path, user: &str, password: &str) -> PgConnectOptions {
    PgConnectOptions::new_without_pgpass()
        .socket(sockets)
        .port(PORT)
        .username(user)
        .password(password)
        .database(DATABASE)
}

/// Whether a server listens there. Its process id file says less: a killed server leaves it behind, and the number in it may
/// by now be another program's, which a stop would hit.
fn is_listening(sockets: &Path) -> bool {
    UnixStream::connect(sockets.join(format!(".s.PGSQL.{PORT}"))).is_ok()
}

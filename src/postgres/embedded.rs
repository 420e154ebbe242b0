//! A Postgres server of our own: durable, on a private socket, in the data folder.

use std::collections::HashMap;
use std::fs::{self, File};
use std::io;
use std::os::unix::net::UnixStream;
use std::path::{Path, PathBuf};
use std::process::Stdio;
use std::time::Duration;

use postgresql_embedded::{PostgreSQL, Settings, VersionReq};
use sqlx::postgres::PgConnectOptions;
use sqlx::{Executor as _, PgConnection};
use tokio::process::Command;
use tokio::sync::Mutex;
use tokio::time::sleep;

use super::binaries::{self, Installation};
use super::folder::Folder;

/// The socket is private, so that the number serves as part of its name alone.
const PORT: u16 = 5432;
const SUPERUSER: &str = "postgres";
const DATABASE: &str = "postgres";
const APP_LOGIN: &str = "referral_app_login";
const PATIENCE: Duration = Duration::from_mins(1);

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
        Ok(self.server.lock().await.stop().await?)
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

fn settings(folder: &Folder, password: &str) -> Result<Settings, EmbeddedError> {
    let found = match binaries::version_of_data(&folder.data()) {
        Some(version) => binaries::find_version(version),
        None => binaries::find(),
    };
    let downloaded = || Installation {
        version: 0,
        folder: folder.programs(),
    };
    let trusted = found.is_some();
    let version = binaries::version_of_data(&folder.data());
    let wanted = version.map_or_else(|| ">=15, <19".to_owned(), |version| format!("={version}"));
    Ok(Settings {
        installation_dir: found.unwrap_or_else(downloaded).folder,
        trust_installation_dir: trusted,
        version: VersionReq::parse(&wanted)
            .map_err(|_| EmbeddedError::OtherVersion(version.unwrap_or_default()))?,
        password_file: folder.password_file(),
        data_dir: folder.data(),
        port: PORT,
        username: SUPERUSER.to_owned(),
        password: password.to_owned(),
        temporary: false,
        timeout: Some(PATIENCE),
        ..Settings::default()
    })
}

/// The server's own settings. `-F` is always on its command line, which `fsync` here overrides.
fn configuration(durability: Durability) -> HashMap<String, String> {
    let durable = if durability == Durability::Durable {
        "on"
    } else {
        "off"
    };
    let settings = [
        ("fsync", durable),
        ("full_page_writes", durable),
        ("synchronous_commit", durable),
        ("listen_addresses", ""),
        ("unix_socket_permissions", "0700"),
        ("max_connections", "100"),
        // Logs: one file a weekday, overwritten a week later, without values.
        ("logging_collector", "on"),
        ("log_filename", "postgres-%a.log"),
        ("log_truncate_on_rotation", "on"),
        ("log_rotation_age", "1d"),
        ("log_rotation_size", "0"),
        ("log_min_error_statement", "panic"),
        ("log_error_verbosity", "terse"),
        ("log_parameter_max_length_on_error", "0"),
    ];
    settings
        .map(|(name, value)| (name.to_owned(), value.to_owned()))
        .into()
}

enum Failed {
    Folder(io::Error),
    Other(EmbeddedError),
}

impl From<io::Error> for Failed {
    fn from(error: io::Error) -> Self {
        Self::Folder(error)
    }
}

/// Makes programs and database files where they are missing. The files are made beside their place and renamed when they
/// are whole, so that an interrupted first start leaves nothing half done.
async fn install(
    folder: &Folder,
    settings: Settings,
    durability: Durability,
) -> Result<Settings, Failed> {
    if folder.data().join("PG_VERSION").exists() && settings.trust_installation_dir {
        return Ok(settings);
    }
    let new = folder.unfinished();
    if new.exists() {
        fs::remove_dir_all(&new)?;
    }
    if settings.trust_installation_dir {
        initdb(&settings, &new, durability)
            .await
            .map_err(Failed::Other)?;
        fs::rename(&new, folder.data())?;
        return Ok(settings);
    }
    tracing::info!("no Postgres on this machine: downloading one into the data folder");
    let is_made = folder.data().exists();
    let data_dir = if is_made { folder.data() } else { new.clone() };
    let mut server = PostgreSQL::new(Settings {
        data_dir,
        ..settings
    });
    server
        .setup()
        .await
        .map_err(|error| Failed::Other(error.into()))?;
    if !is_made {
        fs::rename(&new, folder.data())?;
    }
    Ok(Settings {
        data_dir: folder.data(),
        ..server.settings().clone()
    })
}

/// Makes the database files. In the C locale: sorting then never depends on the machine, whose libraries change, and the
/// machine's own locale settings, which may name one that is not installed, do not matter.
async fn initdb(
    settings: &Settings,
    to: &Path,
    durability: Durability,
) -> Result<(), EmbeddedError> {
    let mut command = Command::new(settings.binary_dir().join("initdb"));
    command
        .args([
            "--encoding=UTF8",
            "--locale=C",
            "--auth=scram-sha-256",
            "--data-checksums",
        ])
        .arg(format!("--username={SUPERUSER}"))
        .arg("--pwfile")
        .arg(&settings.password_file)
        .arg("--pgdata")
        .arg(to)
        .env("LC_ALL", "C")
        .stdin(Stdio::null());
    if durability == Durability::Fast {
        command.arg("--no-sync");
    }
    let output = command
        .output()
        .await
        .map_err(|error| EmbeddedError::Initdb(error.to_string()))?;
    if output.status.success() {
        Ok(())
    } else {
        let told = String::from_utf8_lossy(&output.stderr).trim().to_owned();
        Err(EmbeddedError::Initdb(told))
    }
}

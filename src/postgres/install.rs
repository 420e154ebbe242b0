//! Making what the embedded server needs: its programs, its settings and its empty database files.

use std::collections::HashMap;
use std::fs;
use std::io;
use std::path::Path;
use std::process::Stdio;
use std::time::Duration;

use postgresql_embedded::{PostgreSQL, Settings, VersionReq};
use tokio::process::Command;

use super::binaries::{self, Installation};
use super::embedded::{Durability, EmbeddedError, PORT, SUPERUSER};
use super::folder::Folder;

/// How long a command of the server may take.
const PATIENCE: Duration = Duration::from_mins(1);

/// How to run the server of this folder: the machine's own programs where they fit its data, or downloaded ones.
pub(super) fn settings(folder: &Folder, password: &str) -> Result<Settings, EmbeddedError> {
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
        ..defaults()
    })
}

/// The library's settings. It makes two folders for them that nobody uses: they go again.
fn defaults() -> Settings {
    let defaults = Settings::default();
    let unused = [
        Some(defaults.data_dir.as_path()),
        defaults.password_file.parent(),
    ];
    for folder in unused.into_iter().flatten() {
        // Only an empty folder goes; what cannot be removed harms nobody.
        let _ = fs::remove_dir(folder);
    }
    defaults
}

/// The server's own settings. `-F` is always on its command line, which `fsync` here overrides.
pub(super) fn configuration(durability: Durability) -> HashMap<String, String> {
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

/// What went wrong while installing.
pub(super) enum Failed {
    /// A file could not be read or written.
    Folder(io::Error),
    /// Anything else.
    Other(EmbeddedError),
}

impl From<io::Error> for Failed {
    fn from(error: io::Error) -> Self {
        Self::Folder(error)
    }
}

/// Makes programs and database files where they are missing. The files are made beside their place and renamed when they
/// are whole, so that an interrupted first start leaves nothing half done.
pub(super) async fn install(
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

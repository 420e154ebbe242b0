//! The program as its operator runs it: a process of its own, with a data folder and the database server in it.

use std::fs::{self, File, Permissions};
use std::io::{Error, ErrorKind, Result};
use std::net::{Ipv4Addr, SocketAddr, TcpListener};
use std::os::unix::fs::PermissionsExt as _;
use std::os::unix::net::UnixStream;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, ExitStatus, Stdio};
use std::thread::sleep;
use std::time::{Duration, Instant};

use sqlx::postgres::{PgConnectOptions, PgConnection};
use sqlx::{ConnectOptions as _, Error as SqlError};
use tempfile::TempDir;

use super::wire::{self, Connection};

/// The program under test or measurement.
const PROGRAM: &str = env!("CARGO_BIN_EXE_inpatient-referral");

/// How long a start or an end may take: a first start makes the database, perhaps on a busy machine.
const PATIENCE: Duration = Duration::from_mins(1);

/// How much of the log to show with a failure.
const LOG_LINES: usize = 25;

/// A running program and its data folder, both gone when this is dropped.
pub struct Program {
    child: Child,
    settings: Vec<(&'static str, &'static str)>,
    place: TempDir,
    /// Where it listens.
    pub address: SocketAddr,
}

impl Program {
    /// Starts the program in a new data folder, with these settings beside those that keep it apart from others.
    pub fn start(settings: &[(&'static str, &'static str)]) -> Result<Self> {
        let place = tempfile::tempdir()?;
        // Started as root, the program becomes another user, who has to get in.
        fs::set_permissions(place.path(), Permissions::from_mode(0o755))?;
        let address = free_address()?;
        let child = spawn(place.path(), address, settings)?;
        Ok(Self {
            child,
            settings: settings.to_vec(),
            place,
            address,
        })
    }

    /// Starts it again in the same folder, after it ended.
    pub fn start_again(&mut self) -> Result<()> {
        self.child = spawn(self.place.path(), self.address, &self.settings)?;
        Ok(())
    }

    /// Waits until it serves people; returns how long that took.
    pub async fn ready(&mut self) -> Result<Duration> {
        let begun = Instant::now();
        while begun.elapsed() < PATIENCE {
            if let Some(status) = self.child.try_wait()? {
                return Err(Error::other(format!(
                    "it ended with {status}: {}",
                    self.log()
                )));
            }
            if is_ready(self.address).await {
                return Ok(begun.elapsed());
            }
            tokio::time::sleep(Duration::from_millis(10)).await;
        }
        Err(Error::other(format!(
            "it is not ready in a minute: {}",
            self.log()
        )))
    }

    /// Ends it at once, as a loss of power would; the database server of it goes on.
    pub fn kill(&mut self) -> Result<()> {
        self.child.kill()?;
        self.child.wait().map(drop)
    }

    /// Tells it to stop and waits until it has.
    pub fn stop(&mut self) -> Result<ExitStatus> {
        signal("TERM", self.child.id())?;
        let until = Instant::now() + PATIENCE;
        while Instant::now() < until {
            if let Some(status) = self.child.try_wait()? {
                return Ok(status);
            }
            sleep(Duration::from_millis(10));
        }
        Err(ErrorKind::TimedOut.into())
    }

    /// Its data folder.
    pub fn data(&self) -> PathBuf {
        data(self.place.path())
    }

    /// How to reach its database as the superuser.
    pub fn superuser(&self) -> Result<PgConnectOptions> {
        let password = fs::read_to_string(self.data().join("postgres.password"))?;
        let options = PgConnectOptions::new_without_pgpass()
            .socket(self.data().join("run"))
            .username("postgres")
            .password(&password)
            .database("postgres");
        Ok(options)
    }

    /// A connection to its database as the superuser.
    pub async fn database(&self) -> std::result::Result<PgConnection, SqlError> {
        self.superuser()?.connect().await
    }

    /// The end of its log.
    pub fn log(&self) -> String {
        let log = fs::read_to_string(log(self.place.path())).unwrap_or_default();
        let lines: Vec<&str> = log.lines().collect();
        lines[lines.len().saturating_sub(LOG_LINES)..].join("\n")
    }

    /// The first process of the database server, by the file that it keeps in the data folder.
    pub fn database_pid(&self) -> Option<u32> {
        let file = fs::read_to_string(self.data().join("postgres/postmaster.pid")).ok()?;
        file.lines().next()?.trim().parse().ok()
    }
}

impl Drop for Program {
    fn drop(&mut self) {
        if matches!(self.child.try_wait(), Ok(None)) && self.stop().is_err() {
            drop(self.kill());
        }
        // A server that the program left behind. Its file of the process id alone may be left over, so it has to listen too.
        let listens = UnixStream::connect(self.data().join("run/.s.PGSQL.5432")).is_ok();
        if let Some(pid) = self.database_pid().filter(|_| listens) {
            drop(signal("INT", pid));
        }
    }
}

fn spawn(place: &Path, address: SocketAddr, settings: &[(&str, &str)]) -> Result<Child> {
    let log = File::options().append(true).create(true).open(log(place))?;
    Command::new(PROGRAM)
        .arg("serve")
        .env_remove("DATABASE_URL")
        .env("DATA_DIR", data(place))
        .env("PORT", address.port().to_string())
        .env("BASE_URL", format!("http://{address}"))
        .envs(settings.iter().copied())
        .stdin(Stdio::null())
        .stdout(log.try_clone()?)
        .stderr(log)
        .spawn()
}

fn data(place: &Path) -> PathBuf {
    place.join("data")
}

fn log(place: &Path) -> PathBuf {
    place.join("log")
}

fn free_address() -> Result<SocketAddr> {
    TcpListener::bind((Ipv4Addr::LOCALHOST, 0))?.local_addr()
}

async fn is_ready(address: SocketAddr) -> bool {
    let Ok(mut connection) = Connection::open(address).await else {
        return false;
    };
    let answer = connection
        .exchange(&wire::get(address, "/health/ready", ""))
        .await;
    answer.is_ok_and(|answer| answer.status == 200)
}

/// Sends a signal.
pub fn signal(name: &str, pid: u32) -> Result<()> {
    let sent = Command::new("kill")
        .args(["-s", name, &pid.to_string()])
        .stderr(Stdio::null())
        .status()?;
    if sent.success() {
        Ok(())
    } else {
        Err(Error::other(format!("no signal {name} to {pid}")))
    }
}

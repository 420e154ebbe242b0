//! One database server for all tests of a run: that of `TEST_DATABASE_URL`, or the program's own embedded one.

use std::io::{BufRead as _, BufReader, Read as _};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::LazyLock;

use sqlx::postgres::PgConnectOptions;

/// How to connect as a superuser.
pub fn options() -> PgConnectOptions {
    CLUSTER.url.parse().unwrap()
}

static CLUSTER: LazyLock<Cluster> = LazyLock::new(|| match std::env::var("TEST_DATABASE_URL") {
    Ok(url) if !url.is_empty() => Cluster { url, _server: None },
    _ => Cluster::start(),
});

/// Its standard input is open as long as this program lives, however it ends; then the server stops.
struct Cluster {
    url: String,
    _server: Option<Child>,
}

impl Cluster {
    fn start() -> Self {
        // Kept between runs, which saves making it; another run at the same time makes its own.
        spawn(&folder("")).unwrap_or_else(|told| {
            assert!(told.contains("in use"), "{told}");
            let own = folder(&format!("-{}", std::process::id()));
            spawn(&own).unwrap_or_else(|told| panic!("{told}"))
        })
    }
}

/// A folder for this check-out and this user, which an unprivileged user can reach too.
fn folder(suffix: &str) -> PathBuf {
    use std::hash::{DefaultHasher, Hash as _, Hasher as _};
    let mut hasher = DefaultHasher::new();
    (env!("CARGO_MANIFEST_DIR"), std::env::var_os("USER")).hash(&mut hasher);
    let name = format!("inpatient-referral-tests-{:x}{suffix}", hasher.finish());
    std::env::temp_dir().join(name)
}

fn spawn(folder: &Path) -> Result<Cluster, String> {
    let mut server = Command::new(env!("CARGO_BIN_EXE_inpatient-referral"))
        .args(["postgres", "--no-fsync", "--data-dir"])
        .arg(folder)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .map_err(|error| error.to_string())?;
    let mut url = String::new();
    BufReader::new(server.stdout.take().unwrap())
        .read_line(&mut url)
        .unwrap();
    let mut errors = server.stderr.take().unwrap();
    if url.is_empty() {
        let mut told = String::new();
        errors.read_to_string(&mut told).unwrap();
        return Err(told);
    }
    // Drained, so that the server never waits for a full pipe.
    std::thread::spawn(move || std::io::copy(&mut errors, &mut std::io::sink()));
    Ok(Cluster {
        url: url.trim().to_owned(),
        _server: Some(server),
    })
}

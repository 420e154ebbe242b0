//! The embedded server: durable, restarted, for one program at a time.

use std::io::{BufRead as _, BufReader, Read as _};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use sqlx::{ConnectOptions as _, Connection as _, PgConnection, postgres::PgConnectOptions};

/// A program that runs the server alone, and its data folder.
struct Server {
    program: Child,
    url: String,
    folder: PathBuf,
}

impl Server {
    fn start(folder: &Path) -> Self {
        let mut program = command(folder).spawn().unwrap();
        let mut url = String::new();
        BufReader::new(program.stdout.take().unwrap())
            .read_line(&mut url)
            .unwrap();
        if url.is_empty() {
            let mut told = String::new();
            program
                .stderr
                .take()
                .unwrap()
                .read_to_string(&mut told)
                .unwrap();
            panic!("{told}");
        }
        Self {
            program,
            url: url.trim().to_owned(),
            folder: folder.to_owned(),
        }
    }

    /// A connection, as soon as there is one.
    async fn connect(&self) -> PgConnection {
        let options: PgConnectOptions = self.url.parse().unwrap();
        let begun = Instant::now();
        loop {
            match options.connect().await {
                Ok(conn) => return conn,
                Err(error) => assert!(begun.elapsed() < Duration::from_secs(30), "{error}"),
            }
            tokio::time::sleep(Duration::from_millis(50)).await;
        }
    }

    async fn setting(&self, name: &str) -> String {
        let mut conn = self.connect().await;
        let asked = sqlx::query_scalar("SELECT current_setting($1)").bind(name);
        asked.fetch_one(&mut conn).await.unwrap()
    }

    async fn server_process(&self) -> i32 {
        let mut conn = self.connect().await;
        let sql = "SELECT split_part(pg_read_file('postmaster.pid'), E'\\n', 1)::int";
        sqlx::query_scalar(sql).fetch_one(&mut conn).await.unwrap()
    }

    /// Lets the program end as it should.
    fn stop(mut self) {
        drop(self.program.stdin.take());
        assert!(self.program.wait().unwrap().success());
        assert!(
            !self.folder.join("postgres/postmaster.pid").exists(),
            "the server stopped"
        );
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        drop(self.program.stdin.take());
        let _ = self.program.wait();
    }
}

fn command(folder: &Path) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_inpatient-referral"));
    command.arg("postgres").arg("--data-dir").arg(folder);
    command
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped());
    command
}

fn kill(process: i32) {
    let killed = Command::new("kill")
        .args(["-KILL", &process.to_string()])
        .status()
        .unwrap();
    assert!(killed.success());
}

/// A place that an unprivileged user can pass to.
fn place() -> tempfile::TempDir {
    use std::os::unix::fs::PermissionsExt as _;
    let place = tempfile::tempdir().unwrap();
    std::fs::set_permissions(place.path(), std::fs::Permissions::from_mode(0o755)).unwrap();
    place
}

#[tokio::test]
async fn it_is_durable_private_and_survives_every_crash() {
    let place = place();
    let folder = place.path().join("data");
    let mut server = Server::start(&folder);
    assert_eq!(server.setting("fsync").await, "on");
    assert_eq!(server.setting("synchronous_commit").await, "on");
    assert_eq!(server.setting("full_page_writes").await, "on");
    assert_eq!(server.setting("listen_addresses").await, "");
    assert_eq!(server.setting("data_checksums").await, "on");

    let told = command(&folder).output().unwrap();
    assert!(!told.status.success());
    let told = String::from_utf8(told.stderr).unwrap();
    assert!(told.contains("in use by another"), "{told}");

    // The server dies: the program starts it again.
    let mut conn = server.connect().await;
    sqlx::raw_sql("CREATE TABLE kept (id int); INSERT INTO kept VALUES (1)")
        .execute(&mut conn)
        .await
        .unwrap();
    let first = server.server_process().await;
    kill(first);
    let begun = Instant::now();
    while conn.ping().await.is_ok() {
        assert!(begun.elapsed() < Duration::from_secs(10));
        tokio::time::sleep(Duration::from_millis(20)).await;
    }
    let second = server.server_process().await;
    assert_ne!(first, second);
    println!("back after {:?}", begun.elapsed());

    // The program dies and leaves the server: the next program stops it and starts its own.
    server.program.kill().unwrap();
    server.program.wait().unwrap();
    drop(server);
    let server = Server::start(&folder);
    assert_ne!(server.server_process().await, second);
    let mut conn = server.connect().await;
    let kept: i64 = sqlx::query_scalar("SELECT count(*) FROM kept")
        .fetch_one(&mut conn)
        .await
        .unwrap();
    assert_eq!(kept, 1);
    drop(conn);

    // Both die at once.
    let process = server.server_process().await;
    let mut server = server;
    server.program.kill().unwrap();
    kill(process);
    server.program.wait().unwrap();
    drop(server);
    let server = Server::start(&folder);
    assert_eq!(server.setting("fsync").await, "on");
    server.stop();
}

#[tokio::test]
async fn a_path_too_long_for_a_socket_does_not_matter() {
    let place = place();
    let server = Server::start(&place.path().join("d".repeat(150)));
    assert_eq!(server.setting("port").await, "5432");
    server.stop();
}

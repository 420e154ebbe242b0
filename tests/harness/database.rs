//! A database for one test: a copy of a migrated template, dropped afterwards.

use std::sync::atomic::{AtomicU32, Ordering};

use inpatient_referral::postgres::{self, MIGRATOR, Role};
use sqlx::postgres::PgConnectOptions;
use sqlx::{
    AssertSqlSafe, ConnectOptions as _, Connection as _, Executor as _, PgConnection, PgPool,
    Row as _,
};
use tokio::sync::OnceCell;

use super::cluster;

static TEMPLATE: OnceCell<String> = OnceCell::const_new();
static NUMBER: AtomicU32 = AtomicU32::new(0);

/// A database of its own.
pub struct TestDatabase {
    /// Connections in the application's role.
    pub pool: PgPool,
    name: String,
}

impl TestDatabase {
    /// An empty, migrated one.
    pub async fn new() -> Self {
        let template = TEMPLATE.get_or_init(template).await;
        let number = NUMBER.fetch_add(1, Ordering::Relaxed);
        let name = format!("test_{}_{number}", std::process::id());
        execute(
            &mut superuser().await,
            &format!("DROP DATABASE IF EXISTS {name}"),
        )
        .await;
        execute(
            &mut superuser().await,
            &format!("CREATE DATABASE {name} TEMPLATE {template}"),
        )
        .await;
        let pool = postgres::connect(options(&name), Role::App, 12);
        Self { pool, name }
    }

    /// Connections in another role.
    pub fn pool_as(&self, role: Role) -> PgPool {
        postgres::connect(options(&self.name), role, 4)
    }

    /// How to connect as a superuser.
    pub fn options(&self) -> PgConnectOptions {
        options(&self.name)
    }

    /// A connection that may do anything.
    pub async fn superuser(&self) -> PgConnection {
        options(&self.name).connect().await.unwrap()
    }

    /// Runs a statement that may do anything.
    pub async fn execute(&self, sql: &str) {
        execute(&mut self.superuser().await, sql).await;
    }

    /// How many rows a table has.
    pub async fn count(&self, table: &str) -> i64 {
        self.count_where(table, "true").await
    }

    /// How many rows of a table fit.
    pub async fn count_where(&self, table: &str, condition: &str) -> i64 {
        let sql = format!("SELECT count(*) FROM {table} WHERE {condition}");
        let row = self
            .superuser()
            .await
            .fetch_one(AssertSqlSafe(sql))
            .await
            .unwrap();
        row.get(0)
    }

    /// All that a table holds, as text; bytes that are text show as such.
    pub async fn dump(&self, table: &str) -> String {
        let sql = format!(
            "SELECT t::text || encode(convert_to(t::text, 'UTF8'), 'escape') FROM {table} t"
        );
        let rows = self
            .superuser()
            .await
            .fetch_all(AssertSqlSafe(sql))
            .await
            .unwrap();
        let mut lines: Vec<String> = rows.iter().map(|row| row.get(0)).collect();
        lines.extend(lines.clone().iter().map(|line| readable(line)));
        lines.join("\n")
    }

    /// Takes the database away: connections break and new ones are refused.
    pub async fn cut(&self) -> Cut {
        let mut conn = superuser().await;
        execute(
            &mut conn,
            &format!("ALTER DATABASE {} ALLOW_CONNECTIONS false", self.name),
        )
        .await;
        let end = format!(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '{}'",
            self.name
        );
        execute(&mut conn, &end).await;
        Cut {
            name: self.name.clone(),
        }
    }
}

/// A database that was taken away.
pub struct Cut {
    name: String,
}

impl Cut {
    /// Brings it back.
    pub async fn restore(self) {
        let back = format!("ALTER DATABASE {} ALLOW_CONNECTIONS true", self.name);
        execute(&mut superuser().await, &back).await;
    }
}

impl Drop for TestDatabase {
    fn drop(&mut self) {
        let name = std::mem::take(&mut self.name);
        // A thread of its own: the runtime of the test is ending.
        let dropping = std::thread::spawn(move || {
            let runtime = tokio::runtime::Builder::new_current_thread()
                .enable_all()
                .build()
                .unwrap();
            runtime.block_on(async {
                let sql = format!("DROP DATABASE IF EXISTS {name} WITH (FORCE)");
                execute(&mut superuser().await, &sql).await;
            });
        });
        let _ = dropping.join();
    }
}

/// The template of these migrations, made where it is missing. Changed migrations have another name.
async fn template() -> String {
    let mut conn = superuser().await;
    let versions = MIGRATOR.iter().flat_map(|one| one.checksum.iter());
    let sum = versions.fold(0xcbf2_9ce4_8422_2325_u64, |sum, byte| {
        (sum ^ u64::from(*byte)).wrapping_mul(0x0100_0000_01b3)
    });
    let name = format!("template_{sum:016x}");
    execute(&mut conn, "SELECT pg_advisory_lock(20261122)").await;
    let known = format!("SELECT 1 FROM pg_database WHERE datname = '{name}'");
    if conn
        .fetch_optional(AssertSqlSafe(known))
        .await
        .unwrap()
        .is_none()
    {
        let new = format!("{name}_new");
        execute(
            &mut conn,
            &format!("DROP DATABASE IF EXISTS {new} WITH (FORCE)"),
        )
        .await;
        execute(&mut conn, &format!("CREATE DATABASE {new}")).await;
        let mut owner = options(&new).connect().await.unwrap();
        postgres::migrate(&mut owner).await.unwrap();
        owner.close().await.unwrap();
        execute(&mut conn, &format!("ALTER DATABASE {new} RENAME TO {name}")).await;
    }
    conn.close().await.unwrap();
    name
}

fn options(database: &str) -> PgConnectOptions {
    cluster::options().database(database)
}

async fn superuser() -> PgConnection {
    cluster::options().connect().await.unwrap()
}

async fn execute(conn: &mut PgConnection, sql: &str) {
    conn.execute(AssertSqlSafe(sql.to_owned())).await.unwrap();
}

/// Bytes written as `\x6162` read as text, where they are text.
fn readable(line: &str) -> String {
    let bytes = line.split("\\x").skip(1).flat_map(|hex| {
        let hex: Vec<u8> = hex.bytes().take_while(u8::is_ascii_hexdigit).collect();
        hex.chunks_exact(2)
            .map(|pair| u8::from_str_radix(std::str::from_utf8(pair).unwrap(), 16).unwrap())
            .collect::<Vec<_>>()
    });
    String::from_utf8_lossy(&bytes.collect::<Vec<_>>()).into_owned()
}

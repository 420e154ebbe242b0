//! Roles and migrations.

use std::time::Duration;

use sqlx::migrate::{Migrate as _, Migrator};
use sqlx::{Executor as _, PgConnection};

/// The migrations, built in.
pub static MIGRATOR: Migrator = sqlx::migrate!("./migrations");

/// The advisory lock of the program that runs migrations.
const TURN: i64 = 7_355_608_002;
/// How long to wait before asking for it again.
const ASK_AGAIN: Duration = Duration::from_millis(100);

/// Why the tables are not up to date.
#[derive(Debug, thiserror::Error)]
pub enum MigrateError {
    /// The server is too old.
    #[error("Postgres {0} is too old: version 15 or later is needed")]
    TooOld(i32),
    /// The user may not make roles or tables, and something is to be made.
    #[error(
        "The tables are not up to date, and this database user may not change them: set MIGRATION_DATABASE_URL to a user who may create roles and owns the database. ({0})"
    )]
    NotAllowed(#[source] sqlx::Error),
    /// A migration failed.
    #[error("A migration failed: {0}")]
    Failed(#[from] sqlx::migrate::MigrateError),
    /// Something else.
    #[error("The database cannot be prepared: {0}")]
    Database(#[from] sqlx::Error),
}

/// Makes the roles and runs the migrations that are missing, as the owner's role. Several programs may do so at once.
///
/// A user who may not change tables passes where nothing is missing, so that the program can run without that right.
pub async fn migrate(conn: &mut PgConnection) -> Result<(), MigrateError> {
    let version: i32 = sqlx::query_scalar("SELECT current_setting('server_version_num')::int")
        .fetch_one(&mut *conn)
        .await?;
    if version < 150_000 {
        return Err(MigrateError::TooOld(version / 10_000));
    }
    if let Err(error) = prepare(conn).await {
        return if is_current(conn).await {
            Ok(())
        } else {
            Err(MigrateError::NotAllowed(error))
        };
    }
    let done = run(conn).await;
    conn.execute("RESET ROLE").await?;
    done
}

/// Runs what is missing, and lets the program's role see what has been run: sqlx makes that table itself.
async fn run(conn: &mut PgConnection) -> Result<(), MigrateError> {
    wait_for_turn(conn).await?;
    MIGRATOR.run(&mut *conn).await?;
    conn.execute(include_str!("grants.sql")).await?;
    sqlx::query("SELECT pg_advisory_unlock($1)")
        .bind(TURN)
        .execute(conn)
        .await?;
    Ok(())
}

/// Waits until no other program runs migrations. It asks again and again: whoever waits for a lock inside the server holds a
/// snapshot, for whose end `CREATE INDEX CONCURRENTLY` waits, and neither would go on. The lock ends with the connection at the
/// latest.
async fn wait_for_turn(conn: &mut PgConnection) -> Result<(), sqlx::Error> {
    loop {
        let turn = sqlx::query_scalar("SELECT pg_try_advisory_lock($1)").bind(TURN);
        if turn.fetch_one(&mut *conn).await? {
            return Ok(());
        }
        tokio::time::sleep(ASK_AGAIN).await;
    }
}

async fn prepare(conn: &mut PgConnection) -> Result<(), sqlx::Error> {
    conn.execute(include_str!("roles.sql")).await?;
    conn.execute("SET ROLE referral_owner").await?;
    Ok(())
}

/// Whether every migration of this program has been run.
async fn is_current(conn: &mut PgConnection) -> bool {
    let applied = conn.list_applied_migrations("_sqlx_migrations").await;
    applied.is_ok_and(|applied| {
        MIGRATOR
            .iter()
            .all(|wanted| applied.iter().any(|one| one.version == wanted.version))
    })
}

//! Practices that refer, from the command line of the server.

use std::fs::File;
use std::path::PathBuf;

use clap::Subcommand;
use sqlx::{Connection as _, PgConnection};

use super::Failure;
use crate::clock::{Clock as _, System};
use crate::config::Config;
use crate::ods;
use crate::postgres::Database;
use crate::store::audit::{self, By};
use crate::store::practices::{self, Change};

/// Practices read at once for the list.
const SOME: i64 = 500;

/// What can be done.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Take practices over from a file of the Organisation Data Service (epraccur.csv), or one with the columns code, name,
    /// address; all of it or, if something fails, nothing
    Import {
        /// The file
        file: PathBuf,
    },
    /// Print every practice
    List,
}

/// Does it, also while the service runs.
pub async fn run(command: Command, config: &Config) -> Result<(), Failure> {
    let database = Database::open_or_join(config).await?;
    let mut conn = database.pool.acquire().await?;
    let done = match command {
        Command::Import { file } => import(&mut conn, File::open(file)?).await,
        Command::List => list(&mut conn).await,
    };
    drop(conn);
    database.close().await?;
    done
}

/// How many rows came to what.
#[derive(Debug, Default, serde::Serialize)]
struct Tally {
    added: u64,
    updated: u64,
    unchanged: u64,
    closed: u64,
    skipped: u64,
}

async fn import(conn: &mut PgConnection, file: File) -> Result<(), Failure> {
    let mut tally = Tally::default();
    let mut tx = conn.begin().await?;
    for row in ods::rows(file) {
        match row {
            Ok(row) => take_over(&mut tx, &row, &mut tally).await?,
            Err(fault) => {
                eprintln!("{fault}");
                tally.skipped += 1;
            }
        }
    }
    let entry = audit::Entry {
        by: By::System,
        action: "practices.imported",
        subject: "practices",
        subject_id: None,
        data: serde_json::to_value(&tally)?,
    };
    audit::record(&mut tx, entry, System.now()).await?;
    tx.commit().await?;
    println!(
        "{} added, {} updated, {} as before, {} closed, {} skipped.",
        tally.added, tally.updated, tally.unchanged, tally.closed, tally.skipped
    );
    Ok(())
}

async fn take_over(
    conn: &mut PgConnection,
    row: &ods::Row,
    tally: &mut Tally,
) -> Result<(), Failure> {
    let now = System.now();
    if row.closed {
        tally.closed += u64::from(practices::close(conn, &row.code, now).await?);
        return Ok(());
    }
    let change = practices::take_over(conn, &row.code, &row.name, &row.address, now);
    match change.await? {
        Change::Added => tally.added += 1,
        Change::Updated => tally.updated += 1,
        Change::Unchanged => tally.unchanged += 1,
    }
    Ok(())
}

async fn list(conn: &mut PgConnection) -> Result<(), Failure> {
    let mut skipped = 0;
    loop {
        let some = practices::search(conn, "", skipped, SOME).await?;
        for one in &some {
            println!(
                "{}  {}, {}",
                one.ods_code,
                one.name,
                one.address.replace('\n', ", ")
            );
        }
        if some.is_empty() {
            return Ok(());
        }
        skipped += SOME;
    }
}

//! `pgbench` running what a send writes, as plain statements in a transaction, on the same server through the same socket.
//!
//! The statements are made from the rows of a case that was really sent: the same values, but for keys and times.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use sqlx::{Executor as _, PgConnection};
use tempfile::TempDir;

use crate::Fault;
use crate::driver::program::Program;

/// Keys are numbers of a run, a client and a transaction, so that each is used once and grows.
const FIRST_RUN: usize = 10;
const FIRST_CLIENT: usize = 10;
const FIRST_TRANSACTION: usize = 10_000;

/// What varies from case to case, as SQL; `pgbench` puts its variables in.
const DRAFT: &str = "'10000000-0000-7000-8000-000:run:client:n'";
const PATIENT: &str = "'20000000-0000-7000-8000-000:run:client:n'";
const SUBMISSION: &str = "'30000000-0000-7000-8000-000:run:client:n'";
const REFERRAL: &str = "'40000000-0000-7000-8000-000:run:client:n'";
const MESSAGE: &str = "'50000000-0000-7000-8000-000:run:client:n'";
const NONCE: &str = "'60000000-0000-7000-8000-000:run:client:n'";
const REFERENCE: &str = "':run:client:n'";
const ADDRESS: &str = "sha256(':run:client:n')";

const KEYS: [(&str, &str); 8] = [
    ("screening_id", DRAFT),
    ("patient_id", PATIENT),
    ("submission_id", SUBMISSION),
    ("referral_id", REFERRAL),
    ("subject_id", REFERRAL),
    ("nonce", NONCE),
    ("reference", REFERENCE),
    ("key_hash", ADDRESS),
];

/// The tables in the order of writing, each with the key of its rows where it has one of its own.
const TABLES: [(&str, Option<&str>); 7] = [
    ("throttle", None),
    ("patients", Some(PATIENT)),
    ("submissions", Some(SUBMISSION)),
    ("referrals", Some(REFERRAL)),
    ("referral_events", None),
    ("audit_log", None),
    ("outbox", Some(MESSAGE)),
];

const UNLINK: &str = "DELETE FROM resume_tokens WHERE screening_id = $draft";

const CLOSE: &str = "UPDATE screenings
    SET submitted_at = now(), version = version + 1, answers = '{}', private_enc = NULL, contact_enc = NULL,
        email_enc = NULL, email_bidx = NULL, pending_email_enc = NULL, pending_email_bidx = NULL
    WHERE id = $draft AND version = 2 AND submitted_at IS NULL AND expires_at > now()";

/// `pgbench` with its script.
pub struct Pgbench {
    place: TempDir,
    program: PathBuf,
    sockets: PathBuf,
    password: String,
    database: PgConnection,
    run: usize,
}

impl Pgbench {
    /// Writes the script, after the case that was sent last.
    pub async fn prepare(program: &Program) -> Result<Self, Fault> {
        let mut database = program.database().await?;
        let place = tempfile::tempdir()?;
        fs::write(
            place.path().join("script.sql"),
            script(&mut database).await?,
        )?;
        Ok(Self {
            place,
            program: find(),
            sockets: program.data().join("run"),
            password: fs::read_to_string(program.data().join("app.password"))?,
            database,
            run: FIRST_RUN - 1,
        })
    }

    /// Writes down what earlier work left in memory, the server's and the system's (logs, too), so that each measurement
    /// begins alike.
    pub async fn settle(&mut self) -> Result<(), Fault> {
        self.database.execute("CHECKPOINT").await?;
        Command::new("sync").status()?;
        Ok(())
    }

    /// Makes the drafts that the next run closes, as copies of one that has not been sent.
    pub async fn make_drafts(&mut self, clients: usize, each: usize) -> Result<(), Fault> {
        self.run += 1;
        let keys = format!("{}' || c || n", self.run);
        let id = DRAFT.replace(":run:client:n'", &keys);
        let (first_client, last_client) = (FIRST_CLIENT, FIRST_CLIENT + clients - 1);
        let (first, last) = (FIRST_TRANSACTION + 1, FIRST_TRANSACTION + each);
        let copies = format!(
            "INSERT INTO screenings (id, session_hash, audience, pathway_id, pathway_version, answers, private_enc, contact_enc,
                                     version, created_at, saved_at, expires_at)
             SELECT ({id})::uuid, sha256(({id})::bytea), audience, pathway_id, pathway_version, answers, private_enc, contact_enc,
                    version, created_at, saved_at, expires_at
             FROM generate_series({first_client}, {last_client}) c, generate_series({first}, {last}) n,
                  (SELECT * FROM screenings WHERE submitted_at IS NULL AND version = 2 LIMIT 1) one"
        );
        let made = self.database.execute(sqlx::AssertSqlSafe(copies)).await?;
        match made.rows_affected() {
            0 => Err("no draft to copy".into()),
            _ => Ok(()),
        }
    }

    /// Runs the script; returns transactions a second, without the time that connecting takes.
    pub fn run(&self, clients: usize, each: usize) -> Result<f64, Fault> {
        let mut command = Command::new(&self.program);
        command
            .env("PGPASSWORD", &self.password)
            .args(["--no-vacuum", "--protocol=simple", "--jobs=2"])
            .arg(format!("--client={clients}"))
            .arg(format!("--transactions={each}"))
            .arg(format!("--define=run={}", self.run))
            .arg(format!("--define=n={FIRST_TRANSACTION}"))
            .arg("--file")
            .arg(self.place.path().join("script.sql"))
            .arg("--host")
            .arg(&self.sockets)
            .args(["--username=referral_app_login", "postgres"]);
        let output = command.output()?;
        let told = String::from_utf8_lossy(&output.stdout);
        let done = format!(
            "number of transactions actually processed: {0}/{0}",
            clients * each
        );
        if !output.status.success() || !told.contains(&done) {
            return Err(
                format!("pgbench: {told}{}", String::from_utf8_lossy(&output.stderr)).into(),
            );
        }
        let rate = told
            .lines()
            .find_map(|line| line.strip_prefix("tps = ")?.split(' ').next());
        Ok(rate.ok_or("pgbench told no rate")?.parse()?)
    }
}

/// The machine's newest `pgbench`, on the path or beside Debian's servers.
fn find() -> PathBuf {
    let servers = fs::read_dir("/usr/lib/postgresql")
        .into_iter()
        .flatten()
        .flatten();
    let versioned = servers
        .map(|server| server.path().join("bin/pgbench"))
        .filter(|path| path.is_file());
    versioned
        .max()
        .unwrap_or_else(|| Path::new("pgbench").to_owned())
}

async fn script(database: &mut PgConnection) -> Result<String, Fault> {
    let draft = |statement: &str| statement.replace("$draft", DRAFT);
    let mut statements = vec!["BEGIN".to_owned(), draft(CLOSE), draft(UNLINK)];
    for (table, key) in TABLES {
        statements.push(insert(database, table, key).await?);
    }
    statements.push("COMMIT".to_owned());
    let statements: Vec<_> = statements
        .iter()
        .map(|statement| statement.replace('\n', " "))
        .collect();
    Ok(format!(
        "\\set n :n + 1\n\\set client :client_id + {FIRST_CLIENT}\n{};\n",
        statements.join(";\n")
    ))
}

/// The statement that would write the newest row of a table again, with the keys of this transaction.
async fn insert(
    database: &mut PgConnection,
    table: &str,
    key: Option<&str>,
) -> Result<String, Fault> {
    let columns: Vec<(String, String)> = sqlx::query_as(
        "SELECT column_name::text, data_type::text FROM information_schema.columns
         WHERE table_name = $1 AND is_identity = 'NO' ORDER BY ordinal_position",
    )
    .bind(table)
    .fetch_all(&mut *database)
    .await?;
    let literals: Vec<_> = columns
        .iter()
        .map(|(name, _)| format!("quote_nullable({name}::text)"))
        .collect();
    let newest = format!(
        "SELECT ARRAY[{}] FROM {table} ORDER BY ctid DESC LIMIT 1",
        literals.join(", ")
    );
    let row: Vec<String> = sqlx::query_scalar(sqlx::AssertSqlSafe(newest))
        .fetch_one(&mut *database)
        .await?;
    let values = columns
        .iter()
        .zip(row)
        .map(|((name, kind), literal)| value(name, kind, key, literal));
    let values: Vec<_> = values.collect();
    let names: Vec<_> = columns.iter().map(|(name, _)| name.as_str()).collect();
    Ok(format!(
        "INSERT INTO {table} ({}) VALUES ({})",
        names.join(", "),
        values.join(", ")
    ))
}

fn value(name: &str, kind: &str, key: Option<&str>, literal: String) -> String {
    let varying = KEYS
        .iter()
        // What a send leaves empty stays empty.
        .find(|(column, _)| *column == name && literal != "NULL")
        .map(|(_, value)| *value);
    match varying.or(key.filter(|_| name == "id")) {
        Some(varying) => varying.to_owned(),
        None if kind.starts_with("timestamp") && literal != "NULL" => "now()".to_owned(),
        None => literal,
    }
}

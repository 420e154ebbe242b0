//! The command line.

mod healthcheck;
mod postgres;
mod practice;
mod serve;
mod user;

use std::future::Future;
use std::io;
use std::path::Path;
use std::process::ExitCode;

use clap::{Parser, Subcommand};

use crate::assess;
use crate::config::{Config, Database, LogFormat, Settings};
use crate::logs;
use crate::pathways;
use crate::postgres::{migrate_only, privileges};

/// Finds out whether a hospital stay may help, and carries the referral to the admissions team.
#[derive(Debug, Parser)]
#[command(name = "inpatient-referral", version, max_term_width = 110)]
struct Line {
    #[command(subcommand)]
    command: Option<Command>,
    #[command(flatten)]
    settings: Settings,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Run the service (this is what happens without a command)
    Serve,
    /// Read cases from standard input, one JSON object a line, and print what follows from each
    Assess,
    /// Bring the tables of the database up to date, and end
    Migrate,
    /// Run the embedded Postgres server alone, print its address, and stop when standard input closes
    Postgres(postgres::Options),
    /// Practices that refer
    #[command(subcommand)]
    Practice(practice::Command),
    /// Accounts of staff and referrers
    #[command(subcommand)]
    User(user::Command),
    /// Ask the service on this machine whether it runs, and end with status 0 if it does
    Healthcheck,
}

type Failure = Box<dyn std::error::Error + Send + Sync>;

/// Runs the program.
pub fn main() -> ExitCode {
    let line = Line::parse();
    match run(line) {
        Ok(code) => code,
        Err(failure) => {
            eprintln!("{failure}");
            ExitCode::FAILURE
        }
    }
}

fn run(line: Line) -> Result<ExitCode, Failure> {
    let command = line.command.unwrap_or(Command::Serve);
    let json = line.settings.log_format == LogFormat::Json;
    if let Command::Postgres(options) = command {
        logs::start(json);
        return done(postgres::run(&options, &line.settings.data_dir));
    }
    if let Command::Assess = command {
        return assess_cases(line.settings.pathways_dir());
    }
    let config = line.settings.check()?;
    match command {
        Command::Healthcheck => Ok(healthcheck::run(&config)),
        Command::Serve => {
            logs::start(json);
            done(serve::run(config))
        }
        Command::Migrate => {
            logs::start(json);
            become_unprivileged(&config)?;
            done(wait_for(async { Ok(migrate_only(&config).await?) }))
        }
        Command::Practice(command) => {
            become_unprivileged(&config)?;
            done(wait_for(practice::run(command, &config)))
        }
        Command::User(command) => {
            become_unprivileged(&config)?;
            done(wait_for(user::run(command, &config)))
        }
        Command::Assess | Command::Postgres(_) => Ok(ExitCode::SUCCESS),
    }
}

/// Status 1 if a line was not valid. Whoever reads the output may stop early.
fn assess_cases(folder: Option<&Path>) -> Result<ExitCode, Failure> {
    let pathways = pathways::load(folder)?;
    match assess::run(&pathways, io::stdin().lock(), io::stdout().lock()) {
        Ok(true) => Ok(ExitCode::SUCCESS),
        Ok(false) => Ok(ExitCode::FAILURE),
        Err(error) if error.kind() == io::ErrorKind::BrokenPipe => Ok(ExitCode::FAILURE),
        Err(error) => Err(error.into()),
    }
}

fn done(result: Result<(), Failure>) -> Result<ExitCode, Failure> {
    result.map(|()| ExitCode::SUCCESS)
}

/// An embedded server does not run as root.
fn become_unprivileged(config: &Config) -> Result<(), Failure> {
    if matches!(config.database, Database::Embedded) {
        privileges::drop_root(&config.data_dir)?;
    }
    Ok(())
}

/// Runs to the end on a runtime of its own.
fn wait_for(work: impl Future<Output = Result<(), Failure>>) -> Result<(), Failure> {
    let runtime = tokio::runtime::Builder::new_multi_thread()
        .worker_threads(2)
        .enable_all()
        .build()?;
    runtime.block_on(work)
}

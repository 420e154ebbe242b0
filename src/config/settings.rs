//! The settings as they are written; `--help` shows this table.

use std::net::IpAddr;
use std::num::NonZeroU32;
use std::path::{Path, PathBuf};

use clap::builder::{OsStringValueParser, TypedValueParser};
use clap::{Args, ValueEnum};
use secrecy::SecretString;

/// Form of the logs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum LogFormat {
    /// For a person at a terminal.
    Text,
    /// One JSON object a line.
    Json,
}

/// Every setting. Each is an environment variable and an option of the same name.
#[derive(Debug, Clone, Args)]
#[command(next_help_heading = "Settings")]
pub struct Settings {
    /// TCP port to listen on
    #[arg(long, env = "PORT", default_value_t = 8080, global = true)]
    pub port: u16,
    /// Address to listen on
    #[arg(long, env = "BIND", default_value = "127.0.0.1", global = true)]
    pub bind: IpAddr,
    /// Where people reach the service [default: http://localhost:PORT]
    #[arg(long, env = "BASE_URL", global = true)]
    pub base_url: Option<String>,
    /// Demonstration mode: made-up accounts and cases, reserved NHS numbers, a banner
    #[arg(long, env = "DEMO", global = true, num_args = 0..=1, default_value = "false", default_missing_value = "true",
          value_parser = clap::builder::FalseyValueParser::new())]
    pub demo: bool,
    /// Folder for the embedded Postgres server and for generated keys
    #[arg(long, env = "DATA_DIR", default_value = ".data", global = true)]
    pub data_dir: PathBuf,
    /// Folder of pathways (*.toml) to offer besides the built-in ones, or instead of those with the same id
    #[arg(long, env = "PATHWAYS_DIR", global = true, value_parser = path())]
    pub pathways_dir: Option<PathBuf>,
    /// Postgres server to use; an embedded one is started without it
    #[arg(long, env = "DATABASE_URL", hide_env_values = true, global = true)]
    pub database_url: Option<SecretString>,
    /// The same server as a user who may change tables [default: that of `DATABASE_URL`]
    #[arg(
        long,
        env = "MIGRATION_DATABASE_URL",
        hide_env_values = true,
        global = true
    )]
    pub migration_database_url: Option<SecretString>,
    /// Most connections to the database
    #[arg(long, env = "POOL_SIZE", default_value_t = 16, global = true)]
    pub pool_size: u32,
    /// Threads that answer requests [default: one for each processor]
    #[arg(long, env = "WORKERS", global = true)]
    pub workers: Option<usize>,
    /// File of encryption keys, readable by its owner alone
    #[arg(long, env = "KEYS_FILE", global = true, value_parser = path())]
    pub keys_file: Option<PathBuf>,
    /// The encryption keys themselves, in the form of the file
    #[arg(long, env = "KEYS", hide_env_values = true, global = true)]
    pub keys: Option<SecretString>,
    /// Mail server: `smtps://user:password@host`, or `smtp://host?tls=required`
    #[arg(long, env = "SMTP_URL", hide_env_values = true, global = true)]
    pub smtp_url: Option<SecretString>,
    /// Sender of mail: "Admissions <admissions@example.org>"
    #[arg(long, env = "SMTP_FROM", global = true)]
    pub smtp_from: Option<String>,
    /// Mailbox that is told of each new referral
    #[arg(long, env = "ADMISSIONS_EMAIL", global = true)]
    pub admissions_email: Option<String>,
    /// Virus scanner for files: host:port or the path of a socket
    #[arg(long, env = "CLAMD", global = true)]
    pub clamd: Option<String>,
    /// Addresses of reverse proxies, separated by commas
    #[arg(long, env = "TRUSTED_PROXIES", default_value = "", global = true)]
    pub trusted_proxies: String,
    /// Requests that one address may make a second
    #[arg(long, env = "REQUESTS_PER_SECOND", default_value = "50", global = true)]
    pub requests_per_second: NonZeroU32,
    /// Days after which an unsent draft is deleted
    #[arg(long, env = "DRAFT_DAYS", default_value_t = 30, global = true)]
    pub draft_days: u16,
    /// Days for which a link to saved answers works
    #[arg(long, env = "LINK_DAYS", default_value_t = 7, global = true)]
    pub link_days: u16,
    /// Days for which a code to hand answers to a GP works
    #[arg(long, env = "HANDOVER_DAYS", default_value_t = 14, global = true)]
    pub handover_days: u16,
    /// Days after which delivered mail is deleted
    #[arg(long, env = "MAIL_DAYS", default_value_t = 30, global = true)]
    pub mail_days: u16,
    /// Telephone of the admissions team
    #[arg(long, env = "HOSPITAL_PHONE", global = true)]
    pub hospital_phone: Option<String>,
    /// Target in working days to acknowledge what was sent
    #[arg(long, env = "ACKNOWLEDGE_DAYS", default_value_t = 1, global = true)]
    pub acknowledge_days: u32,
    /// Target in working days to triage
    #[arg(long, env = "TRIAGE_DAYS", default_value_t = 2, global = true)]
    pub triage_days: u32,
    /// Target in working days to offer an assessment
    #[arg(long, env = "ASSESSMENT_DAYS", default_value_t = 5, global = true)]
    pub assessment_days: u32,
    /// Share of declines that a second reader reads without the decision, in percent
    #[arg(long, env = "SECOND_READ_PERCENT", default_value_t = 10, global = true)]
    pub second_read_percent: u32,
    /// Years for which the record of somebody who was admitted is kept
    #[arg(long, env = "RECORD_YEARS", default_value_t = 8, global = true)]
    pub record_years: u32,
    /// Years for which a referral that was not accepted is kept
    #[arg(long, env = "DECLINED_YEARS", default_value_t = 2, global = true)]
    pub declined_years: u32,
    /// Form of the logs, which go to standard error
    #[arg(long, env = "LOG_FORMAT", default_value = "text", global = true)]
    pub log_format: LogFormat,
}

/// A path that may be empty: compose files write `KEYS_FILE=`.
fn path() -> impl TypedValueParser<Value = PathBuf> {
    OsStringValueParser::new().map(PathBuf::from)
}

impl Settings {
    /// The folder of further pathways. An empty variable counts as absent.
    pub fn pathways_dir(&self) -> Option<&Path> {
        let folder = self.pathways_dir.as_deref();
        folder.filter(|path| !path.as_os_str().is_empty())
    }
}

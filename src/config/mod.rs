//! Every setting, from the environment or the command line, checked once at start.

mod check;
mod settings;

pub use check::{Fault, Faults};
pub use settings::{LogFormat, Settings};

use std::net::IpAddr;
use std::num::NonZeroU32;
use std::path::PathBuf;

use chrono::Duration;
use domain::referral::Targets;
use lettre::message::Mailbox;
use secrecy::SecretString;

use crate::security::keyring::KeySource;

/// The settings, checked. Secrets do not show in `Debug`.
#[derive(Debug, Clone)]
pub struct Config {
    /// Address to listen on.
    pub bind: IpAddr,
    /// TCP port to listen on.
    pub port: u16,
    /// Where people reach the service, without a slash at the end: `https://referrals.example.org`.
    pub base_url: String,
    /// Demonstration mode: seeds accounts and cases, accepts reserved NHS numbers, shows a banner.
    pub demo: bool,
    /// Folder for the embedded server and for keys made by the program.
    pub data_dir: PathBuf,
    /// Folder of further pathways.
    pub pathways_dir: Option<PathBuf>,
    /// Which database.
    pub database: Database,
    /// How the connections to the database are shared out.
    pub connections: Connections,
    /// Threads that answer requests.
    pub workers: usize,
    /// Where the keys are.
    pub keys: KeySource,
    /// Mail server, if any.
    pub mail: Option<Mail>,
    /// Mailbox of the team that hears of new referrals.
    pub admissions_email: Option<Mailbox>,
    /// Virus scanner for files, if any.
    pub clamd: Option<Clamd>,
    /// Reverse proxies whose `X-Forwarded-For` is believed.
    pub trusted_proxies: Vec<IpAddr>,
    /// Requests that one address may make a second.
    pub requests_per_second: NonZeroU32,
    /// How long things are kept and last.
    pub periods: Periods,
    /// Of the hospital.
    pub hospital: Hospital,
    /// Form of the logs.
    pub log_format: LogFormat,
}

impl Config {
    /// Whether people reach the service over TLS.
    pub fn tls(&self) -> bool {
        self.base_url.starts_with("https://")
    }

    /// A whole address on this service; `path` begins with a slash.
    pub fn link(&self, path: &str) -> String {
        format!("{}{path}", self.base_url)
    }
}

/// How many connections to the database this process keeps.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Connections {
    /// At most so many for what runs beside requests.
    pub jobs: u32,
    /// At most so many for the requests of one worker.
    pub worker: usize,
}

impl Connections {
    /// Enough for every job at once; the rest is the workers'.
    const JOBS: u32 = 2;

    /// Shares `most` connections out between jobs and so many workers.
    fn share(most: u32, workers: usize) -> Self {
        let jobs = Self::JOBS.min(most / 2).max(1);
        let rest = usize::try_from(most.saturating_sub(jobs)).unwrap_or(usize::MAX);
        let worker = (rest / workers.max(1)).max(1);
        Self { jobs, worker }
    }
}

/// Which database to use.
#[derive(Debug, Clone)]
pub enum Database {
    /// A server of our own in the data folder.
    Embedded,
    /// A given server.
    Url {
        /// For the program at work.
        app: SecretString,
        /// For migrations; may be the same.
        migrations: SecretString,
    },
}

/// How mail leaves.
#[derive(Debug, Clone)]
pub struct Mail {
    /// `smtps://user:password@host` or `smtp://host?tls=required`.
    pub url: SecretString,
    /// The sender.
    pub from: Mailbox,
}

/// Where clamd listens.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Clamd {
    /// Host and port.
    Tcp(String),
    /// A Unix socket.
    Socket(PathBuf),
}

/// How long things are kept and last.
#[derive(Debug, Clone, Copy)]
pub struct Periods {
    /// An unsent draft, after its last change.
    pub draft: Duration,
    /// A link to come back to a draft.
    pub link: Duration,
    /// A code to hand answers to a referrer.
    pub handover: Duration,
    /// Delivered mail, for those who look into a complaint.
    pub mail: Duration,
}

/// What belongs to the hospital and may change.
#[derive(Debug, Clone)]
pub struct Hospital {
    /// Telephone of the admissions team.
    pub phone: Option<String>,
    /// Working days until something that was sent is acknowledged.
    pub acknowledge_days: u32,
    /// Working days until it is triaged.
    pub triage_days: u32,
    /// Working days until an assessment is offered.
    pub assessment_days: u32,
    /// Share of declines that a second reader reads without the decision, in percent.
    pub second_read_percent: u32,
    /// Years for which the record of somebody who was admitted is kept.
    pub record_years: u32,
    /// Years for which a referral that was not accepted is kept.
    pub declined_years: u32,
}

impl Hospital {
    /// What the service promises.
    pub fn targets(&self) -> Targets {
        Targets {
            acknowledge: self.acknowledge_days,
            triage: self.triage_days,
            assessment: self.assessment_days,
        }
    }
}

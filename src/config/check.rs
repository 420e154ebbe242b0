//! From what is written to what can be used, or everything that is wrong with it.

use std::fmt;
use std::net::IpAddr;
use std::num::NonZeroUsize;
use std::path::Path;
use std::thread::available_parallelism;

use actix_web::http::Uri;
use chrono::Duration;
use lettre::message::Mailbox;
use secrecy::{ExposeSecret, SecretString};

use super::{Clamd, Config, Connections, Database, Hospital, Mail, Periods, Settings};
use crate::security::keyring::KeySource;

/// Something wrong with a setting, as a sentence that never repeats a secret.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fault {
    /// The environment variable.
    pub setting: &'static str,
    /// What to do.
    pub sentence: &'static str,
}

/// Everything wrong with the settings.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub struct Faults(pub Vec<Fault>);

impl fmt::Display for Faults {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "The settings cannot be used:")?;
        self.0
            .iter()
            .try_for_each(|fault| write!(formatter, "\n  {}: {}", fault.setting, fault.sentence))
    }
}

impl Settings {
    /// Checks every setting, and tells all faults at once.
    pub fn check(self) -> Result<Config, Faults> {
        let mut faults = Vec::new();
        let config =
            self.checked(&mut |setting, sentence| faults.push(Fault { setting, sentence }));
        if faults.is_empty() {
            Ok(config)
        } else {
            Err(Faults(faults))
        }
    }

    fn checked(self, fault: &mut dyn FnMut(&'static str, &'static str)) -> Config {
        let base_url = base_url(&self, fault);
        let database = database(&self, fault);
        let keys = keys(&self, &database, fault);
        let mail = mail(&self, fault);
        let (workers, connections) = threads(&self, fault);
        let clamd = clamd(&self, fault);
        if self.draft_days == 0 || self.link_days == 0 || self.handover_days == 0 {
            let names = "DRAFT_DAYS, LINK_DAYS, HANDOVER_DAYS";
            fault(names, "At least 1 day is needed.");
        }
        if self.second_read_percent > 100 {
            fault("SECOND_READ_PERCENT", "Give a number from 0 to 100.");
        }
        Config {
            bind: self.bind,
            port: self.port,
            base_url,
            demo: self.demo,
            pathways_dir: self.pathways_dir().map(Path::to_owned),
            database,
            connections,
            workers,
            keys,
            mail,
            clamd,
            admissions_email: mailbox(
                filled(self.admissions_email.as_deref()),
                "ADMISSIONS_EMAIL",
                fault,
            ),
            trusted_proxies: proxies(&self.trusted_proxies, fault),
            requests_per_second: self.requests_per_second,
            periods: Periods {
                draft: Duration::days(self.draft_days.into()),
                link: Duration::days(self.link_days.into()),
                handover: Duration::days(self.handover_days.into()),
                mail: Duration::days(self.mail_days.into()),
            },
            hospital: Hospital {
                phone: filled(self.hospital_phone.as_deref()).map(str::to_owned),
                acknowledge_days: self.acknowledge_days,
                triage_days: self.triage_days,
                assessment_days: self.assessment_days,
                second_read_percent: self.second_read_percent,
                record_years: self.record_years,
                declined_years: self.declined_years,
            },
            log_format: self.log_format,
            data_dir: self.data_dir,
        }
    }
}

type Tell<'a> = &'a mut dyn FnMut(&'static str, &'static str);

/// An empty variable counts as absent: compose files write `SMTP_URL=`.
fn filled(text: Option<&str>) -> Option<&str> {
    text.map(str::trim).filter(|text| !text.is_empty())
}

fn secret(text: Option<&SecretString>) -> Option<SecretString> {
    filled(text.map(ExposeSecret::expose_secret)).map(SecretString::from)
}

/// How many workers there are, and how they share the connections.
fn threads(settings: &Settings, fault: Tell<'_>) -> (usize, Connections) {
    let most = usize::try_from(settings.pool_size).unwrap_or(usize::MAX);
    let wanted = settings.workers.map(|workers| workers.max(1));
    if wanted.unwrap_or(1) >= most {
        let each = "At least 1 connection for each worker and 1 more are needed.";
        fault("POOL_SIZE", each);
    }
    let room = most.saturating_sub(1).max(1);
    let workers = wanted.unwrap_or_else(|| processors().min(room));
    (workers, Connections::share(settings.pool_size, workers))
}

fn processors() -> usize {
    available_parallelism().map_or(1, NonZeroUsize::get)
}

fn base_url(settings: &Settings, fault: Tell<'_>) -> String {
    let Some(text) = filled(settings.base_url.as_deref()) else {
        return format!("http://localhost:{}", settings.port);
    };
    let text = text.trim_end_matches('/');
    let parsed = text.parse::<Uri>().ok();
    let scheme = parsed
        .as_ref()
        .and_then(Uri::scheme_str)
        .unwrap_or_default();
    let host = parsed.as_ref().and_then(Uri::host).unwrap_or_default();
    let whole_site = parsed
        .as_ref()
        .is_some_and(|uri| matches!(uri.path(), "" | "/") && uri.query().is_none());
    if !whole_site || host.is_empty() || !matches!(scheme, "http" | "https") {
        fault(
            "BASE_URL",
            "Give scheme and host alone, such as https://referrals.example.org",
        );
    } else if scheme == "http" && !settings.demo && !is_loopback(host) {
        fault(
            "BASE_URL",
            "Patients' answers need TLS: give an https address. (http is taken for this machine, and with DEMO.)",
        );
    }
    text.to_owned()
}

fn is_loopback(host: &str) -> bool {
    let bare = host.trim_start_matches('[').trim_end_matches(']');
    host == "localhost"
        || host.ends_with(".localhost")
        || bare
            .parse::<IpAddr>()
            .is_ok_and(|address| address.is_loopback())
}

fn database(settings: &Settings, fault: Tell<'_>) -> Database {
    let app = secret(settings.database_url.as_ref());
    let migrations = secret(settings.migration_database_url.as_ref());
    if app.is_none() && migrations.is_some() {
        fault("MIGRATION_DATABASE_URL", "Give DATABASE_URL as well.");
    }
    let Some(app) = app else {
        return Database::Embedded;
    };
    let migrations = migrations.unwrap_or_else(|| app.clone());
    for (url, name) in [
        (&app, "DATABASE_URL"),
        (&migrations, "MIGRATION_DATABASE_URL"),
    ] {
        if url
            .expose_secret()
            .parse::<sqlx::postgres::PgConnectOptions>()
            .is_err()
        {
            fault(
                name,
                "Give an address such as postgres://user:password@host:5432/database",
            );
        }
    }
    Database::Url { app, migrations }
}

fn keys(settings: &Settings, database: &Database, fault: Tell<'_>) -> KeySource {
    let text = secret(settings.keys.as_ref());
    match (
        text,
        settings
            .keys_file
            .clone()
            .filter(|path| !path.as_os_str().is_empty()),
    ) {
        (Some(_), Some(_)) => fault("KEYS, KEYS_FILE", "Give one of them."),
        (Some(text), None) => return KeySource::Text(text),
        (None, Some(path)) => return KeySource::File(path),
        // Keys made on one node could not be read on another, nor after its disk is gone.
        (None, None) if matches!(database, Database::Url { .. }) && !settings.demo => {
            fault(
                "KEYS_FILE",
                "With DATABASE_URL give the encryption keys, the same on every node.",
            );
        }
        (None, None) => {}
    }
    KeySource::Generated(settings.data_dir.join("keys.json"))
}

fn mail(settings: &Settings, fault: Tell<'_>) -> Option<Mail> {
    let url = secret(settings.smtp_url.as_ref())?;
    if lettre::AsyncSmtpTransport::<lettre::Tokio1Executor>::from_url(url.expose_secret()).is_err()
    {
        fault(
            "SMTP_URL",
            "Give an address such as smtps://user:password@host",
        );
    } else if !encrypted(url.expose_secret()) && !settings.demo {
        fault(
            "SMTP_URL",
            "Mail has to leave over TLS: smtps://host, or smtp://host?tls=required",
        );
    }
    let from = mailbox(filled(settings.smtp_from.as_deref()), "SMTP_FROM", fault);
    if from.is_none() {
        fault(
            "SMTP_FROM",
            "With SMTP_URL give the sender, such as Admissions <admissions@example.org>",
        );
    }
    Some(Mail { url, from: from? })
}

/// A path begins with a slash; anything else is a host and a port.
fn clamd(settings: &Settings, fault: Tell<'_>) -> Option<Clamd> {
    let text = filled(settings.clamd.as_deref())?;
    if text.starts_with('/') {
        return Some(Clamd::Socket(text.into()));
    }
    let port = text.rsplit_once(':').map(|(_, port)| port.parse::<u16>());
    if !matches!(port, Some(Ok(_))) {
        fault("CLAMD", "Give host:port, or the path of a socket.");
    }
    Some(Clamd::Tcp(text.to_owned()))
}

fn encrypted(url: &str) -> bool {
    url.starts_with("smtps://") || url.ends_with("tls=required")
}

fn mailbox(text: Option<&str>, name: &'static str, fault: Tell<'_>) -> Option<Mailbox> {
    let parsed = text?.parse();
    if parsed.is_err() {
        fault(
            name,
            "Give a mailbox, such as Admissions <admissions@example.org>",
        );
    }
    parsed.ok()
}

fn proxies(text: &str, fault: Tell<'_>) -> Vec<IpAddr> {
    let written = text
        .split(',')
        .map(str::trim)
        .filter(|part| !part.is_empty());
    let parsed: Result<Vec<IpAddr>, _> = written.map(str::parse).collect();
    parsed.unwrap_or_else(|_| {
        fault("TRUSTED_PROXIES", "Give IP addresses separated by commas.");
        Vec::new()
    })
}

#[cfg(test)]
mod tests;

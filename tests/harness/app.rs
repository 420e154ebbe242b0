//! The application on a random loopback port, on a fresh database, with a clock that tests move.

use std::net::TcpListener;
use std::ops::Deref;
use std::sync::{Arc, Mutex};

use actix_web::{dev::ServerHandle, web};
use chrono::{DateTime, TimeDelta, Utc};
use clap::{Args as _, FromArgMatches as _};
use domain::pathway::Pathways;
use inpatient_referral::app::{self, App};
use inpatient_referral::clock::{Clock, System};
use inpatient_referral::config::{Config, Settings};
use inpatient_referral::live_settings::LiveSettings;
use inpatient_referral::security::keyring::Keyring;
use inpatient_referral::security::limits::Limits;
use inpatient_referral::security::passwords::Passwords;

use super::database::{Cut, TestDatabase};
use super::http::Browser;

/// A clock that stands still until it is moved.
pub struct HandClock(Mutex<DateTime<Utc>>);

impl HandClock {
    /// One that shows the time at which it is made.
    pub fn now_still() -> Arc<Self> {
        Arc::new(Self(Mutex::new(System.now())))
    }

    /// Moves on.
    pub fn advance(&self, by: TimeDelta) {
        *self.0.lock().unwrap() += by;
    }
}

impl Clock for HandClock {
    fn now(&self) -> DateTime<Utc> {
        *self.0.lock().unwrap()
    }
}

/// A running application.
pub struct TestApp {
    /// Where it is.
    pub base: String,
    /// What its handlers reach.
    pub app: web::Data<App>,
    /// Its clock.
    pub clock: Arc<HandClock>,
    /// Its database.
    pub database: TestDatabase,
    server: ServerHandle,
}

/// What the database can do, the application of a test can too.
impl Deref for TestApp {
    type Target = TestDatabase;

    fn deref(&self) -> &TestDatabase {
        &self.database
    }
}

impl TestApp {
    /// Starts one in demonstration mode.
    pub async fn start() -> Self {
        Self::start_with(&["--demo"]).await
    }

    /// Starts one as it runs for real.
    pub async fn live() -> Self {
        Self::start_with(&[]).await
    }

    /// Starts one with these settings.
    pub async fn start_with(options: &[&str]) -> Self {
        Self::start_offering(options, Pathways::embedded().unwrap()).await
    }

    /// Starts one with these settings and questionnaires.
    pub async fn start_offering(options: &[&str], pathways: Pathways) -> Self {
        let database = TestDatabase::new().await;
        let clock = HandClock::now_still();
        let values = App {
            pathways,
            ..bare(&database, &clock, config(options))
        };
        let app = web::Data::new(values);
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let base = format!("http://{}", listener.local_addr().unwrap());
        let running = app::serve(app.clone(), listener).unwrap();
        let server = running.handle();
        tokio::spawn(running);
        Self {
            base,
            app,
            clock,
            database,
            server,
        }
    }

    /// A new browser that knows nothing.
    pub fn browser(&self) -> Browser {
        Browser::new(&self.base)
    }

    /// The time as the application tells it.
    pub fn now(&self) -> DateTime<Utc> {
        self.clock.now()
    }

    /// Takes the database away.
    pub async fn cut_database(&self) -> Cut {
        self.database.cut().await
    }

    /// Stops the application and drops its database.
    pub async fn stop(self) {
        self.server.stop(false).await;
        self.app.pool.close().await;
    }
}

/// The application's values without a server.
pub fn bare(database: &TestDatabase, clock: &Arc<HandClock>, config: Config) -> App {
    App {
        pool: database.pool.clone(),
        keyring: Keyring::ephemeral(),
        pathways: Pathways::embedded().unwrap(),
        clock: Arc::clone(clock) as Arc<dyn Clock>,
        passwords: Passwords::new(2),
        limits: Limits::new(config.requests_per_second),
        live: LiveSettings::new(&config.hospital),
        config,
    }
}

/// Settings as from the command line.
pub fn config(options: &[&str]) -> Config {
    let command = Settings::augment_args(clap::Command::new("tests"));
    let unlimited = ["--requests-per-second", "100000"];
    let limit = if options.contains(&unlimited[0]) {
        &[][..]
    } else {
        &unlimited
    };
    let line = ["tests", "--workers", "1"]
        .iter()
        .chain(limit)
        .chain(options);
    let matches = command.get_matches_from(line);
    Settings::from_arg_matches(&matches)
        .unwrap()
        .check()
        .unwrap()
}

//! The connection pool, with a limit on every wait: a person hears within three seconds that the database is away.

use std::time::Duration;

use sqlx::postgres::{PgConnectOptions, PgPoolOptions};
use sqlx::{Connection as _, Executor as _, PgPool};

/// How long a request waits for a connection.
pub(super) const ACQUIRE: Duration = Duration::from_secs(2);

/// A connection that was idle for longer is tried before it is handed out; a busy one is not, which saves a round trip.
pub(super) const FRESH: Duration = Duration::from_millis(500);

/// After this long a connection gives way to a new one.
pub(super) const LIFETIME: Duration = Duration::from_mins(30);

/// As whom to act.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Role {
    /// What the program does.
    App,
    /// Statistics without identifying columns.
    Reporting,
}

impl Role {
    /// What each new connection is told: the role, and how long statements, locks and forgotten transactions may take.
    /// Compiling a query or starting workers for it takes longer than our short ones run. Plans are made once for each
    /// connection: one made while a table was small would go on reading it whole.
    pub(super) fn set_up(self) -> &'static str {
        match self {
            Self::App => {
                "SET ROLE referral_app; SET statement_timeout = '2500ms'; SET lock_timeout = '2s';
                 SET idle_in_transaction_session_timeout = '10s'; SET client_min_messages = 'warning'; SET jit = off;
                 SET max_parallel_workers_per_gather = 0; SET enable_seqscan = off"
            }
            Self::Reporting => {
                "SET ROLE referral_reporting; SET statement_timeout = '30s'; SET lock_timeout = '2s';
                 SET idle_in_transaction_session_timeout = '10s'; SET default_transaction_read_only = on"
            }
        }
    }
}

/// A pool of at most `size` connections in a role. Connects when it is first used.
pub fn connect(options: PgConnectOptions, role: Role, size: u32) -> PgPool {
    PgPoolOptions::new()
        .max_connections(size)
        .acquire_timeout(ACQUIRE)
        .idle_timeout(Duration::from_mins(10))
        .max_lifetime(LIFETIME)
        .test_before_acquire(false)
        .before_acquire(|conn, about| {
            Box::pin(async move {
                if about.idle_for > FRESH {
                    conn.ping().await?;
                }
                Ok(true)
            })
        })
        .after_connect(move |conn, _| {
            Box::pin(async move {
                conn.execute(role.set_up()).await?;
                Ok(())
            })
        })
        .connect_lazy_with(options.application_name("inpatient-referral"))
}

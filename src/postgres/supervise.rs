//! Watching over our own server: when it dies, it is started again.

use std::sync::Arc;
use std::time::Duration;

use sqlx::{ConnectOptions as _, Connection as _, PgConnection};
use tokio::time::{sleep, timeout};

use super::Embedded;

/// How often to ask, and how long to wait before trying again.
const PAUSE: Duration = Duration::from_millis(250);

/// How long an answer may take before a new connection is tried.
const ANSWER: Duration = Duration::from_secs(5);

enum Health {
    /// It answers.
    Well(PgConnection),
    /// It runs, but does not let us in now: full, recovering, slow. A restart would do harm.
    Busy,
    /// Nobody listens.
    Dead,
}

/// Watches until it is aborted.
pub async fn watch(server: Arc<Embedded>) {
    loop {
        match examine(&server).await {
            Health::Well(conn) => while_it_answers(conn).await,
            Health::Busy => sleep(PAUSE).await,
            Health::Dead => revive(&server).await,
        }
    }
}

async fn examine(server: &Embedded) -> Health {
    match timeout(ANSWER, server.superuser().connect()).await {
        Ok(Ok(conn)) => Health::Well(conn),
        Ok(Err(sqlx::Error::Io(_))) => Health::Dead,
        Ok(Err(_)) | Err(_) => Health::Busy,
    }
}

async fn while_it_answers(mut conn: PgConnection) {
    while let Ok(Ok(())) = timeout(ANSWER, conn.ping()).await {
        sleep(PAUSE).await;
    }
}

async fn revive(server: &Embedded) {
    tracing::error!("the database server died: starting it again");
    match server.restart().await {
        Ok(()) => tracing::info!("the database server runs again"),
        Err(error) => {
            tracing::error!(%error, "the database server does not start");
            sleep(PAUSE).await;
        }
    }
}

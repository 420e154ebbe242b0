//! Passing the bell on between nodes: what is rung here is told to the others, and what they tell is rung here.

use std::time::Duration;

use actix_web::web::Data;
use chrono::{DateTime, Utc};
use sqlx::PgPool;
use sqlx::postgres::{PgConnectOptions, PgListener, PgNotification};
use tokio::time::timeout;

use super::Stop;
use crate::app::App;
use crate::postgres::{self, Role};
use crate::store::{StoreError, changes, within};

/// Other nodes are told at most this often: telling takes a lock of the whole database for a moment.
const APART: Duration = Duration::from_millis(500);

/// How often to look by ourselves while nobody can tell us, and before a connection is tried again.
const DEAF: Duration = Duration::from_secs(3);

/// How often to look by ourselves though we are told: between us and the database something may swallow what we are told.
const DOUBT: Duration = Duration::from_secs(30);

/// How long the database may take.
const DATABASE: Duration = Duration::from_secs(5);

/// Passes it on until the program stops, over two connections of its own.
pub async fn run(app: Data<App>, stop: Stop) {
    let options = PgConnectOptions::clone(&app.pool.connect_options());
    let pool = postgres::connect(options, Role::App, 2);
    tokio::join!(
        tell(&app, &pool, stop.clone()),
        hear(&app, &pool, stop.clone())
    );
    pool.close().await;
}

/// Tells the others what is rung here. What could not be told is told once the database is back.
async fn tell(app: &App, pool: &PgPool, mut stop: Stop) {
    while stop.until(app.bell.rung()).await.is_some() {
        while let Err(error) = within(DATABASE, told(app, pool)).await {
            tracing::warn!(%error, "other nodes are told later that cases changed");
            if !stop.pause(DEAF).await {
                return;
            }
        }
        if !stop.pause(APART).await {
            return;
        }
    }
}

async fn told(app: &App, pool: &PgPool) -> Result<(), StoreError> {
    let mut conn = pool.acquire().await?;
    changes::tell(&mut conn, app.bell.node()).await
}

/// Rings what others tell, and while they cannot, what we find ourselves.
async fn hear(app: &App, pool: &PgPool, mut stop: Stop) {
    let mut known = Known::default();
    loop {
        known.look(app, pool).await;
        let heard = listen(app, pool, &mut known, &mut stop).await;
        match heard {
            Ok(()) => return,
            Err(error) => {
                tracing::warn!(%error, "nobody can tell this node that cases changed; it looks every few seconds");
            }
        }
        if !stop.pause(DEAF).await {
            return;
        }
    }
}

/// Listens until the program stops, or the connection is lost.
async fn listen(
    app: &App,
    pool: &PgPool,
    known: &mut Known,
    stop: &mut Stop,
) -> Result<(), sqlx::Error> {
    let mut listener = PgListener::connect_with(pool).await?;
    listener.listen(changes::CHANNEL).await?;
    // What came before the connection was there.
    known.look(app, pool).await;
    loop {
        let Some(heard) = stop.until(timeout(DOUBT, listener.try_recv())).await else {
            return Ok(());
        };
        match heard {
            Ok(told) => match told? {
                Some(told) => strike(app, &told),
                None => return Err(sqlx::Error::WorkerCrashed),
            },
            Err(_) => known.look(app, pool).await,
        }
    }
}

/// A ring of our own was heard here when it was rung.
fn strike(app: &App, told: &PgNotification) {
    if told.payload() != app.bell.node().simple().to_string() {
        app.bell.strike();
    }
}

/// The latest change that this node knows of.
#[derive(Default)]
struct Known(Option<DateTime<Utc>>);

impl Known {
    /// Looks by ourselves. While the database is away there is nothing to tell.
    async fn look(&mut self, app: &App, pool: &PgPool) {
        let latest = within(DATABASE, async {
            let mut conn = pool.acquire().await.map_err(StoreError::from)?;
            changes::latest(&mut conn).await
        });
        let Ok(latest) = latest.await else { return };
        if self.0.is_some() && latest > self.0 {
            app.bell.strike();
        }
        self.0 = latest.or(self.0);
    }
}

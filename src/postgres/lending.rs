//! The connections of one worker thread.
//!
//! A connection is driven by the thread that opened it, and by no other: no answer of the database is handed from thread to
//! thread, and a worker that ends first takes nothing from the others. After work that went well a connection is kept as it
//! is, where `sqlx::Pool` would first make another round trip.

use std::time::Duration;

use deadpool::managed::{self, Metrics, Object, PoolError, RecycleError, RecycleResult};
use sqlx::postgres::PgConnectOptions;
use sqlx::{ConnectOptions as _, Connection as _, Executor as _, PgConnection, PgPool};
use tokio::time::{sleep, timeout};

use super::pool::{ACQUIRE, FRESH, LIFETIME, Role};

/// How long to wait before a server that takes no connections is asked again.
const RETRY: Duration = Duration::from_millis(50);

/// Lends connections to the requests of one thread.
#[derive(Clone)]
pub struct Lending(managed::Pool<Opener>);

impl Lending {
    /// At most `most` connections in the application's role, to the server of this pool.
    pub fn new(pool: &PgPool, most: usize) -> Self {
        let opener = Opener(PgConnectOptions::clone(&pool.connect_options()));
        let lending = managed::Pool::builder(opener).max_size(most).build();
        Self(lending.expect("only time limits, which are not set here, need a runtime"))
    }

    /// A connection, within two seconds.
    ///
    /// # Errors
    /// When the server is away, or all connections are lent for that long.
    pub async fn lend(&self) -> Result<Lent, sqlx::Error> {
        let got = timeout(ACQUIRE, self.0.get()).await;
        match got.map_err(|_| sqlx::Error::PoolTimedOut)? {
            Ok(connection) => Ok(Lent(Some(connection))),
            Err(PoolError::Backend(error)) => Err(error),
            Err(_) => Err(sqlx::Error::PoolClosed),
        }
    }

    /// Works with a connection, and gives it back as it was.
    ///
    /// # Errors
    /// What the work refused, or that there is no connection.
    pub async fn work<T, E: From<sqlx::Error>>(
        &self,
        work: impl AsyncFnOnce(&mut PgConnection) -> Result<T, E>,
    ) -> Result<T, E> {
        let mut lent = self.lend().await?;
        let done = work(lent.connection()).await;
        lent.give_back(done.is_ok()).await;
        done
    }
}

/// A connection on loan. One that is dropped, and not given back, is closed: its work was broken off, and what the server
/// still does for it is no longer known.
pub struct Lent(Option<Object<Opener>>);

impl Lent {
    /// The connection.
    pub fn connection(&mut self) -> &mut PgConnection {
        self.0.as_mut().expect("it is here until it is given back")
    }

    /// Gives it back. After work that failed, or that left a transaction to be rolled back, it is tried first.
    pub async fn give_back(mut self, went_well: bool) {
        let connection = self.connection();
        let clean = went_well && !connection.is_in_transaction() && !connection.should_flush();
        if clean || connection.ping().await.is_ok() {
            drop(self.0.take());
        }
    }
}

impl Drop for Lent {
    fn drop(&mut self) {
        if let Some(broken) = self.0.take() {
            drop(Object::take(broken));
        }
    }
}

/// Opens connections and tells whether an idle one is still good.
struct Opener(PgConnectOptions);

impl managed::Manager for Opener {
    type Type = PgConnection;
    type Error = sqlx::Error;

    async fn create(&self) -> Result<PgConnection, sqlx::Error> {
        loop {
            // Boxed, since every request's future would hold room for it.
            match Box::pin(self.0.connect()).await {
                Ok(mut connection) => {
                    connection.execute(Role::App.set_up()).await?;
                    return Ok(connection);
                }
                Err(error) if is_starting(&error) => sleep(RETRY).await,
                Err(error) => return Err(error),
            }
        }
    }

    async fn recycle(
        &self,
        connection: &mut PgConnection,
        metrics: &Metrics,
    ) -> RecycleResult<sqlx::Error> {
        if metrics.age() > LIFETIME {
            return Err(RecycleError::message("it has lived long enough"));
        }
        if metrics.last_used() > FRESH {
            connection.ping().await?;
        }
        Ok(())
    }
}

/// The server is not there yet, or is starting or stopping (57P03): asking again soon may help.
fn is_starting(error: &sqlx::Error) -> bool {
    match error {
        sqlx::Error::Io(error) => {
            use std::io::ErrorKind::{ConnectionRefused, NotFound};
            matches!(error.kind(), ConnectionRefused | NotFound)
        }
        sqlx::Error::Database(told) => told.code().as_deref() == Some("57P03"),
        _ => false,
    }
}

//! Working out from its events what lists need of a case, where an update changed how, or a program of the release before has written.

use std::time::Duration;

use actix_web::web::Data;
use uuid::Uuid;

use super::Stop;
use crate::app::App;
use crate::store::referrals::{self, Refolded};
use crate::store::{StoreError, within};

/// Cases at a time.
const BATCH: i64 = 100;
/// Between batches, so that the work of people goes first.
const PAUSE: Duration = Duration::from_millis(200);
/// How long until it is looked again whether something is left, since older programs run beside this one for a while.
const AGAIN: Duration = Duration::from_mins(10);
/// How long the database may take over a batch.
const DATABASE: Duration = Duration::from_secs(30);

/// Runs until the program stops.
pub(super) async fn run(app: Data<App>, mut stop: Stop) {
    let mut beyond = Uuid::nil();
    loop {
        let pause = match batch(&app, beyond).await {
            Ok(Some(done)) => {
                beyond = done.last;
                PAUSE
            }
            Ok(None) => {
                beyond = Uuid::nil();
                AGAIN
            }
            Err(error) => {
                tracing::warn!(%error, "columns of cases could not be worked out anew");
                AGAIN
            }
        };
        if !stop.pause(pause).await {
            return;
        }
    }
}

async fn batch(app: &App, beyond: Uuid) -> Result<Option<Refolded>, StoreError> {
    let mut conn = app.pool.acquire().await?;
    let refolded = referrals::refold(&mut conn, &app.keyring, beyond, BATCH);
    let done = within(DATABASE, refolded).await?;
    if done.is_some() {
        app.bell.ring();
    }
    Ok(done)
}

/// All that is left, once; tells how many cases it looked at.
pub(super) async fn round(app: &App) -> Result<usize, StoreError> {
    let (mut seen, mut beyond) = (0, Uuid::nil());
    while let Some(done) = batch(app, beyond).await? {
        seen += done.seen;
        beyond = done.last;
    }
    Ok(seen)
}

//! Making people of earlier referrals findable as the same person, once after an update.

use std::time::Duration;

use actix_web::web::Data;

use super::Stop;
use crate::app::App;
use crate::store::{StoreError, same_person, within};

/// People at a time: a short transaction.
const BATCH: i64 = 200;
/// Between batches, so that the work of people goes first.
const PAUSE: Duration = Duration::from_millis(200);
/// How long until a failed batch is tried again.
const RETRY: Duration = Duration::from_mins(1);
/// How long the database may take.
const DATABASE: Duration = Duration::from_secs(10);

/// Runs until nobody is left.
pub(super) async fn run(app: Data<App>, mut stop: Stop) {
    loop {
        let pause = match round(&app).await {
            Ok(0) => return,
            Ok(_) => PAUSE,
            Err(error) => {
                tracing::warn!(%error, "people of earlier referrals could not be indexed");
                RETRY
            }
        };
        if !stop.pause(pause).await {
            return;
        }
    }
}

/// One batch; tells how many people there were.
pub(super) async fn round(app: &App) -> Result<usize, StoreError> {
    let mut conn = app.pool.acquire().await?;
    within(DATABASE, same_person::fill(&mut conn, &app.keyring, BATCH)).await
}

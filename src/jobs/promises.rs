//! Working out until when the promises of earlier cases hold, once after an update.

use std::time::Duration;

use actix_web::web::Data;
use uuid::Uuid;

use super::Stop;
use crate::app::App;
use crate::store::{StoreError, promises, within};

/// Between batches, so that the work of people goes first.
const PAUSE: Duration = Duration::from_millis(200);
/// How long until a failed batch is tried again.
const RETRY: Duration = Duration::from_mins(1);
/// How long the database may take over one case.
const DATABASE: Duration = Duration::from_secs(10);

/// Runs until no case is left that can be read.
pub(super) async fn run(app: Data<App>, mut stop: Stop) {
    let mut beyond = Uuid::nil();
    loop {
        let pause = match round(&app, beyond, &stop).await {
            Ok(None) => return,
            Ok(Some(last)) => {
                beyond = last;
                PAUSE
            }
            Err(error) => {
                tracing::warn!(%error, "promised days of earlier cases could not be worked out");
                RETRY
            }
        };
        if !stop.pause(pause).await {
            return;
        }
    }
}

/// The batch beyond a case; tells the last one of it. One that cannot be read keeps no other waiting.
pub(super) async fn round(
    app: &App,
    beyond: Uuid,
    stop: &Stop,
) -> Result<Option<Uuid>, StoreError> {
    let mut conn = app.pool.acquire().await?;
    let batch = within(DATABASE, promises::to_fill(&mut conn, beyond)).await?;
    for id in &batch {
        if stop.is_stopping() {
            break;
        }
        match within(DATABASE, promises::fill(&mut conn, &app.keyring, *id)).await {
            Ok(()) => {}
            Err(StoreError::Unavailable) => return Err(StoreError::Unavailable),
            Err(error) => {
                tracing::error!(%error, case = %id, "the promised days of a case were not worked out");
            }
        }
    }
    Ok(batch.last().copied())
}

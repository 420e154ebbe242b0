//! Counting for statistics what happened on days that are over, each day once.

use std::time::Duration;

use actix_web::web::Data;

use super::Stop;
use crate::app::App;
use crate::store::{StoreError, statistics, within};

/// Between days that were over long ago, so that the work of people goes first.
const PAUSE: Duration = Duration::from_millis(200);
/// How often to look whether a day is over.
const LOOK: Duration = Duration::from_mins(10);
/// How long the database may take.
const DATABASE: Duration = Duration::from_secs(10);

/// Counts until the program stops.
pub(super) async fn run(app: Data<App>, mut stop: Stop) {
    loop {
        let pause = match round(&app).await {
            Ok(true) => PAUSE,
            Ok(false) => LOOK,
            Err(error) => {
                tracing::warn!(%error, "days that are over are counted later");
                LOOK
            }
        };
        if !stop.pause(pause).await {
            return;
        }
    }
}

/// The next days; tells whether there were any.
pub(super) async fn round(app: &App) -> Result<bool, StoreError> {
    let mut conn = app.pool.acquire().await?;
    let counted = statistics::count_days(&mut conn, app.clock.now());
    within(DATABASE, counted).await
}

//! Taking over what administrators set on other nodes.

use std::time::Duration;

use actix_web::web::Data;

use super::Stop;
use crate::app::App;
use crate::store::StoreError;

/// How often to look.
const PAUSE: Duration = Duration::from_secs(5);

/// Looks until the program stops. While the database is away the values stay as they are.
pub async fn run(app: Data<App>, mut stop: Stop) {
    while stop.pause(PAUSE).await {
        if let Err(error) = look(&app).await {
            tracing::debug!(%error, "settings are looked at later");
        }
    }
}

/// Looks once.
pub async fn look(app: &App) -> Result<(), StoreError> {
    let mut conn = app.pool.acquire().await?;
    app.live.refresh(&mut conn).await
}

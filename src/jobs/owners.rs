//! Giving back to the team the cases of colleagues who left, or whose role works on none.

use crate::app::App;
use crate::store::StoreError;
use crate::store::referrals::{RELEASED_AT_ONCE, release_left};

/// Releases them, some at a time; tells how many.
pub(super) async fn round(app: &App) -> Result<usize, StoreError> {
    let mut conn = app.pool.acquire().await?;
    let mut all = 0;
    loop {
        let released = release_left(&mut conn, &app.keyring, None, app.clock.now()).await?;
        all += released;
        if i64::try_from(released).unwrap_or(0) < RELEASED_AT_ONCE {
            return Ok(all);
        }
    }
}

//! Deleting what has expired: drafts never sent, links, delivered mail, sessions, counters, and cases whose retention has ended.

use std::time::Duration;

use actix_web::web::Data;
use sqlx::PgConnection;

use super::{Stop, morning, owners, reminders, requests};
use crate::app::App;
use crate::store::audit::{self, By};
use crate::store::deletion::{self, Group, Years};
use crate::store::retention::{self, Swept};
use crate::store::{StoreError, presence, sessions, throttle};

/// How often to look.
const PAUSE: Duration = Duration::from_mins(10);

/// Soon after the start, but not while it is busy.
const FIRST: Duration = Duration::from_secs(30);

/// Deletes, reminds of what is deleted or due soon, and tells what is overdue, until the program stops.
pub async fn run(app: Data<App>, mut stop: Stop) {
    let mut pause = FIRST;
    while stop.pause(pause).await {
        pause = PAUSE;
        app.limits.tidy();
        if let Err(error) = round(&app, &stop).await {
            tracing::warn!(%error, "what has expired is deleted later");
        }
        if let Err(error) = cases(&app, &stop).await {
            tracing::warn!(%error, "cases whose retention has ended are deleted later");
        }
        if let Err(error) = reminders::round(&app).await {
            tracing::warn!(%error, "reminders of drafts come later");
        }
        if let Err(error) = requests::round(&app, Some(&stop)).await {
            tracing::warn!(%error, "reminders of information that is due come later");
        }
        if let Err(error) = owners::round(&app).await {
            tracing::warn!(%error, "cases of colleagues who left are released later");
        }
        if let Err(error) = morning::round(&app).await {
            tracing::warn!(%error, "the leads' morning list comes later");
        }
    }
}

async fn round(app: &App, stop: &Stop) -> Result<(), StoreError> {
    let mut conn = app.pool.acquire().await?;
    let now = app.clock.now();
    sessions::sweep(&mut conn, now).await?;
    throttle::sweep(&mut conn, now).await?;
    presence::sweep(&mut conn, now).await?;
    loop {
        let swept = retention::sweep(&mut conn, app.config.periods, now).await?;
        note(&mut conn, swept, app).await?;
        if !swept.is_full() || stop.is_stopping() {
            return Ok(());
        }
    }
}

/// Deletes the cases whose retention has ended, each in a transaction of its own. One that cannot be deleted stops no other.
pub async fn cases(app: &App, stop: &Stop) -> Result<usize, StoreError> {
    let mut conn = app.pool.acquire().await?;
    let (now, live) = (app.clock.now(), app.live.get());
    let years = Years {
        admitted: live.record_years,
        others: live.declined_years,
    };
    let mut gone = 0;
    for group in [Group::Others, Group::Admitted] {
        let mut beyond = None;
        loop {
            let due = deletion::due(&mut conn, group, years, beyond, now).await?;
            for case in &due {
                match deletion::delete(&mut conn, case.id, years, now).await {
                    Ok(done) => gone += usize::from(done),
                    Err(StoreError::Unavailable) => return Err(StoreError::Unavailable),
                    Err(error) => tracing::error!(%error, case = %case.id, "a case is not deleted"),
                }
            }
            beyond = due.last().copied();
            if due.len() < deletion::BATCH || stop.is_stopping() {
                break;
            }
        }
    }
    Ok(gone)
}

async fn note(conn: &mut PgConnection, swept: Swept, app: &App) -> Result<(), StoreError> {
    if swept.drafts == 0 {
        return Ok(());
    }
    let entry = audit::Entry {
        by: By::System,
        action: "screenings.expired",
        subject: "screenings",
        subject_id: None,
        data: serde_json::json!({ "deleted": swept.drafts }),
    };
    audit::record(conn, entry, app.clock.now()).await
}

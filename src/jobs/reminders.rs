//! Reminding referrers of drafts that are about to be deleted.

use std::time::Duration;

use actix_web::web::Data;
use templates::emails;

use super::Stop;
use crate::app::App;
use crate::clock::england;
use crate::store::outbox::{Message, Outgoing};
use crate::store::reminders::{self, BEFORE, Due};
use crate::store::{StoreError, within};

/// How often to look.
const PAUSE: Duration = Duration::from_mins(10);

/// How long the database may take.
const DATABASE: Duration = Duration::from_secs(10);

/// Reminds until the program stops.
pub async fn run(app: Data<App>, mut stop: Stop) {
    while stop.pause(PAUSE).await {
        if let Err(error) = round(&app).await {
            tracing::warn!(%error, "reminders of drafts come later");
        }
    }
}

/// Queues the reminders that are due; tells how many. Where drafts are kept no longer than that, there are none.
pub async fn round(app: &App) -> Result<usize, StoreError> {
    if app.config.periods.draft <= BEFORE {
        return Ok(0);
    }
    let mut conn = app.pool.acquire().await?;
    let now = app.clock.now();
    let write = |due: &Due| reminder(app, due);
    within(
        DATABASE,
        reminders::queue(&mut conn, &app.keyring, now, write),
    )
    .await
}

fn reminder(app: &App, due: &Due) -> Outgoing {
    let link = app.config.link(&format!("/refer/drafts/{}", due.draft));
    let day = england::local(due.expires_at)
        .format("%-d %B %Y")
        .to_string();
    let email = emails::draft_expires(&link, &day);
    Outgoing {
        kind: "draft_expires",
        message: Message {
            to: due.email.clone(),
            subject: email.subject,
            text: email.text,
            html: email.html,
        },
    }
}

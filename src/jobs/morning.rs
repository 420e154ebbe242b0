//! The leads' morning list: how many promises are overdue, once each working day.

use std::time::Duration;

use chrono::Timelike as _;
use domain::working_days;
use templates::emails;

use crate::app::App;
use crate::clock::england;
use crate::store::outbox::{Message, Outgoing};
use crate::store::promises::{self, MOST};
use crate::store::{StoreError, within};

/// Not before this hour in England.
const HOUR: u32 = 7;

/// How long the database may take.
const DATABASE: Duration = Duration::from_secs(10);

/// Queues the messages, if it is time and nobody did so today; tells how many.
pub async fn round(app: &App) -> Result<usize, StoreError> {
    let now = app.clock.now();
    let (local, today) = (england::local(now), england::date(now));
    if local.hour() < HOUR || !working_days::is_worked(today) {
        return Ok(0);
    }
    let mut conn = app.pool.acquire().await?;
    let write = |count, to| message(app, count, to);
    let told = promises::tell_leads(&mut conn, &app.keyring, (today, now), write);
    within(DATABASE, told).await
}

fn message(app: &App, count: i64, to: String) -> Outgoing {
    let link = app.config.link("/admissions?queue=overdue");
    let email = emails::overdue_promises(count, count >= MOST, &link);
    Outgoing {
        kind: "overdue_promises",
        message: Message {
            to,
            subject: email.subject,
            text: email.text,
            html: email.html,
        },
    }
}

//! Information that was asked for and is due: a reminder shortly before the day, and word to the team once it has passed. Nothing is
//! ever closed for want of an answer.

use std::time::Duration;

use chrono::NaiveDate;
use domain::referral::casework::Asked;
use domain::working_days;
use templates::emails;

use super::Stop;
use crate::app::App;
use crate::clock::england;
use crate::store::outbox::{Message, Outgoing};
use crate::store::referrals::Case;
use crate::store::requests::{self, Chase, Waiting};
use crate::store::{StoreError, within};

/// Working days before the day on which the answer is due.
const BEFORE: u32 = 2;

/// How long the database may take over one case.
const DATABASE: Duration = Duration::from_secs(10);

/// Does what is due; tells how much it did.
pub async fn round(app: &App, stop: Option<&Stop>) -> Result<usize, StoreError> {
    let mut conn = app.pool.acquire().await?;
    let today = app.clock.today();
    let by = working_days::after(today, BEFORE);
    let (mut done, mut last) = (0, None);
    loop {
        let due = within(DATABASE, requests::due(&mut conn, by, last)).await?;
        let Some(end) = due.last().copied() else {
            return Ok(done);
        };
        for waiting in due {
            if stop.is_some_and(Stop::is_stopping) {
                return Ok(done);
            }
            let choose = |case: &Case| choose(case, today, by);
            let write = |chase, address| write(app, waiting, chase, address);
            let now = app.clock.now();
            let chased = requests::chase(&mut conn, &app.keyring, waiting, now, choose, write);
            match within(DATABASE, chased).await {
                Ok(true) => {
                    done += 1;
                    app.bell.ring();
                }
                // Or somebody wrote at the same moment: the next round looks again.
                Ok(false) | Err(StoreError::Conflict) => {}
                Err(StoreError::Unavailable) => return Err(StoreError::Unavailable),
                // One that cannot be read keeps nobody else waiting.
                Err(error) => {
                    tracing::error!(%error, case = %waiting.id, "information that is due was not chased");
                }
            }
        }
        last = Some(end);
    }
}

/// What is to be done about a case today. On the day of asking nobody is reminded.
fn choose(case: &Case, today: NaiveDate, by: NaiveDate) -> Option<Chase> {
    let asking = requests::asking(case)?;
    let due = asking.due?;
    if due < today {
        return (!asking.told).then_some(Chase::NoteOverdue);
    }
    let later = england::date(asking.at) < today;
    let remind = due <= by && later && !asking.reminded && asking.of == Asked::Referrer;
    remind.then_some(Chase::Remind)
}

/// The mail that goes with it. A reminder needs an address; word to the team goes where the team reads, if anywhere.
fn write(app: &App, waiting: Waiting, chase: Chase, address: Option<String>) -> Option<Outgoing> {
    let reference = waiting.reference.to_string();
    let config = &app.config;
    let (kind, to, email) = match chase {
        Chase::Remind => {
            let link = config.link(&format!("/refer/referrals/{reference}"));
            let day = waiting.due.format("%-d %B %Y").to_string();
            let email = emails::information_reminder(&reference, &day, &link);
            ("information_reminder", address?, email)
        }
        Chase::NoteOverdue => {
            let link = config.link(&format!("/admissions/referrals/{reference}"));
            let team = config.admissions_email.as_ref()?;
            let email = emails::information_overdue(&reference, &link);
            ("information_overdue", team.email.to_string(), email)
        }
    };
    Some(Outgoing {
        kind,
        message: Message {
            to,
            subject: email.subject,
            text: email.text,
            html: email.html,
        },
    })
}

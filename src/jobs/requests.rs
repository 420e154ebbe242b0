//! Information that was asked for and is due: a reminder shortly before the day, and word to the team once it has passed. Nothing is
//! ever closed for want of an answer.

use std::time::Duration;

use chrono::NaiveDate;
use domain::working_days;
use templates::emails::{self, Email};

use super::Stop;
use crate::app::App;
use crate::clock::england;
use crate::reach;
use crate::store::outbox::{Message, Outgoing};
use crate::store::referrals::Case;
use crate::store::requests::{self, Chase, Waiting, Whom};
use crate::store::{StoreError, within};

/// How long the database may take over one case.
const DATABASE: Duration = Duration::from_secs(10);

/// Does what is due; tells how much it did.
pub async fn round(app: &App, stop: Option<&Stop>) -> Result<usize, StoreError> {
    let mut conn = app.pool.acquire().await?;
    let today = app.clock.today();
    let by = working_days::after(today, requests::BEFORE);
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
            let write = |case: &Case, chase, whom| write(app, case, (waiting, chase), whom);
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
    let remind = due <= by && later && asking.reminded.is_none();
    remind.then_some(Chase::Remind)
}

/// The mail that goes with it. A reminder needs an address; word to the team goes where the team reads, if anywhere.
fn write(
    app: &App,
    case: &Case,
    (waiting, what): (Waiting, Chase),
    whom: Whom,
) -> Option<Outgoing> {
    let day = waiting.due.format("%-d %B %Y").to_string();
    match what {
        Chase::Remind => remind(app, case, &day, whom),
        Chase::NoteOverdue => overdue(app, waiting),
    }
}

/// A patient is asked to call, under the conditions of the first mail, and told nothing else.
fn remind(app: &App, case: &Case, day: &str, whom: Whom) -> Option<Outgoing> {
    match whom {
        Whom::Referrer(to) => {
            let reference = case.reference.to_string();
            let link = app.config.link(&format!("/refer/referrals/{reference}"));
            let email = emails::information_reminder(&reference, day, &link);
            Some(outgoing("information_reminder", to, email))
        }
        Whom::Patient(sent) => {
            let phone = app.live.get().phone.clone();
            let told = reach::by_mail(case, &sent, phone).ok()?;
            let email = emails::please_call_reminder(&told.phone, day);
            Some(outgoing("please_call_reminder", told.to, email))
        }
        Whom::Nobody => None,
    }
}

fn overdue(app: &App, waiting: Waiting) -> Option<Outgoing> {
    let reference = waiting.reference.to_string();
    let link = app
        .config
        .link(&format!("/admissions/referrals/{reference}"));
    let team = app.config.admissions_email.as_ref()?;
    let email = emails::information_overdue(&reference, &link);
    Some(outgoing(
        "information_overdue",
        team.email.to_string(),
        email,
    ))
}

fn outgoing(kind: &'static str, to: String, email: Email) -> Outgoing {
    Outgoing {
        kind,
        message: Message {
            to,
            subject: email.subject,
            text: email.text,
            html: email.html,
        },
    }
}

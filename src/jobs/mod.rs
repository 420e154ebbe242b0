//! What runs beside requests: delivering mail, reminding, telling of overdue promises, deleting what has expired, counting
//! days that are over, passing the bell on.

mod bell;
mod columns;
mod counting;
mod mail;
mod morning;
mod owners;
mod people;
mod reminders;
mod requests;
mod retention;
mod settings;

use std::time::Duration;

use actix_web::web::Data;
use tokio::sync::watch;
use tokio::task::JoinHandle;
use tokio::time::{sleep, timeout};

use crate::app::App;
use crate::config::Mail;
use crate::store::StoreError;

/// How long work under way may take to finish when the program stops.
const GRACE: Duration = Duration::from_secs(20);

/// The running jobs.
pub struct Jobs {
    stop: watch::Sender<bool>,
    tasks: Vec<JoinHandle<()>>,
}

/// Tells a job that the program stops.
#[derive(Clone)]
pub(crate) struct Stop(watch::Receiver<bool>);

impl Stop {
    /// Waits for a time; `false` if the program stops.
    async fn pause(&mut self, time: Duration) -> bool {
        tokio::select! {
            () = sleep(time) => true,
            _ = self.0.wait_for(|stopping| *stopping) => false,
        }
    }

    /// Waits for something; nothing if the program stops first.
    async fn until<T>(&mut self, work: impl Future<Output = T>) -> Option<T> {
        tokio::select! {
            done = work => Some(done),
            _ = self.0.wait_for(|stopping| *stopping) => None,
        }
    }

    fn is_stopping(&self) -> bool {
        *self.0.borrow()
    }
}

/// The mail settings cannot be used.
#[derive(Debug, thiserror::Error)]
#[error("SMTP_URL cannot be used: {0}")]
pub struct MailError(#[from] lettre::transport::smtp::Error);

impl Jobs {
    /// Starts all jobs.
    pub fn start(app: &Data<App>) -> Result<Self, MailError> {
        let (stop, stopping) = watch::channel(false);
        let post = mail::Post::new(app.config.mail.as_ref(), app.config.demo)?;
        let tasks = vec![
            tokio::spawn(mail::run(app.clone(), post, Stop(stopping.clone()))),
            tokio::spawn(people::run(app.clone(), Stop(stopping.clone()))),
            tokio::spawn(counting::run(app.clone(), Stop(stopping.clone()))),
            tokio::spawn(columns::run(app.clone(), Stop(stopping.clone()))),
            tokio::spawn(retention::run(app.clone(), Stop(stopping.clone()))),
            tokio::spawn(settings::run(app.clone(), Stop(stopping.clone()))),
            tokio::spawn(bell::run(app.clone(), Stop(stopping.clone()))),
        ];
        Ok(Self { stop, tasks })
    }

    /// Lets the jobs finish what they are doing, and ends them.
    pub async fn stop(self) {
        let _ = self.stop.send(true);
        for task in self.tasks {
            let stopper = task.abort_handle();
            if timeout(GRACE, task).await.is_err() {
                stopper.abort();
            }
        }
    }
}

/// Delivers what is due, once; for tests and for whoever cannot wait. Tells how many messages were delivered.
pub async fn deliver_now(app: &App, mail: Option<&Mail>) -> Result<usize, MailError> {
    let post = mail::Post::new(mail, app.config.demo)?;
    Ok(mail::round(app, &post).await.unwrap_or(0))
}

/// Takes over what is set, once: before the first request, and for tests.
///
/// # Errors
/// When the database is away; the values stay as they are.
pub async fn look_at_settings(app: &App) -> Result<(), StoreError> {
    settings::look(app).await
}

/// Deletes the cases whose retention has ended, once; for tests. Tells how many.
pub async fn delete_cases_now(app: &App) -> Result<usize, StoreError> {
    let (_keep, stopping) = watch::channel(false);
    retention::cases(app, &Stop(stopping)).await
}

/// Queues the reminders of drafts that are due, once; for tests. Tells how many.
pub async fn remind_now(app: &App) -> usize {
    reminders::round(app).await.unwrap_or(0)
}

/// Reminds of information that is due and tells the team of what is overdue, once; for tests. Tells how much it did.
pub async fn chase_now(app: &App) -> usize {
    Box::pin(requests::round(app, None)).await.unwrap_or(0)
}

/// Queues the leads' morning list if it is time, once; for tests. Tells how many messages.
pub async fn morning_now(app: &App) -> usize {
    morning::round(app).await.unwrap_or(0)
}

/// Gives back to the team the cases of colleagues who left, once; for tests. Tells how many.
pub async fn release_now(app: &App) -> usize {
    owners::round(app).await.unwrap_or(0)
}

/// Makes people of earlier referrals findable, one batch; for tests. Tells how many.
pub async fn index_people_now(app: &App) -> usize {
    people::round(app).await.unwrap_or(0)
}

/// Counts the next days that are over, for tests. Tells whether there were any.
pub async fn count_days_now(app: &App) -> bool {
    counting::round(app).await.unwrap_or(false)
}

/// Works out the columns of cases that were written by other rules, all of them; for tests. Tells how many it looked at.
pub async fn refold_now(app: &App) -> usize {
    columns::round(app).await.unwrap_or(0)
}

//! Reading past submissions batch by batch, and deciding each anew off the threads that answer requests.

use std::collections::BTreeMap;
use std::time::Duration;

use actix_web::web::{self, Data};
use chrono::{DateTime, Utc};
use domain::pathway::Pathway;
use domain::people::Reference;
use domain::replay::{Flip, Subject, replay};
use tokio::sync::{Semaphore, SemaphorePermit};
use tokio::time::Instant;
use uuid::Uuid;

use crate::app::App;
use crate::context::Context;
use crate::error::AppError;
use crate::store::replay::{self as store, BATCH, Sealed};
use crate::store::{StoreError, within};

/// Most submissions that are looked at.
pub const MOST: usize = 10_000;
/// Cases told one by one.
const TOLD: usize = 200;
/// How long a replay may take; the batch under way is finished.
const TIME: Duration = Duration::from_secs(5);
/// How long to wait for one's turn.
const WAIT: Duration = Duration::from_secs(3);
/// How long one batch may wait for the database.
const PATIENCE: Duration = Duration::from_millis(2500);

/// One replay at a time on this node, so that people who answer never wait for those who try out.
static TURN: Semaphore = Semaphore::const_new(1);

/// What was found so far.
#[derive(Debug, Default)]
pub struct Tally {
    /// How many were looked at.
    pub looked_at: usize,
    /// When the oldest of them was sent.
    pub oldest: Option<DateTime<Utc>>,
    /// Whether some of the period were not looked at, and whether time was the reason.
    pub stopped: Option<Stopped>,
    /// About how many something would change.
    pub changed: usize,
    /// How many would be flagged that are not.
    pub flagged: usize,
    /// How many are flagged and would not be.
    pub unflagged: usize,
    /// Each change from what to what, and how often.
    pub counts: BTreeMap<(Subject, Option<String>, Option<String>), usize>,
    /// The latest cases about which something would change.
    pub cases: Vec<Case>,
    /// Stored answers that the draft does not know, by question.
    pub left_out: BTreeMap<String, usize>,
}

/// Why not all were looked at.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Stopped {
    /// As many as may be were.
    Most,
    /// Time was up.
    Time,
}

/// A case about which something would change.
#[derive(Debug)]
pub struct Case {
    /// Its row.
    pub referral: Uuid,
    /// Its reference.
    pub reference: Reference,
    /// What would change.
    pub flips: Vec<Flip>,
}

/// One's turn to read a draft and to replay it; `None` while others do.
pub async fn turn() -> Option<SemaphorePermit<'static>> {
    tokio::time::timeout(WAIT, TURN.acquire()).await.ok()?.ok()
}

/// Replays. For those whose [`turn`] it is.
pub async fn run(
    context: &Context,
    draft: &Data<Pathway>,
    period: (DateTime<Utc>, DateTime<Utc>),
) -> Result<Tally, AppError> {
    let until = Instant::now() + TIME;
    let (mut tally, mut beyond) = (Tally::default(), None);
    loop {
        let batch = read(&context.app, draft.id(), period, beyond).await?;
        let more = batch.len() == BATCH;
        beyond = batch.last().map(Sealed::place);
        tally.oldest = beyond.map(|(sent_at, _)| sent_at).or(tally.oldest);
        let (app, draft) = (context.app.clone(), draft.clone());
        tally = web::block(move || tally.with(batch, &app, &draft))
            .await
            .map_err(|_| AppError::Internal)??;
        tally.stopped = match more {
            true if tally.looked_at >= MOST => Some(Stopped::Most),
            true if Instant::now() >= until => Some(Stopped::Time),
            true => continue,
            false => None,
        };
        return Ok(tally);
    }
}

/// A batch, on a connection that is given back after each, so that jobs do not wait for the whole replay.
async fn read(
    app: &App,
    pathway: &str,
    period: (DateTime<Utc>, DateTime<Utc>),
    beyond: Option<store::Beyond>,
) -> Result<Vec<Sealed>, StoreError> {
    within(PATIENCE, async {
        let mut conn = app.pool.acquire().await?;
        store::batch(&mut conn, pathway, period, beyond).await
    })
    .await
}

impl Tally {
    fn with(mut self, batch: Vec<Sealed>, app: &App, draft: &Pathway) -> Result<Self, StoreError> {
        for sealed in batch {
            self.add(sealed, app, draft)?;
        }
        Ok(self)
    }

    fn add(&mut self, sealed: Sealed, app: &App, draft: &Pathway) -> Result<(), StoreError> {
        let referral = sealed.referral;
        let case = sealed.open(&app.keyring)?;
        let given = (&case.coded, &case.private);
        let anew = replay(draft, given, &case.past, case.decided_on);
        self.looked_at += 1;
        for question in anew.left_out {
            *self.left_out.entry(question).or_default() += 1;
        }
        if anew.flips.is_empty() {
            return Ok(());
        }
        self.changed += 1;
        self.flagged += usize::from(anew.flagged && !case.flagged);
        self.unflagged += usize::from(!anew.flagged && case.flagged);
        for flip in &anew.flips {
            let turn = (flip.subject.clone(), flip.from.clone(), flip.to.clone());
            *self.counts.entry(turn).or_default() += 1;
        }
        if self.cases.len() < TOLD {
            self.cases.push(Case {
                referral,
                reference: case.reference,
                flips: anew.flips,
            });
        }
        Ok(())
    }
}

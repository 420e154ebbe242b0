//! Drafts that several requests look up at the same time are looked up together.
//!
//! While one question to the database is under way, those who come meanwhile gather, and are then asked about in one. A
//! request that comes alone waits for nobody. What is found was read after it was asked for.

use std::array::from_fn;
use std::cell::{Cell, RefCell};
use std::rc::Rc;

use actix_web::rt;
use chrono::{DateTime, Utc};
use sqlx::PgConnection;
use tokio::sync::oneshot;

use crate::context::PATIENCE;
use crate::postgres::Lending;
use crate::store::screenings::{self, AT_ONCE, Sealed};
use crate::store::{StoreError, within};

type Found = Result<Option<Sealed>, StoreError>;

/// Looks drafts up for the requests of one worker.
pub struct Lookups {
    connections: Lending,
    waiting: RefCell<Vec<Waiting>>,
    under_way: Cell<bool>,
}

/// A request that waits for a draft.
struct Waiting {
    session_hash: [u8; 32],
    now: DateTime<Utc>,
    tell: oneshot::Sender<Found>,
}

impl Lookups {
    /// With the connections of the same worker.
    pub fn new(connections: Lending) -> Rc<Self> {
        Rc::new(Self {
            connections,
            waiting: RefCell::default(),
            under_way: Cell::new(false),
        })
    }

    /// The draft of a browser, sent or not, unless it has expired.
    pub async fn find(self: &Rc<Self>, session_hash: [u8; 32], now: DateTime<Utc>) -> Found {
        let (tell, told) = oneshot::channel();
        self.waiting.borrow_mut().push(Waiting {
            session_hash,
            now,
            tell,
        });
        if !self.under_way.replace(true) {
            rt::spawn(UnderWay(Rc::clone(self)).answer());
        }
        told.await.unwrap_or(Err(StoreError::Unavailable))
    }

    /// Those who came first, as many as are found at once.
    fn next(&self) -> Vec<Waiting> {
        let mut waiting = self.waiting.borrow_mut();
        let most = waiting.len().min(AT_ONCE);
        waiting.drain(..most).collect()
    }
}

/// Asking. However it ends, the next who comes begins anew.
struct UnderWay(Rc<Lookups>);

impl Drop for UnderWay {
    fn drop(&mut self) {
        self.0.under_way.set(false);
    }
}

impl UnderWay {
    /// Asks until nobody waits.
    async fn answer(self) {
        loop {
            let waiting = self.0.next();
            if waiting.is_empty() {
                return;
            }
            let asking = self
                .0
                .connections
                .work(async |conn| ask(conn, &waiting).await);
            match within(PATIENCE, asking).await {
                Ok(found) => tell(waiting, &found),
                Err(error) => refuse(waiting, error),
            }
        }
    }
}

/// Asks for as many as are found at once, or for fewer and the last of them again.
async fn ask(conn: &mut PgConnection, waiting: &[Waiting]) -> Result<Vec<Sealed>, StoreError> {
    let last = waiting.len().saturating_sub(1);
    let hashes = from_fn(|place| &waiting[place.min(last)].session_hash);
    screenings::find(conn, hashes).await
}

/// Whoever has given up meanwhile does not listen any more.
fn tell(waiting: Vec<Waiting>, found: &[Sealed]) {
    for one in waiting {
        let draft = found
            .iter()
            .find(|row| row.is_of(&one.session_hash, one.now));
        drop(one.tell.send(Ok(draft.cloned())));
    }
}

/// The first is told why, the others that it failed.
fn refuse(waiting: Vec<Waiting>, error: StoreError) {
    let mut waiting = waiting.into_iter();
    if let Some(first) = waiting.next() {
        drop(first.tell.send(Err(error)));
    }
    for other in waiting {
        drop(other.tell.send(Err(StoreError::Unavailable)));
    }
}

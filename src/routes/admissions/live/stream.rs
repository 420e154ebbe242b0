//! One open stream of events, in the form that browsers read (WHATWG HTML, "Server-sent events").

use std::convert::Infallible;
use std::time::Duration;

use actix_web::web::{Bytes, Data};
use chrono::{DateTime, TimeDelta, Utc};
use futures_util::Stream;
use futures_util::stream::unfold;
use tokio::sync::watch;
use tokio::time::{Instant, sleep, sleep_until, timeout};

use crate::app::App;
use crate::context::{Context, PATIENCE};
use crate::live::Place;
use crate::postgres::Lending;
use crate::routes::admissions::guard::Staff;
use crate::security::permissions::{self, Action};
use crate::store::{StoreError, sessions};

/// A comment is sent at least this often, so that nobody in between takes the stream for dead.
const HEARTBEAT: Duration = Duration::from_secs(25);

/// `changed` is sent at most this often.
const APART: Duration = Duration::from_millis(500);

/// The session is looked at again when that was this long ago.
const SESSION: TimeDelta = TimeDelta::minutes(1);

/// Sent first, so that the browser knows that the stream is there; it comes back three seconds after one that ended.
const GREETING: &[u8] = b"retry: 3000\n: this stream says only that something changed\n\n";

/// Somebody who listens.
pub(super) struct Listening {
    app: Data<App>,
    connections: Lending,
    place: Place,
    changes: watch::Receiver<u64>,
    session: [u8; 32],
    /// When the session was last looked at.
    checked: DateTime<Utc>,
    /// Before this nothing is sent.
    next: Instant,
    greeted: bool,
}

/// Why something is sent.
enum Wake {
    Changed,
    Heartbeat,
}

impl Listening {
    pub(super) fn new(context: &Context, staff: &Staff, place: Place) -> Self {
        Self {
            changes: context.app.bell.listen(),
            app: context.app.clone(),
            connections: context.connections(),
            place,
            session: staff.session.key_hash,
            checked: context.now,
            next: Instant::now(),
            greeted: false,
        }
    }

    pub(super) fn into_stream(self) -> impl Stream<Item = Result<Bytes, Infallible>> {
        unfold(self, |mut listening| async move {
            let bytes = listening.wait().await?;
            Some((Ok(bytes), listening))
        })
    }

    /// What is sent next; nothing when the stream is to end.
    async fn wait(&mut self) -> Option<Bytes> {
        if !self.greeted {
            self.greeted = true;
            return Some(Bytes::from_static(GREETING));
        }
        let wake = self.wake().await?;
        if !self.is_still_signed_in().await {
            return None;
        }
        Some(match wake {
            Wake::Heartbeat => Bytes::from_static(b": \n\n"),
            Wake::Changed => {
                self.next = Instant::now() + APART;
                let count = *self.changes.borrow_and_update();
                format!("event: changed\ndata: {count}\n\n").into()
            }
        })
    }

    async fn wake(&mut self) -> Option<Wake> {
        let (changes, next) = (&mut self.changes, self.next);
        let ring = async {
            sleep_until(next).await;
            changes.changed().await.ok()
        };
        tokio::select! {
            () = self.place.given_up() => None,
            heard = ring => heard.map(|()| Wake::Changed),
            () = sleep(HEARTBEAT) => Some(Wake::Heartbeat),
        }
    }

    /// Whether the session is still one that may see the list. Looking does not keep it alive. A database that cannot say so ends
    /// the stream; the browser asks again.
    async fn is_still_signed_in(&mut self) -> bool {
        let now = self.app.clock.now();
        if now - self.checked < SESSION {
            return true;
        }
        self.checked = now;
        let session = self.session;
        let looked = self
            .connections
            .work(async |conn| sessions::peek(conn, session, now).await);
        let found = match timeout(PATIENCE, looked).await {
            Ok(found) => found,
            Err(_) => Err(StoreError::Unavailable),
        };
        let actor = found.ok().flatten().and_then(|session| session.actor());
        actor.is_some_and(|actor| permissions::may(actor, Action::SeeList).is_ok())
    }
}

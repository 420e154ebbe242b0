//! How many streams are open, and for whom.

use std::collections::{HashMap, VecDeque};
use std::sync::Arc;

use tokio::sync::oneshot::{self, error::TryRecvError};
use uuid::Uuid;

use super::Bell;

/// The place of one open stream. Dropping it frees the place.
pub struct Place {
    bell: Arc<Bell>,
    account: Uuid,
    number: u64,
    given_up: oneshot::Receiver<()>,
}

impl Place {
    /// Streams that an account may have open on one node.
    pub const MOST: usize = 10;

    pub(super) fn new(
        bell: Arc<Bell>,
        account: Uuid,
        number: u64,
        given_up: oneshot::Receiver<()>,
    ) -> Self {
        Self {
            bell,
            account,
            number,
            given_up,
        }
    }

    /// Waits until the stream is to end: a newer one took its place, or the program stops.
    pub async fn given_up(&mut self) {
        let _ = (&mut self.given_up).await;
    }

    /// Whether the stream is to end.
    pub fn is_given_up(&mut self) -> bool {
        matches!(self.given_up.try_recv(), Err(TryRecvError::Closed))
    }
}

impl Drop for Place {
    fn drop(&mut self) {
        self.bell.places().free(self.account, self.number);
    }
}

/// All places of a node. A stream hears that its sender was dropped.
#[derive(Default)]
pub(super) struct Places {
    closed: bool,
    last: u64,
    of: HashMap<Uuid, VecDeque<(u64, oneshot::Sender<()>)>>,
}

impl Places {
    pub(super) fn take(&mut self, account: Uuid) -> Option<(u64, oneshot::Receiver<()>)> {
        if self.closed {
            return None;
        }
        self.last += 1;
        let (hold, given_up) = oneshot::channel();
        let own = self.of.entry(account).or_default();
        own.push_back((self.last, hold));
        if own.len() > Place::MOST {
            own.pop_front();
        }
        Some((self.last, given_up))
    }

    fn free(&mut self, account: Uuid, number: u64) {
        let Some(own) = self.of.get_mut(&account) else {
            return;
        };
        own.retain(|(held, _)| *held != number);
        if own.is_empty() {
            self.of.remove(&account);
        }
    }

    pub(super) fn close(&mut self) {
        self.closed = true;
        self.of.clear();
    }

    #[cfg(test)]
    pub(super) fn count(&self, account: Uuid) -> usize {
        self.of.get(&account).map_or(0, VecDeque::len)
    }
}

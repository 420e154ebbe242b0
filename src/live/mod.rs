//! Telling those who have the dashboard open that a case came or changed, without a word about which.
//!
//! After a commit the bell is rung: in memory, so that sending and working on cases cost nothing more. Whoever listens on this
//! node hears it at once; the job [`crate::jobs`] tells the other nodes, at most twice a second, over a connection of its own. A
//! `NOTIFY` in the transaction of a send would take a lock of the whole database at its commit, and so make all commits queue.

mod place;
mod ringing;

pub use place::Place;
pub use ringing::ring;

use std::sync::{Arc, Mutex, PoisonError};

use tokio::sync::{Notify, watch};
use uuid::Uuid;

use crate::randomness;
use place::Places;

/// The bell of a node.
pub struct Bell {
    /// The name of this node among others, made at the start.
    node: Uuid,
    changes: watch::Sender<u64>,
    /// The other nodes are to be told.
    rung: Notify,
    places: Mutex<Places>,
}

impl Bell {
    /// A bell that nobody listens to yet.
    pub fn new() -> Arc<Self> {
        Arc::new(Self {
            node: randomness::uuid(),
            changes: watch::Sender::new(0),
            rung: Notify::new(),
            places: Mutex::new(Places::default()),
        })
    }

    /// Says, after a commit, that a case came or changed.
    pub fn ring(&self) {
        self.strike();
        self.rung.notify_one();
    }

    /// Passes on that another node rang: those who listen here are told, and nobody else.
    pub(crate) fn strike(&self) {
        self.changes
            .send_modify(|count| *count = count.wrapping_add(1));
    }

    /// How often it was rung, as it grows.
    pub fn listen(&self) -> watch::Receiver<u64> {
        self.changes.subscribe()
    }

    /// The name of this node among others.
    pub(crate) fn node(&self) -> Uuid {
        self.node
    }

    /// Waits until it was rung on this node since the last time.
    pub(crate) async fn rung(&self) {
        self.rung.notified().await;
    }

    /// A place for a stream of this account; nothing once the program stops. An account has at most [`Place::MOST`]: where there
    /// are more, the oldest gives way, which is mostly one that a browser has left without saying so.
    pub fn take_place(self: &Arc<Self>, account: Uuid) -> Option<Place> {
        let (number, given_up) = self.places().take(account)?;
        Some(Place::new(Arc::clone(self), account, number, given_up))
    }

    /// Ends all streams, and lets nobody begin one: the program stops, and does not wait for them.
    pub fn close(&self) {
        self.places().close();
    }

    fn places(&self) -> std::sync::MutexGuard<'_, Places> {
        self.places.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const ADA: Uuid = Uuid::from_u128(1);
    const BEN: Uuid = Uuid::from_u128(2);

    #[tokio::test]
    async fn whoever_listens_hears_a_ring_and_other_nodes_are_to_be_told() {
        let bell = Bell::new();
        let mut heard = bell.listen();
        bell.ring();
        bell.ring();
        heard.changed().await.unwrap();
        assert_eq!(*heard.borrow_and_update(), 2);
        assert!(!heard.has_changed().unwrap(), "rings in a row are one");
        bell.rung().await;
    }

    #[tokio::test]
    async fn of_too_many_streams_of_an_account_the_oldest_gives_way() {
        let bell = Bell::new();
        let mut oldest = bell.take_place(ADA).unwrap();
        let mut others: Vec<Place> = (1..Place::MOST)
            .map(|_| bell.take_place(ADA).unwrap())
            .collect();
        let mut foreign = bell.take_place(BEN).unwrap();
        assert!(!oldest.is_given_up());
        others.push(bell.take_place(ADA).unwrap());
        oldest.given_up().await;
        assert!(!others.iter_mut().any(Place::is_given_up));
        assert!(!foreign.is_given_up());
        drop(others);
        assert_eq!(bell.places().count(ADA), 0, "nothing is left behind");
    }

    #[tokio::test]
    async fn closing_ends_all_and_lets_nobody_begin() {
        let bell = Bell::new();
        let mut place = bell.take_place(ADA).unwrap();
        bell.close();
        place.given_up().await;
        assert!(bell.take_place(BEN).is_none());
    }
}

//! People who fill in the questionnaire and send it, all at once, and do not give up.

use std::io::Result;
use std::net::SocketAddr;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

use futures_util::future::join_all;
use tokio::time::{Instant, sleep};

use crate::driver::journey::{self, ReadyToSend};
use crate::driver::visitor::Visitor;
use crate::ledger::Told;

/// How long one request is tried again: longer than any restart takes.
const PATIENCE: Duration = Duration::from_secs(30);

/// People with a form that they have only to send.
pub struct Crowd {
    people: Vec<(Visitor, ReadyToSend)>,
    count: Arc<Count>,
}

/// How it goes.
#[derive(Default)]
pub struct Count {
    acknowledged: AtomicUsize,
    tried_again: AtomicUsize,
}

impl Count {
    /// Waits until so many have seen their confirmation, or nobody can still be trying.
    pub async fn reaches(&self, wanted: usize) {
        let until = Instant::now() + PATIENCE;
        while self.acknowledged.load(Ordering::SeqCst) < wanted && Instant::now() < until {
            sleep(Duration::from_micros(200)).await;
        }
    }

    /// How many requests of those who are done got no answer, or one that said to try again.
    pub fn tried_again(&self) -> usize {
        self.tried_again.load(Ordering::SeqCst)
    }
}

impl Crowd {
    /// So many people, who each fill in the whole questionnaire.
    pub async fn fill_in(address: SocketAddr, people: usize) -> Result<Self> {
        let person = async || {
            let mut visitor = Visitor::new(address, PATIENCE);
            let form = journey::fill_in(&mut visitor).await?;
            Ok((visitor, form))
        };
        let people: Result<_> = join_all((0..people).map(|_| person()))
            .await
            .into_iter()
            .collect();
        Ok(Self {
            people: people?,
            count: Arc::default(),
        })
    }

    /// How it goes.
    pub fn count(&self) -> Arc<Count> {
        Arc::clone(&self.count)
    }

    /// Everybody sends at once, and again after each answer that got lost. Half of them then press the button once more.
    /// Returns what each was told.
    pub async fn send(self) -> Vec<Result<Told>> {
        let count = &self.count;
        let sends =
            self.people
                .into_iter()
                .enumerate()
                .map(async |(number, (mut visitor, form))| {
                    let mut told = Told(vec![journey::send(&mut visitor, &form).await?]);
                    count.acknowledged.fetch_add(1, Ordering::SeqCst);
                    if number % 2 == 0 {
                        told.0.push(journey::send(&mut visitor, &form).await?);
                    }
                    count
                        .tried_again
                        .fetch_add(visitor.failures, Ordering::SeqCst);
                    Ok(told)
                });
        join_all(sends).await
    }
}

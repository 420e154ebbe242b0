//! Sending: the real handler with everything on, against `pgbench` running the same statements.

use std::time::Instant;

use futures_util::future::try_join_all;

use crate::drafts::Drafts;
use crate::driver::program::Program;
use crate::driver::wire::{self, Connection};
use crate::figures::{compare, rate};
use crate::pgbench::Pgbench;
use crate::{Fault, ROUNDS};

const CLIENTS: [usize; 2] = [8, 32];

/// Sends in one round.
const SENDS: usize = 3200;

const AIM: f64 = 1.0;

/// Measures both in turn, at each number of clients.
pub async fn measure(program: &Program) -> Result<(), Fault> {
    let one = Drafts::prepare(program, 1).await?;
    send(program, &one, 1).await?;
    let mut pgbench = Pgbench::prepare(program).await?;
    for clients in CLIENTS {
        let (mut ours, mut theirs) = (Vec::new(), Vec::new());
        for _ in 0..ROUNDS {
            // One more than is sent: pgbench copies its drafts from it.
            let drafts = Drafts::prepare(program, SENDS + 1).await?;
            pgbench.settle().await?;
            ours.push(send(program, &drafts, clients).await?);
            pgbench.make_drafts(clients, SENDS / clients).await?;
            pgbench.settle().await?;
            theirs.push(pgbench.run(clients, SENDS / clients)?);
        }
        compare(
            &format!("sends, {clients} clients"),
            &ours,
            "pgbench",
            &theirs,
            AIM,
        );
    }
    Ok(())
}

/// Sends all drafts; returns how many a second.
async fn send(program: &Program, drafts: &Drafts, clients: usize) -> Result<f64, Fault> {
    let count = if clients == 1 { 1 } else { SENDS };
    let requests: Vec<Vec<u8>> = (0..count)
        .map(|draft| {
            wire::post(
                program.address,
                "/check/send",
                &drafts.cookies(draft),
                &drafts.form(),
            )
        })
        .collect();
    let mut connections =
        try_join_all((0..clients).map(|_| Connection::open(program.address))).await?;
    let begun = Instant::now();
    let work = connections.iter_mut().zip(requests.chunks(count / clients));
    try_join_all(work.map(async |(connection, requests)| {
        for request in requests {
            let answer = connection.exchange(request).await?;
            let place = answer.headers("location").next();
            if place != Some("/check/sent") {
                return Err(wire::odd(&format!(
                    "{} and {place:?} in answer to a send",
                    answer.status
                )));
            }
        }
        Ok(())
    }))
    .await?;
    Ok(rate(count, begun.elapsed()))
}

//! A question's page with a saved draft, against the same bytes served from memory.

use std::net::SocketAddr;
use std::time::Instant;

use futures_util::future::try_join_all;

use crate::drafts::Drafts;
use crate::driver::program::Program;
use crate::driver::wire::{self, Connection};
use crate::figures::{compare, rate};
use crate::plain::{PATH, Plain};
use crate::{Fault, ROUNDS};

const PAGE: &str = "/check/pain_impact";
const CLIENTS: usize = 8;
/// Requests of a round: enough for more than half a second of the faster side.
const REQUESTS: usize = 60_000;
const AIM: f64 = 0.3;

/// Measures both in turn.
pub async fn measure(program: &Program) -> Result<(), Fault> {
    let drafts = Drafts::prepare(program, 1).await?;
    let ours = wire::get(
        program.address,
        PAGE,
        &format!("Cookie: {}\r\n", drafts.cookies(0)),
    );
    let page = Connection::open(program.address)
        .await?
        .exchange(&ours)
        .await?;
    if page.status != 200 {
        return Err(format!("{} at {PAGE}", page.status).into());
    }
    let plain = Plain::start(&page.body)?;
    let theirs = wire::get(plain.address, PATH, "");
    let (mut our_rates, mut their_rates) = (Vec::new(), Vec::new());
    for _ in 0..ROUNDS {
        our_rates.push(fetch(program.address, &ours).await?);
        their_rates.push(fetch(plain.address, &theirs).await?);
    }
    let what = format!(
        "question page, {} bytes, {CLIENTS} clients",
        page.body.len()
    );
    compare(
        &what,
        &our_rates,
        "the same bytes from memory",
        &their_rates,
        AIM,
    );
    Ok(())
}

async fn fetch(address: SocketAddr, request: &[u8]) -> Result<f64, Fault> {
    let mut connections = try_join_all((0..CLIENTS).map(|_| Connection::open(address))).await?;
    let begun = Instant::now();
    try_join_all(connections.iter_mut().map(async |connection| {
        for _ in 0..REQUESTS / CLIENTS {
            let answer = connection.exchange(request).await?;
            if answer.status != 200 {
                return Err(wire::odd("a page that is none"));
            }
        }
        Ok(())
    }))
    .await?;
    Ok(rate(REQUESTS / CLIENTS * CLIENTS, begun.elapsed()))
}

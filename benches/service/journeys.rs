//! Whole journeys, from the start page to the confirmation.

use std::time::{Duration, Instant};

use futures_util::future::try_join_all;

use crate::driver::journey;
use crate::driver::program::Program;
use crate::driver::visitor::Visitor;
use crate::figures::{median, percentile, rate};
use crate::{Fault, ROUNDS};

const CLIENTS: usize = 8;

/// Journeys of one client in a round.
const EACH: usize = 20;

/// Measures rates and times.
pub async fn measure(program: &Program) -> Result<(), Fault> {
    let (mut rates, mut times) = (Vec::new(), Vec::new());
    for _ in 0..ROUNDS {
        let begun = Instant::now();
        let round = try_join_all((0..CLIENTS).map(|_| client(program))).await?;
        rates.push(rate(CLIENTS * EACH, begun.elapsed()));
        times.extend(round.into_iter().flatten());
    }
    let (middle, late) = (median(&times), percentile(&times, 99));
    println!(
        "whole journeys, {CLIENTS} clients: {:.0}/s, median {middle:.0} ms, 99th percentile {late:.0} ms",
        median(&rates)
    );
    Ok(())
}

/// The time of each journey of one client, in milliseconds.
async fn client(program: &Program) -> std::io::Result<Vec<f64>> {
    let mut times = Vec::new();
    for _ in 0..EACH {
        let begun = Instant::now();
        let mut visitor = Visitor::new(program.address, Duration::ZERO);
        let form = journey::fill_in(&mut visitor).await?;
        journey::send(&mut visitor, &form).await?;
        times.push(begun.elapsed().as_secs_f64() * 1000.0);
    }
    Ok(times)
}

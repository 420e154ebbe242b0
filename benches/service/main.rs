//! Measures the service from outside, everything on, beside what the machine can do without it.
//! `script/bench` runs it, whole or the parts that it is told (`assess`, `page`, `journeys`, `send`, `dashboard`); nothing but the loopback address is used, and every part is bounded.

#[path = "../../tests/driver/mod.rs"]
mod driver;

mod assess;
mod dashboard;
mod drafts;
mod figures;
mod journeys;
mod page;
mod pgbench;
mod plain;
mod send;

use std::time::Instant;

use driver::program::Program;
use mimalloc::MiMalloc;

/// As in the program that is measured, so that the server beside it has the same.
#[global_allocator]
static ALLOCATOR: MiMalloc = MiMalloc;

/// Why a measurement could not be made.
pub type Fault = Box<dyn std::error::Error>;

/// How often each thing is measured, in turn with what it is compared with.
pub const ROUNDS: usize = 7;

/// The service as it is shipped, but for the limit of requests an address, which would measure itself.
/// Each send comes from an address of its own, as from as many people.
const SETTINGS: &[(&str, &str)] = &[
    ("REQUESTS_PER_SECOND", "1000000"),
    ("TRUSTED_PROXIES", "127.0.0.1"),
    ("DEMO", "false"),
];

fn main() -> Result<(), Fault> {
    if std::env::args().nth(1).as_deref() == Some(plain::COMMAND) {
        return plain::serve();
    }
    // One thread makes the load, so that the rest of the machine is the service's.
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()?;
    runtime.block_on(measure())
}

async fn measure() -> Result<(), Fault> {
    let begun = Instant::now();
    if wanted("assess") {
        assess::measure()?;
    }
    let mut program = start().await?;
    if wanted("page") {
        page::measure(&program).await?;
    }
    if wanted("journeys") {
        journeys::measure(&program).await?;
    }
    if wanted("send") {
        send::measure(&program).await?;
    }
    if wanted("dashboard") {
        dashboard::measure(&program).await?;
    }
    program.stop()?;
    println!(
        "measured in {:.0?}, medians of {ROUNDS} rounds",
        begun.elapsed()
    );
    Ok(())
}

/// Whether a part is to be measured: all are, unless some are named. Cargo adds options of its own.
fn wanted(part: &str) -> bool {
    let mut named = std::env::args()
        .skip(1)
        .filter(|argument| !argument.starts_with('-'))
        .peekable();
    named.peek().is_none() || named.any(|name| name == part)
}

async fn start() -> Result<Program, Fault> {
    let mut program = Program::start(SETTINGS)?;
    let first = program.ready().await?;
    program.stop()?;
    program.start_again()?;
    let again = program.ready().await?;
    println!("start to ready: {first:.2?} in a new data folder, {again:.2?} in one that exists");
    Ok(program)
}

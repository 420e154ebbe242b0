//! The embedded server alone, for tests, benchmarks and whoever wants to look into the data.

use std::io::{self, Read as _, Write as _};
use std::path::Path;
use std::sync::Arc;

use clap::Args;
use tokio::sync::oneshot;

use super::{Failure, wait_for};
use crate::postgres::{Durability, Embedded, privileges, watch};

/// How to run it.
#[derive(Debug, Args)]
pub struct Options {
    /// Do not wait for the disk: fast, and a crash may lose everything. For tests alone
    #[arg(long)]
    no_fsync: bool,
}

/// Starts the server, prints its address, and stops it when standard input closes or the program is told to end.
pub fn run(options: &Options, data_dir: &Path) -> Result<(), Failure> {
    privileges::drop_root(data_dir)?;
    let durability = if options.no_fsync {
        Durability::Fast
    } else {
        Durability::Durable
    };
    wait_for(async {
        let server = Arc::new(Embedded::start(data_dir, durability).await?);
        let watching = tokio::spawn(watch(Arc::clone(&server)));
        writeln!(io::stdout(), "{}", server.url())?;
        io::stdout().flush()?;
        let told = until_told().await;
        watching.abort();
        drop(watching.await);
        server.stop().await?;
        told
    })
}

/// Waits for the end of standard input, for SIGTERM or for SIGINT.
async fn until_told() -> Result<(), Failure> {
    let (closed, is_closed) = oneshot::channel();
    // A thread of its own: a runtime would wait for a read that never ends.
    std::thread::spawn(move || {
        let mut bytes = [0; 256];
        while io::stdin().read(&mut bytes).is_ok_and(|count| count > 0) {}
        let _ = closed.send(());
    });
    let mut terminate = tokio::signal::unix::signal(tokio::signal::unix::SignalKind::terminate())?;
    tokio::select! {
        _ = is_closed => {}
        _ = terminate.recv() => {}
        told = tokio::signal::ctrl_c() => told?,
    }
    Ok(())
}

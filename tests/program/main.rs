//! The whole program as a process: what it keeps when it is killed, how soon it serves, how little it sends.

#[path = "../driver/mod.rs"]
mod driver;

mod crowd;
mod kill;
mod ledger;
mod shutdown;
mod weight;

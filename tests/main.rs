//! Integration tests of the whole application, on a real Postgres with a database for each test.
#![allow(
    clippy::unwrap_used,
    reason = "a test that cannot go on fails, in its helpers too"
)]

mod admissions;
mod api;
mod cli;
mod harness;
mod pages;
mod patient;
mod referrer;
mod store;

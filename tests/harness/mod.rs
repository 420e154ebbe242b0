//! The whole application on a database of its own, and browsers to drive it.
#![allow(dead_code, reason = "not every helper is used by every part")]

pub mod app;
pub mod cluster;
pub mod database;
pub mod http;
pub mod proxy;

pub use app::TestApp;
pub use database::TestDatabase;
pub use http::{Browser, Page};

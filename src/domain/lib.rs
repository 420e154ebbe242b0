//! The core of the service: pathways, answers, rules, outcomes, the referral life cycle and people.
//!
//! Nothing here reads a clock, a file or a network: what a function needs is passed in.
//! Pathways are data (`pathways/*.toml`); this crate is the engine that reads, checks and follows
//! them, and it knows no question of any condition by name.

pub mod answers;
pub mod attachment;
pub mod beds;
pub mod comparison;
pub mod distribution;
pub mod explanation;
pub mod journey;
pub mod letter;
pub mod outcome;
pub mod pathway;
pub mod people;
pub mod record;
pub mod referral;
pub mod replay;
mod rules;
pub mod snapshot;
mod text;
pub mod working_days;

pub use text::{Audience, Text};

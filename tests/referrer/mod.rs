//! Referrers: what a practice does, and what it never sees of another.

mod access;
mod clinical;
mod files;
mod handover;
pub mod practice;
pub mod sending;
mod tasks;
pub mod worklist;

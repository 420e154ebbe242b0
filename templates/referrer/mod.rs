//! Pages of referrers, in clinical words. No title carries anything about a person.

pub mod access;
pub mod clinical;
pub mod compare;
pub mod conflict;
pub mod files;
pub mod handover;
pub mod tasks;
pub mod worklist;

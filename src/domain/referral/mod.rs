//! The life of a referral after it is sent: states, what may be done in each, and who did it.

mod action;
pub mod amendment;
mod apply;
pub mod casework;
mod event;
mod hands;
mod joining;
pub mod measure;
mod milestones;
mod names;
mod state;
mod steps;
mod targets;

pub use action::{Action, Refusal};
pub use amendment::Change;
pub use event::{Actor, Event, FoldError, Happening};
pub use state::{
    Closed, DeclineReason, Holder, Milestones, Open, RedirectReason, Referral, State, StateCode,
    Waiting,
};
pub use targets::{HeldUntil, Promise, Promised, Promises, QUIET, Rtt, Targets, Until};

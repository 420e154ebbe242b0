//! Pages of the patient's journey at `/check`.

pub mod answers;
pub mod contact;
pub mod copy;
pub mod handover;
pub mod not_sent;
pub mod question;
pub mod result;
pub mod resume;
pub mod save;
pub mod send;
pub mod sent;
pub mod start;
pub mod state;
pub mod stop;

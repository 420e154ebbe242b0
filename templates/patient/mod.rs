//! Pages of the patient's journey at `/check`.

pub mod contact;
pub mod not_sent;
pub mod resume;
pub mod save;
pub mod send;
pub mod sent;
pub mod state;

//! Asking for an account.

pub mod register;

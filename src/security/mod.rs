//! Who asks, from where, and whether they may.

pub mod keyring;
pub mod passwords;
pub mod permissions;
pub mod sessions;
pub mod throttle;
pub mod totp;

//! Who asks, from where, and whether they may.

pub mod access_tokens;
pub mod address;
pub mod cookies;
pub mod csrf;
pub mod devices;
pub mod headers;
pub mod keyring;
pub mod limits;
pub mod passwords;
pub mod permissions;
pub mod referrers;
pub mod scopes;
pub mod sessions;
pub mod throttle;
pub mod totp;
pub mod visitor;

//! The service through which people find out whether a hospital stay may help them,
//! and through which their referral reaches the admissions team.

pub mod clock;
pub mod config;
pub mod randomness;
pub mod security;
pub mod store;

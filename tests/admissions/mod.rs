//! The admissions team's pages over HTTP, on real Postgres.

mod account;
mod accounts;
mod amendment;
mod ask;
mod code;
mod dashboard;
mod demo;
mod ownership;
mod permissions;
mod practices;
mod referral;
mod search;
mod second_factor;
mod sessions;
mod sign_in;
mod statistics;
pub mod team;
mod throttle;
mod work;

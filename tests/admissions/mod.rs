//! The admissions team's pages over HTTP, on real Postgres.

mod account;
mod accounts;
mod amendment;
mod ask;
mod bulk;
mod code;
mod dashboard;
mod demo;
mod live;
mod morning;
mod ownership;
mod permissions;
mod practices;
mod presence;
mod referral;
mod requests;
mod search;
mod second_factor;
mod sessions;
mod sign_in;
mod statistics;
pub mod team;
mod throttle;
mod work;

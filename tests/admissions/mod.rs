//! The admissions team's pages over HTTP, on real Postgres.

mod account;
mod accounts;
mod amendment;
mod ask;
mod closing;
mod code;
mod dashboard;
mod demo;
mod ownership;
mod permissions;
mod practices;
mod referral;
mod search;
mod second_factor;
mod second_reads;
mod sessions;
mod sign_in;
mod statistics;
mod steps;
pub mod team;
mod throttle;
mod triage;
mod verbs;
mod work;

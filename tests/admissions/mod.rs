//! The admissions team's pages over HTTP, on real Postgres.

mod account;
mod accounts;
mod administration;
mod amendment;
mod ask;
mod assessment;
mod beds;
mod booking;
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
pub mod stages;
mod statistics;
pub mod team;
mod throttle;
mod waiting_list;
mod way_to_bed;
mod work;

//! The service through which people find out whether a hospital stay may help them,
//! and through which their referral reaches the admissions team.

pub mod app;
pub mod assess;
pub mod calendar;
pub mod cli;
pub mod clock;
pub mod config;
pub mod context;
pub mod csv_safe;
pub mod demo;
pub mod error;
pub mod forms;
pub mod jobs;
pub mod live;
pub mod live_settings;
pub mod logs;
pub mod lookups;
pub mod ods;
pub mod pages_for_errors;
pub mod pathways;
pub mod postgres;
pub mod randomness;
pub mod reach;
pub mod respond;
pub mod routes;
pub mod scanner;
pub mod security;
pub mod store;
pub mod uploads;

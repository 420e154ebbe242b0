//! `/admissions/administration` and the pages that it leads to, for administrators.

pub mod api_client;
pub mod api_clients;
pub mod audit;
pub mod home;
mod log_words;
pub mod pathway;
pub mod pathways;
pub mod retention;
pub mod settings;
pub mod simulator;

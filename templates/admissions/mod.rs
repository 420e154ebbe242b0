//! Pages of the admissions team. No title carries anything about a person.

mod account_words;
pub mod accounts;
pub mod dashboard;
pub mod list;
pub mod person;
pub mod practices;
pub mod referral;
pub mod search;
pub mod taken;

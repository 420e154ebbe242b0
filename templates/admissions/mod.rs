//! Pages of the admissions team. No title carries anything about a person.

pub mod account;
pub mod code;
pub mod compare;
pub mod dashboard;
pub mod enrol;
pub mod letter;
pub mod list;
pub mod recovery_codes;
pub mod referral;
pub mod search;
mod sent_along;
pub mod sign_in;
pub mod taken;
pub mod too_many;

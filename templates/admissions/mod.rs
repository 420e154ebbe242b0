//! Pages of the admissions team. No title carries anything about a person.

pub mod account;
pub mod ask;
pub mod code;
pub mod dashboard;
pub mod enrol;
pub mod from_referrer;
pub mod list;
pub mod recovery_codes;
pub mod referral;
pub mod search;
pub mod sign_in;
pub mod taken;
pub mod too_many;

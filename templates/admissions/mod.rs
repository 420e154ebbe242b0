//! Pages of the admissions team. No title carries anything about a person.

mod account_words;
pub mod accounts;
pub mod assessment;
pub mod closing;
pub mod compare;
pub mod dashboard;
pub mod from_referrer;
pub mod letter;
pub mod list;
pub mod offers;
pub mod person;
pub mod practices;
pub mod referral;
pub mod search;
pub mod second_reads;
mod sent_along;
pub mod statistics;
pub mod work;

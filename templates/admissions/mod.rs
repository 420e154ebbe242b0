//! Pages of the admissions team. No title carries anything about a person.

mod account_words;
pub mod accounts;
pub mod administration;
pub mod beds;
pub mod compare;
pub mod dashboard;
pub mod from_referrer;
pub mod letter;
pub mod list;
pub mod offers;
pub mod person;
pub mod practices;
pub mod progress;
pub mod referral;
pub mod search;
mod sent_along;
pub mod statistics;
pub mod waiting_list;
pub mod work;

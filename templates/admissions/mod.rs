//! Pages of the admissions team. No title carries anything about a person.

mod account_words;
pub mod accounts;
pub mod administration;
pub mod beds;
pub mod bulk;
pub mod case;
pub mod compare;
pub mod dashboard;
pub mod from_referrer;
pub mod letter;
pub mod letters;
pub mod list;
pub mod live;
pub mod offers;
pub mod person;
pub mod picture;
pub mod practices;
pub mod presence;
pub mod progress;
pub mod referral;
pub mod search;
pub mod sent_along;
pub mod shortcuts;
pub mod statistics;
pub mod waiting_list;
pub mod work;

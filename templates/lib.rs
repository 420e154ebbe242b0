//! Everything a person reads: pages, letters and e-mails as maud functions over domain values.

pub mod admissions;
pub mod assets;
pub mod components;
pub mod demo;
pub mod doors;
pub mod emails;
pub mod errors;
pub mod layout;
pub mod letters;
pub mod patient;
pub mod public;
pub mod question;
pub mod referrer;
pub mod result;

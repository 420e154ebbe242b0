//! The parts of a referral's page, each with its own view.

pub mod evidence;
pub mod head;
mod line;
pub mod measures;
pub mod messages;
pub mod notices;
pub mod related;
pub mod safety;
pub mod timeline;

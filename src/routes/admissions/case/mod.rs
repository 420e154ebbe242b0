//! The parts of a referral's page: what each shows of the case.

pub mod asking;
pub mod done;
pub mod evidence;
pub mod handed;
pub mod head;
pub mod joined;
pub mod measures;
pub mod messages;
pub mod news;
pub mod page;
pub mod person;
pub mod related;
pub mod timeline;
pub mod top;

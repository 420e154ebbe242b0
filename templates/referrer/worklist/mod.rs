//! What a practice referred: the worklist, one referral, and what the practice can do about it.

pub mod amend;
pub mod answer;
pub mod case;
mod doing;
pub mod list;
pub mod message;
pub mod refused;
pub mod timeline;
pub mod withdraw;

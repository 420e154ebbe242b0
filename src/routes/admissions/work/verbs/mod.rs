//! The verbs, each with its form. What a verb may do stands in `security::permissions`, what the state allows in `domain::referral`.

mod asking;
mod hands;
mod pausing;
mod receipt;

use super::Work;

/// Every verb, in the order of the case's page.
pub(super) const ALL: &[&[Work]] = &[receipt::WORKS, hands::WORKS, asking::WORKS, pausing::WORKS];

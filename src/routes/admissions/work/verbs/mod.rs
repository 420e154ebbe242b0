//! The verbs, each with its form. What a verb may do stands in `security::permissions`, what the state allows in `domain::referral`.

mod asking;
mod hands;
mod measures;
mod pausing;
mod receipt;
mod relations;
mod remarks;

use super::Work;

/// Every verb, in the order of the case's page.
pub(super) const ALL: &[&[Work]] = &[
    receipt::WORKS,
    hands::WORKS,
    asking::WORKS,
    remarks::WORKS,
    measures::WORKS,
    pausing::WORKS,
    relations::WORKS,
];

//! The verbs, each with its form. What a verb may do stands in `security::permissions`, what the state allows in `domain::referral`.
#![expect(
    clippy::unnecessary_wraps,
    reason = "every verb reads its form by a function of one type, also where nothing can be wrong"
)]

mod asking;
mod closing;
mod hands;
mod pausing;
mod receipt;
mod triage;

use super::Work;

/// Every verb, in the order of the case's page.
pub(super) const ALL: &[&[Work]] = &[
    receipt::WORKS,
    triage::WORKS,
    hands::WORKS,
    asking::WORKS,
    pausing::WORKS,
    closing::WORKS,
];

//! The verbs, each with its form. What a verb may do stands in `security::permissions`, what the state allows in `domain::referral`.
#![expect(
    clippy::unnecessary_wraps,
    reason = "every verb reads its form by a function of one type, also where nothing can be wrong"
)]

mod admission;
mod asking;
mod assessment;
mod closing;
mod funding;
mod hands;
mod leaving;
mod list;
mod measures;
mod meeting;
mod pausing;
mod receipt;
mod refusing;
mod relations;
mod remarks;
mod triage;

use templates::admissions::casework::Choice;

use super::Work;

/// Every verb, in the order of the case's page. What leads on stands before the opinion of the signs, which can be given again.
pub(super) const ALL: &[&[Work]] = &[
    receipt::WORKS,
    assessment::WORKS,
    meeting::WORKS,
    triage::WORKS,
    funding::WORKS,
    list::WORKS,
    admission::WORKS,
    leaving::WORKS,
    hands::WORKS,
    asking::WORKS,
    remarks::WORKS,
    measures::WORKS,
    pausing::WORKS,
    relations::WORKS,
    refusing::WORKS,
    closing::WORKS,
];

/// Every one of a closed list, as choices.
fn choices<T: Copy>(all: &[T], words: impl Fn(T) -> (&'static str, &'static str)) -> Vec<Choice> {
    let choice = |one: &T| {
        let (code, words) = words(*one);
        Choice::new(code, words)
    };
    all.iter().map(choice).collect()
}

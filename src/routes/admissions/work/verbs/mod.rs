//! The verbs, each with its form. What a verb may do stands in `security::permissions`, what the state allows in `domain::referral`.

mod admission;
mod asking;
mod assessment;
mod funding;
mod hands;
mod list;
mod meeting;
mod pausing;
mod receipt;

use templates::admissions::work::Choice;

use super::Work;

/// Every verb, in the order of the case's page.
pub(super) const ALL: &[&[Work]] = &[
    receipt::WORKS,
    assessment::WORKS,
    meeting::WORKS,
    funding::WORKS,
    list::WORKS,
    admission::WORKS,
    hands::WORKS,
    asking::WORKS,
    pausing::WORKS,
];

/// Every one of a closed list, as choices.
fn choices<T: Copy>(all: &[T], words: impl Fn(T) -> (&'static str, &'static str)) -> Vec<Choice> {
    let choice = |one: &T| {
        let (code, words) = words(*one);
        Choice::new(code, words)
    };
    all.iter().map(choice).collect()
}

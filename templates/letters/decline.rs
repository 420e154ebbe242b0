//! The hospital says no.

use domain::correspondence::Letter;
use domain::referral::DeclineReason;

use super::refusal::{self, Words};
use super::{View, words};

pub use super::refusal::Refused;

/// The letter: clinical for whoever referred, plain for the person.
pub fn letter(view: &View<'_>, refused: &Refused<'_, DeclineReason>) -> Letter {
    let opening = view.words(
        "Thank you for referring this patient. Our clinicians have reviewed the referral, and we are not able to offer an admission.",
        "Our team has read your referral with care. We cannot offer you a stay in our hospital now. We know that this may be hard to read. It does not mean that your symptoms are not real.",
    );
    let words = Words {
        title: view.words("Referral declined", "Our decision about your referral"),
        opening,
        reason: words::declined(refused.reason, view.reader),
    };
    refusal::letter(view, refused, words)
}

//! Another service fits better.

use domain::correspondence::Letter;
use domain::referral::RedirectReason;

use super::refusal::{self, Words};
use super::{View, words};

pub use super::refusal::Refused;

/// The letter: clinical for whoever referred, plain for the person.
pub fn letter(view: &View<'_>, refused: &Refused<'_, RedirectReason>) -> Letter {
    let opening = view.words(
        "Thank you for referring this patient. Our clinicians have reviewed the referral. In our view another service fits the patient’s needs better at present.",
        "Our team has read your referral with care. We think that another service fits better with what you need now. So we do not offer you a stay here at this time. It does not mean that your symptoms are not real.",
    );
    let words = Words {
        title: view.words("Referral redirected", "Another service fits better"),
        opening,
        reason: words::redirected(refused.reason, view.reader),
    };
    refusal::letter(view, refused, words)
}

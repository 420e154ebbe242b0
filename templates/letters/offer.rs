//! Accepted, and waiting for a bed.

use domain::correspondence::{Letter, Part};

use super::{View, heading, paragraph, pieces};

/// The letter. It names no day and no part of a stay: what is offered is decided together with the person.
pub fn letter(view: &View<'_>) -> Letter {
    let opening = view.words(
        "Thank you for referring this patient. Our multidisciplinary team has accepted the patient for admission.",
        "Our team has read your referral and talked about it. We would like to offer you a stay in our hospital.",
    );
    let next = view.words(
        "The patient is on our waiting list for a bed. No date is set. What the stay includes is decided together with the patient.",
        "You are on our waiting list for a bed. We do not know the day yet. We will contact you when we have a bed for you. What you do here is decided together with you.",
    );
    let mut blocks = vec![
        view.part(Part::Opening, opening),
        heading("What happens next"),
        paragraph(next),
    ];
    if view.is_plain() {
        blocks.push(paragraph(
            "Tell us if your health changes, or if you do not want to come.",
        ));
    }
    blocks.extend(pieces::met(view));
    blocks.push(pieces::extra(view));
    blocks.extend(pieces::help(view));
    blocks.push(pieces::closing(
        view,
        "Please tell us of any change in medical stability, medicines or circumstances while the patient waits.",
    ));
    let title = view.words(
        "Accepted, waiting for a bed",
        "We would like to offer you a stay",
    );
    view.letter(title, blocks)
}

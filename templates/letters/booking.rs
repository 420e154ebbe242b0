//! The day of admission.

use domain::correspondence::{Letter, Part};

use super::{View, heading, paragraph, pieces};

/// The letter; `on` is the day, in words.
pub fn letter(view: &View<'_>, on: &str) -> Letter {
    let opening = view.words(
        "Thank you for referring this patient. We have booked the admission.",
        "We have a bed for you, and we have booked your stay.",
    );
    let before = view.words(
        "Please send us changes in medicines, allergies or medical stability before that day. What the stay includes is decided together with the patient.",
        "Tell us at once if you cannot come on this day, or if you feel unwell before it. What you do here is decided together with you.",
    );
    let mut blocks = vec![
        view.part(Part::Opening, opening),
        heading(view.words("Date of admission", "When to come")),
        paragraph(on),
        heading(view.words("Before admission", "Before you come")),
        paragraph(before),
    ];
    blocks.extend(pieces::met(view));
    blocks.push(pieces::extra(view));
    blocks.extend(pieces::help(view));
    blocks.push(pieces::closing(
        view,
        "You can follow this referral in the referral service.",
    ));
    view.letter(
        view.words("Admission booked", "Your stay is booked"),
        blocks,
    )
}

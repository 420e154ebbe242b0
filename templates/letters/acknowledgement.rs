//! The referral has come, and what happens next.

use domain::correspondence::{Block, Letter, Part};

use super::{SentBy, View, heading, paragraph, pieces};

/// The letter.
pub fn letter(view: &View<'_>) -> Letter {
    let mut blocks = vec![
        view.part(Part::Opening, opening(view)),
        heading("What happens next"),
    ];
    blocks.extend(next(view));
    blocks.extend(pieces::met(view));
    blocks.push(pieces::extra(view));
    blocks.extend(pieces::help(view));
    blocks.push(pieces::closing(
        view,
        "You can follow this referral, amend it and answer our questions in the referral service. Please tell us of any change in the patient’s condition.",
    ));
    view.letter(
        view.words("Referral received", "We have your referral"),
        blocks,
    )
}

fn opening(view: &View<'_>) -> String {
    let day = view.received;
    let plain = match view.sent_by {
        SentBy::Person => format!("Thank you for what you sent us on {day}. We have it."),
        SentBy::SomeoneElse => {
            format!("Somebody sent us answers for you on {day}. We have them. Thank you.")
        }
        SentBy::Practice => {
            format!("Your practice told us about you on {day}. We have what they sent.")
        }
    };
    let clinical =
        format!("Thank you for referring this patient. We received your referral on {day}.");
    view.words(&clinical, &plain)
}

fn next(view: &View<'_>) -> Vec<Block> {
    if view.is_plain() {
        return vec![
            paragraph(
                "A member of our team will read what we were sent. They will contact you about what happens next.",
            ),
            paragraph("This letter is not a diagnosis, and it is not an offer of a place."),
        ];
    }
    vec![paragraph(
        "Clinical triage, then pre-admission assessment, then funding. This letter is not a diagnosis or acceptance.",
    )]
}

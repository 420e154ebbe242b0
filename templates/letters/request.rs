//! The hospital needs to know something before it can go on.

use domain::correspondence::{Letter, Part};

use super::{View, heading, paragraph, pieces};

/// The letter: what is asked, in the words in which it was asked, and until when.
pub fn letter(view: &View<'_>, question: &str, due: Option<&str>) -> Letter {
    let opening = view.words(
        "Thank you for referring this patient. To go on, we need further information.",
        "We are reading your referral. To go on, we need to know more.",
    );
    let mut blocks = vec![
        view.part(Part::Opening, opening),
        heading(view.words("Information requested", "What we need to know")),
        paragraph(question),
    ];
    blocks.extend(due.map(|due| paragraph(format!("Please answer by {due}."))));
    if view.is_plain() {
        blocks.push(paragraph(
            "You can ask your GP, or somebody you trust, to help you. If you do not know the answer, tell us. That is OK.",
        ));
    }
    blocks.extend(pieces::unclear(view));
    blocks.push(pieces::extra(view));
    blocks.extend(pieces::help(view));
    blocks.push(pieces::closing(
        view,
        "You can answer in the referral service. Until then the referral stands where it is, and is not closed.",
    ));
    view.letter(
        view.words("Information requested", "We need to know more"),
        blocks,
    )
}

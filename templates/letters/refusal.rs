//! What a decline and a redirection share: why, where to turn to, every sign, and that it is not the last word.

use domain::correspondence::{Block, Letter, Part};

use super::{View, heading, paragraph, pieces};

/// Why, and where to turn to, as whoever decided wrote it.
#[derive(Debug, Clone, Copy)]
pub struct Refused<'a, R> {
    /// The coded reason.
    pub reason: R,
    /// Why.
    pub rationale: &'a str,
    /// Where the person can turn to.
    pub signpost: &'a str,
}

/// The words that differ from one letter to the other.
pub(super) struct Words {
    pub title: String,
    pub opening: String,
    pub reason: &'static str,
}

/// In a plain letter rationale and signpost may be put more plainly; in a clinical one they stand as they were written.
pub(super) fn letter<R>(view: &View<'_>, refused: &Refused<'_, R>, words: Words) -> Letter {
    let own = |part: Part, text: &str| {
        if view.is_plain() {
            view.part(part, text.to_owned())
        } else {
            paragraph(text)
        }
    };
    let mut blocks = vec![
        view.part(Part::Opening, words.opening),
        heading(view.words("Reason", "Why")),
        paragraph(format!("{}.", words.reason)),
        own(Part::Why, refused.rationale),
        heading(view.words("Where the patient can turn to", "Where you can turn to")),
        own(Part::Signpost, refused.signpost),
    ];
    blocks.extend(pieces::all(view));
    blocks.extend(again(view));
    blocks.push(pieces::extra(view));
    blocks.extend(pieces::help(view));
    blocks.push(pieces::closing(
        view,
        "If you disagree, or can tell us more, please contact us: a closed referral can be opened again.",
    ));
    view.letter(words.title, blocks)
}

fn again(view: &View<'_>) -> Vec<Block> {
    let again = view.words(
        "This decision rests on the information that we had. Please refer again if the patient’s condition or circumstances change.",
        "You can check the signs again, or be referred again, if things change. If you think that we got something wrong, tell us.",
    );
    vec![heading("If things change"), paragraph(again)]
}

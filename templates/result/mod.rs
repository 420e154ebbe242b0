//! A decision as its reader sees it: patient, referrer and staff are shown the same pieces.

mod flags;
mod signs;

use domain::Audience;
use domain::explanation::Explanation;
use maud::{Markup, html};

use crate::components::{Mark, notice};

pub use flags::{FlagPart, flags};
pub use signs::{marks, signs};

impl From<domain::pathway::Verdict> for Mark {
    fn from(verdict: domain::pathway::Verdict) -> Self {
        match verdict {
            domain::pathway::Verdict::Met => Self::Met,
            domain::pathway::Verdict::NotMet => Self::NotMet,
            domain::pathway::Verdict::Unclear => Self::Unclear,
        }
    }
}

/// The outcome: how many signs match as marks, and the words.
pub fn outcome(explanation: &Explanation) -> Markup {
    html! {
        div class="app-outcome" {
            @if !explanation.signs.is_empty() {
                div class="app-outcome__count" {
                    (marks(explanation))
                    p { strong { (explanation.met()) " of " (explanation.signs.len()) } " signs match" }
                }
            }
            @for paragraph in explanation.outcome.text.split("\n\n") { p { (paragraph) } }
        }
    }
}

/// What a stay may include for the needs told, if anything.
pub fn stay(explanation: &Explanation) -> Markup {
    html! {
        @if !explanation.stay.is_empty() {
            h2 { "What a stay may include" }
            p { (offered(explanation.audience)) }
            dl class="app-stay" {
                @for item in &explanation.stay { div { dt { (item.need) } dd { (item.offer) } } }
            }
        }
    }
}

const fn offered(audience: Audience) -> &'static str {
    match audience {
        Audience::Patient => {
            "From what you told us, these parts of our programme may fit. What is offered is decided together with you."
        }
        Audience::Gp => {
            "From the needs stated, these parts of the programme may fit. What is offered is decided together with the patient."
        }
    }
}

/// What happens next, step by step.
pub fn next(explanation: &Explanation) -> Markup {
    html! {
        @if !explanation.next.is_empty() {
            h2 { "What happens next" }
            ol class="nhsuk-list nhsuk-list--number" { @for step in &explanation.next { li { (step) } } }
        }
    }
}

/// What the service is and is not, and the version that made this result.
pub fn version(explanation: &Explanation) -> Markup {
    let version = format!(
        "Questions and rules: {}, version {}.",
        explanation.pathway, explanation.version
    );
    notice(&explanation.notice, &version)
}

//! The signs with their results and exactly why.

use domain::explanation::{Explanation, SignWords};
use maud::{Markup, html};

use crate::components::{Mark, four_marks, mark};

/// The signs as marks in a row.
pub fn marks(explanation: &Explanation) -> Markup {
    let signs: Vec<(&str, Mark)> = explanation
        .signs
        .iter()
        .map(|sign| (sign.label.as_str(), sign.result.into()))
        .collect();
    four_marks(Some(&signs))
}

/// Every sign: the published sentence, the result, the rule, the answers, what would change it.
pub fn signs(explanation: &Explanation) -> Markup {
    html! {
        ol class="app-signs" { @for sign in &explanation.signs { (one(sign)) } }
    }
}

fn one(sign: &SignWords) -> Markup {
    let result = Mark::from(sign.result);
    html! {
        li class={ "app-sign app-sign--" (result.code()) } data-sign=(sign.id) data-result=(result.code()) {
            p class="app-sign__result" { (mark(result)) (result.words()) }
            h3 class="app-sign__sentence" { "“" (sign.sentence) "”" }
            p { (sign.because) }
            (answers(sign))
            @if let Some(change) = &sign.change { p class="app-sign__change" { strong { "What would change this: " } (change) } }
        }
    }
}

fn answers(sign: &SignWords) -> Markup {
    html! {
        @if !sign.answers.is_empty() {
            h4 class="app-sign__answers-title" { "The answers that decided this" }
            dl class="app-sign__answers" {
                @for answer in &sign.answers { div { dt { (answer.question) } dd { (answer.answer) } } }
            }
        }
    }
}

//! What a clinician says of each sign, beside what the rules said: before the questions of the form, and as it was given.

use domain::explanation::SignWords;
use maud::{Markup, html};

use crate::components::{Mark, mark};

/// A clinician's view of every sign.
#[derive(Debug, Clone, Default)]
pub struct Assessment {
    /// Who, in words.
    pub by: String,
    /// When, in words.
    pub at: String,
    /// Sign by sign.
    pub opinions: Vec<OpinionLine>,
    /// What they think altogether.
    pub summary: Option<String>,
}

/// A clinician's view of one sign.
#[derive(Debug, Clone)]
pub struct OpinionLine {
    /// A few words for the sign.
    pub sign: String,
    /// What the rules said; nothing where no sign was worked out.
    pub verdict: Option<Mark>,
    /// The opinion in words.
    pub opinion: String,
    /// Whether it is not as the rules said.
    pub differs: bool,
    /// Why.
    pub reason: Option<String>,
}

/// The opinions with who gave them and when; under the signs of a case.
pub fn assessment(view: &Assessment) -> Markup {
    html! {
        section class="app-assessment" data-assessment aria-labelledby="assessment" {
            h3 id="assessment" { "What the clinician says of the signs" }
            p class="app-quiet" { (view.by) ", " (view.at) }
            (opinions(view))
            @if let Some(summary) = &view.summary { p class="app-lines app-break" { (summary) } }
        }
    }
}

/// The opinions alone.
pub fn opinions(view: &Assessment) -> Markup {
    html! {
        ul class="app-opinions" {
            @for one in &view.opinions {
                li class=[one.differs.then_some("app-opinions__differs")] {
                    p class="app-opinions__sign" { strong { (one.sign) } ": " (one.opinion) }
                    @if let Some(verdict) = one.verdict { p class="app-quiet" { "The rules: " (said(verdict)) } }
                    @if let Some(reason) = &one.reason { p class="app-lines app-break" { (reason) } }
                }
            }
        }
    }
}

/// One sign before its question: the published sentence, what the rules said and why, and the answers that decided it.
pub fn sign(place: usize, of: usize, sign: &SignWords) -> Markup {
    let result = Mark::from(sign.result);
    html! {
        div class={ "app-sign app-sign--" (result.code()) " app-assess" } data-sign=(sign.id) data-result=(result.code()) {
            (heading(place, of, &sign.label))
            p class="app-sign__sentence" { "“" (sign.sentence) "”" }
            p class="app-sign__result" { (mark(result)) "The rules: " (said(result)) }
            p { (sign.because) }
            @if !sign.answers.is_empty() {
                h3 class="app-sign__answers-title" { "The answers that decided this" }
                dl class="app-sign__answers" {
                    @for answer in &sign.answers { div { dt { (answer.question) } dd { (answer.answer) } } }
                }
            }
        }
    }
}

/// One sign before its question, where the rules said nothing of it.
pub fn sentence(place: usize, of: usize, label: &str, sentence: &str) -> Markup {
    html! {
        div class="app-sign app-assess" {
            (heading(place, of, label))
            p class="app-sign__sentence" { "“" (sentence) "”" }
            p { "The rules did not work this sign out." }
        }
    }
}

fn heading(place: usize, of: usize, label: &str) -> Markup {
    html! { h2 class="nhsuk-heading-m" { "Sign " (place) " of " (of) ": " (label) } }
}

/// What the rules said, in the middle of a sentence.
pub fn said(result: Mark) -> String {
    result.words().to_lowercase()
}

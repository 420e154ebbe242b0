//! What is on record beside a decision to decline or redirect, and where the decision would contradict it.

use maud::{Markup, html};

use super::assessment::{Assessment, opinions, said};
use crate::components::{Mark, inset, mark, warning};

/// What is on record.
#[derive(Debug, Clone, Default)]
pub struct OnRecord {
    /// Each sign with what the rules said; empty where none was worked out.
    pub signs: Vec<(String, Mark)>,
    /// What a clinician said of them last.
    pub assessment: Option<Assessment>,
    /// What came of the assessment before admission, in words.
    pub outcome: Option<String>,
    /// What the team decided, in words.
    pub meeting: Option<String>,
    /// Sentences that speak against the decision.
    pub against: Vec<String>,
}

/// All of it, the contradictions first.
pub fn on_record(record: &OnRecord) -> Markup {
    html! {
        @if !record.against.is_empty() {
            (warning("What is on record speaks against this", html! {
                ul class="nhsuk-list nhsuk-list--bullet" { @for sentence in &record.against { li { (sentence) } } }
                p { "You may still decide so. Say in the rationale why." }
            }))
        }
        (inset(html! {
            h2 class="nhsuk-heading-s" { "On record" }
            (signs(&record.signs))
            @if let Some(assessment) = &record.assessment {
                h3 class="nhsuk-heading-xs" { "Triage" }
                p class="app-quiet" { (assessment.by) ", " (assessment.at) }
                (opinions(assessment))
                @if let Some(summary) = &assessment.summary { p class="app-lines app-break" { (summary) } }
            } @else { p { "No clinician has assessed the signs." } }
            @if let Some(outcome) = &record.outcome {
                h3 class="nhsuk-heading-xs" { "Assessment before admission" }
                p class="app-lines app-break" { (outcome) }
            }
            @if let Some(meeting) = &record.meeting {
                h3 class="nhsuk-heading-xs" { "Team meeting" }
                p class="app-lines app-break" { (meeting) }
            }
        }))
    }
}

fn signs(signs: &[(String, Mark)]) -> Markup {
    html! {
        @if signs.is_empty() { p { "No sign was worked out." } }
        @else {
            ul class="app-record" {
                @for (name, result) in signs {
                    li data-result=(result.code()) { (mark(*result)) span { (name) ": " (said(*result)) } }
                }
            }
        }
    }
}

//! The pathway's questions for a referrer, the result in clinical words, checking, sending, and what follows for the record.

pub mod answers;
pub mod result;
pub mod section;
pub mod send;
pub mod sent;
pub mod summary;
pub mod text;

use domain::Audience;
use domain::pathway::Prompt;
use maud::{Markup, html};

use crate::components::inset;

/// Advice that follows from the answers and never changes a result; nothing if there is none.
pub fn prompts(prompts: &[&Prompt]) -> Markup {
    html! {
        @if !prompts.is_empty() {
            div class="app-prompts" {
                (inset(html! {
                    @for prompt in prompts { p data-prompt=(prompt.id) { (prompt.text.get(Audience::Gp)) } }
                }))
            }
        }
    }
}

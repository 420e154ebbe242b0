//! `/refer/drafts/{id}/result`: what the answers come to, in clinical words, as it will reach triage.

use domain::Audience;
use domain::explanation::Explanation;
use domain::pathway::{Pathway, Prompt, SafetyList};
use maud::{Markup, html};

use super::prompts;
use crate::components::{button, button_link, buttons, print_button, safety_card};
use crate::layout::{self, Frame};
use crate::result::{self, FlagPart};

/// What the page shows.
#[derive(Debug, Clone, Copy)]
pub struct View<'a> {
    /// The frame of the page.
    pub frame: Frame<'a>,
    /// The page before: the draft's task list.
    pub back: &'a str,
    /// The result in words.
    pub explanation: &'a Explanation,
    /// The pathway, for the danger lists of its flags.
    pub pathway: &'a Pathway,
    /// Advice that follows from the answers.
    pub prompts: &'a [&'a Prompt],
    /// Danger lists that stand with the outcome.
    pub lists: &'a [&'a SafetyList],
    /// Where to say what was done, where something has to be acted on first.
    pub act: Option<&'a str>,
    /// Where to check the answers.
    pub answers: &'a str,
}

/// The page.
pub fn page(view: &View<'_>) -> Markup {
    let explanation = view.explanation;
    let chrome = view
        .frame
        .titled("Result")
        .with_back(Some(view.back))
        .with_outcome(&explanation.outcome.id);
    layout::page(
        &chrome,
        html! {
            div class="app-text" {
                h1 { (explanation.outcome.title) }
                (result::outcome(explanation))
                @for list in view.lists { (safety_card(list, Audience::Gp)) }
                (act(view))
                (result::flags(explanation, view.pathway, FlagPart::First))
                (prompts(view.prompts))
                @if !explanation.signs.is_empty() {
                    h2 { "The published considerations, as they will reach triage" }
                    (result::signs(explanation))
                }
                (result::stay(explanation))
                (result::flags(explanation, view.pathway, FlagPart::Support))
                (result::flags(explanation, view.pathway, FlagPart::Notes))
                (result::next(explanation))
                (result::version(explanation))
                (buttons(html! {
                    @if view.act.is_none() { (button_link("Check answers", view.answers)) }
                    (button::secondary_link("Back to the task list", view.back))
                    (print_button("Print this result"))
                }))
            }
        },
    )
}

/// What to do after a stop: act, then say here what was done.
fn act(view: &View<'_>) -> Markup {
    html! {
        @if let Some(address) = view.act {
            h2 { "What to do" }
            ol class="nhsuk-list nhsuk-list--number" {
                li { "Act on it now, by the pathway that it needs." }
                li { "Then confirm here that it has been acted on, and note who saw the patient, when, and what was found." }
                li { "After that the referral can be sent. This draft is kept until then." }
            }
            (button_link("Say what was done", address))
        }
    }
}

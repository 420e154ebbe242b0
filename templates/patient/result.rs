//! `/check/result`: what the answers come to, and exactly why.

use domain::explanation::Explanation;
use domain::pathway::Pathway;
use maud::{Markup, html};

use crate::components::{button, button_link, buttons, print_button};
use crate::layout::{self, Frame};
use crate::result::{self, FlagPart};

/// What the page shows.
#[derive(Debug, Clone, Copy)]
pub struct View<'a> {
    /// The frame of the page.
    pub frame: Frame<'a>,
    /// The page before.
    pub back: &'a str,
    /// The result in words.
    pub explanation: &'a Explanation,
    /// The pathway, for the danger lists of its flags.
    pub pathway: &'a Pathway,
    /// Where to go on to send it; nothing when this result cannot be sent.
    pub send: Option<&'a str>,
    /// Where a code for a GP is made; nothing when there can be none.
    pub handover: Option<&'a str>,
}

/// The page.
pub fn page(view: &View<'_>) -> Markup {
    let explanation = view.explanation;
    let chrome = view
        .frame
        .titled("Your result")
        .with_back(Some(view.back))
        .with_outcome(&explanation.outcome.id);
    layout::page(
        &chrome,
        html! {
            div class="app-text" {
                h1 { (explanation.outcome.title) }
                (result::outcome(explanation))
                (result::flags(explanation, view.pathway, FlagPart::First))
                @if !explanation.signs.is_empty() {
                    h2 { "Why: each sign and your answers" }
                    p { "These are the signs this hospital publishes for when to consider inpatient support, word for word." }
                    (result::signs(explanation))
                }
                (result::stay(explanation))
                (result::flags(explanation, view.pathway, FlagPart::Support))
                (result::flags(explanation, view.pathway, FlagPart::Notes))
                (result::next(explanation))
                (result::version(explanation))
                (actions(view))
            }
        },
    )
}

fn actions(view: &View<'_>) -> Markup {
    html! {
        @if let Some(address) = view.send {
            h2 class="nhsuk-heading-m app-no-print" { "Do you want to send this to the hospital?" }
            p class="app-no-print" { "You choose. Nothing has been sent yet. Next we ask how to reach you, and whether you agree to share your answers." }
            (buttons(html! { (button_link("Continue to send", address)) (print_button("Print this result")) }))
        } @else {
            (buttons(print_button("Print this result")))
        }
        @if let Some(address) = view.handover {
            p class="app-no-print" { a href=(address) { "Give your answers to your GP" } ": get a code that they can use when they refer you." }
        }
        (buttons(html! {
            (button::secondary_link("Change my answers", "/check/answers"))
            (button::secondary_link("Save for later", "/check/save"))
        }))
    }
}

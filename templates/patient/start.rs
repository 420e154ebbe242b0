//! `/check`: what the service is, what it is not, and when to get help instead.

use domain::Audience;
use domain::pathway::Pathway;
use maud::{Markup, html};

use crate::components::care_card::bullets;
use crate::components::{button, button_link, buttons, inset, safety_cards};
use crate::layout::{self, Frame};

/// What the page shows.
#[derive(Debug, Clone, Copy)]
pub struct View<'a> {
    /// The frame of the page.
    pub frame: Frame<'a>,
    /// The pathway that is started.
    pub pathway: &'a Pathway,
    /// Address of the first question.
    pub first: &'a str,
    /// Other conditions: name and address of the start page.
    pub others: &'a [(String, String)],
    /// Where somebody who has begun goes on.
    pub resume: Option<&'a str>,
}

/// The page.
pub fn page(view: &View<'_>) -> Markup {
    let chrome = view
        .frame
        .titled("Check if a hospital stay may help")
        .with_back(Some("/"));
    let texts = view.pathway.texts();
    layout::page(
        &chrome,
        html! {
            div class="app-text" {
                h1 class="nhsuk-heading-xl" { "Check if a hospital stay may help" }
                p class="app-lede" { (texts.intro.get(Audience::Patient)) }
                h2 { "Before you start" }
                p { "If any of these apply to you, get help first. You can come back to this later." }
                (safety_cards(&texts.safety, Audience::Patient))
                h2 { "How it works" }
                (bullets([
                    "You answer one question at a time. It takes about 15 minutes.",
                    "You can go back and change any answer. “Not sure” is a fine answer.",
                    "At the end you see which signs match, and exactly why.",
                    "Nothing reaches the hospital unless you choose to send it.",
                    "You can stop, and come back with a link that we e-mail to you.",
                ]))
                p { "You can answer for yourself or for somebody else, if they agree. If typing or looking at a screen is hard, ask somebody to help you." }
                (inset(html! { p { (texts.notice.get(Audience::Patient)) } }))
                p { "Your answers are private. " a href="/privacy" { "Read what we keep and why" } "." }
                (start_buttons(view))
                @if !view.others.is_empty() {
                    h2 class="nhsuk-heading-m" { "Another condition" }
                    ul class="nhsuk-list" { @for (name, address) in view.others { li { a href=(address) { (name) } } } }
                }
            }
        },
    )
}

fn start_buttons(view: &View<'_>) -> Markup {
    html! {
        @if let Some(address) = view.resume {
            (buttons(html! { (button_link("Continue where you left off", address)) }))
            (crate::components::form("/check/start-again", view.frame.csrf, "", button::secondary("Start again", "start", "again")))
        } @else { (button_link("Start now", view.first)) }
    }
}

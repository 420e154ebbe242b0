//! `/get-help`: what to do when it is urgent. Linked from every page.

use domain::Audience;
use domain::pathway::Pathway;
use maud::{Markup, html};

use crate::components::safety_cards;
use crate::layout::{self, Frame};

/// What the page shows.
#[derive(Debug, Clone, Copy)]
pub struct View<'a> {
    /// The frame of the page.
    pub frame: Frame<'a>,
    /// The pathway whose danger lists are shown.
    pub pathway: &'a Pathway,
}

/// The page.
pub fn page(view: &View<'_>) -> Markup {
    let chrome = view.frame.titled("Get urgent help");
    layout::page(
        &chrome,
        html! {
            div class="app-text" {
                h1 { "Get urgent help" }
                p class="app-lede" { "Nobody watches this service for emergencies. If you are not sure how urgent it is, call 111 or use 111 online at 111.nhs.uk." }
                (safety_cards(&view.pathway.texts().safety, Audience::Patient))
                h2 class="nhsuk-heading-m" { "If you are deaf or cannot speak on the phone" }
                p { "Text 999 in an emergency if your phone is registered (text “register” to 999 first), or use Relay UK on 18000. For 111 call 18001 111 with Relay UK." }
            }
        },
    )
}

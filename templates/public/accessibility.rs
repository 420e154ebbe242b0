//! `/accessibility`: what was done so that everybody can use the service.

use maud::{Markup, html};

use crate::components::care_card::bullets;
use crate::layout::{self, Frame};

/// What the page shows.
#[derive(Debug, Clone, Copy)]
pub struct View<'a> {
    /// The frame of the page.
    pub frame: Frame<'a>,
}

/// The page.
pub fn page(view: &View<'_>) -> Markup {
    let chrome = view.frame.titled("Accessibility");
    layout::page(
        &chrome,
        html! {
            div class="app-text" {
                h1 { "Accessibility" }
                p class="app-lede" { "We want everybody to be able to use this service. Holding your head still or looking at a screen may be hard for you, so there is one question a page, and you can stop and come back." }
                h2 { "You should be able to" }
                (bullets([
                    "use every page with a keyboard, a switch or your voice",
                    "listen to every page with a screen reader",
                    "zoom in up to 400% without text running off the screen",
                    "change colours, and use your device’s high contrast or reduced motion setting",
                    "use the service on a phone, and without JavaScript",
                    "take as long as you need: nothing on a question page runs out while you read",
                ]))
                h2 { "How accessible this service is" }
                p { "It is made to meet the Web Content Accessibility Guidelines (WCAG) 2.2 at level AA. Every page is checked with automated tools and by keyboard, at phone and desktop sizes. It has not yet been checked by an independent auditor or tried with people who use assistive technology." }
                h2 { "If something does not work for you" }
                p { "Ask somebody to fill it in with you: the second question asks who is answering. You can also tell us what help you need, such as large print, British Sign Language or an interpreter, and we will use it when we contact you." }
                p { "If you cannot get what you need, the Equality Advisory and Support Service can advise you: equalityadvisoryservice.com or 0808 800 0082." }
            }
        },
    )
}

//! 409: what was asked for cannot be done as the referral stands.

use maud::{Markup, html};

use crate::components::button_link;
use crate::layout::{self, Frame};

/// What the page shows.
#[derive(Debug, Clone, Copy)]
pub struct View<'a> {
    /// The frame of the page.
    pub frame: Frame<'a>,
    /// The referral.
    pub reference: &'a str,
    /// Why it cannot be done, as a sentence.
    pub why: &'a str,
    /// What was written and is not kept, to copy from here.
    pub written: Option<&'a str>,
}

/// The page.
pub fn page(view: &View<'_>) -> Markup {
    let chrome = view.frame.titled("This cannot be done now");
    layout::page(
        &chrome,
        html! {
            div class="app-text" {
                h1 { "This cannot be done now" }
                p class="app-lede" { (view.why) }
                @if let Some(text) = view.written {
                    h2 { "What you wrote" }
                    p { "It was not saved. You can copy it from here." }
                    p class="app-lines" { (text) }
                }
                (button_link("Look at the referral", &format!("/refer/referrals/{}", view.reference)))
            }
        },
    )
}

//! Too many wrong passwords or codes: when to try again.

use maud::{Markup, html};

use crate::components::button::secondary_link;
use crate::layout::{self, Frame};

/// What the page shows.
#[derive(Debug, Clone, Copy)]
pub struct View<'a> {
    /// The frame of the page.
    pub frame: Frame<'a>,
    /// The time in England from which one may try again, as "3:42pm".
    pub until: &'a str,
    /// Where to try again.
    pub again: &'a str,
}

/// The page.
pub fn page(view: &View<'_>) -> Markup {
    layout::page(
        &view.frame.titled("Too many attempts"),
        html! {
            div class="app-text" {
                h1 { "Too many attempts" }
                p class="app-lede" { "Try again at " strong { (view.until) } "." }
                p { "To keep people’s details safe, we stop guessing after a few wrong passwords or codes. Nothing is wrong with the account." }
                p { "If you have signed in on another device before, you can still sign in there." }
                (secondary_link("Try again", view.again))
            }
        },
    )
}

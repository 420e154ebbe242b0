//! The recovery codes, shown once in answer to what made them.

use maud::{Markup, html};

use super::Door;
use crate::components::{button_link, copy_button, print_button, warning};
use crate::layout::{self, Frame};

/// What the page shows.
#[derive(Debug, Clone, Copy)]
pub struct View<'a> {
    /// The door.
    pub door: Door,
    /// The frame of the page.
    pub frame: Frame<'a>,
    /// The codes, in groups.
    pub codes: &'a [String],
    /// Whether they take the place of earlier ones.
    pub replaced: bool,
}

/// The page.
pub fn page(view: &View<'_>) -> Markup {
    layout::page(
        &view.frame.titled("Your recovery codes"),
        html! {
            div class="app-text" {
                h1 { "Your recovery codes" }
                p { "If you lose your phone, one of these codes takes the place of the 6-digit code. Each works once." }
                @if view.replaced { p { "Your earlier recovery codes no longer work." } }
                ul class="nhsuk-list app-recovery" id="recovery-codes" {
                    @for code in view.codes { li class="app-code" { (code) } }
                }
                (warning("This is the only time they are shown", html! {
                    p { "Print them or write them down, and keep them where you would keep a key. Do not keep them on the phone." }
                }))
                p { (print_button("Print")) " " (copy_button("Copy", "recovery-codes")) }
                (button_link("I have kept them", view.door.home()))
            }
        },
    )
}

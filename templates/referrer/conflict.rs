//! A form saved over what somebody else saved since: what is stored now beside what was typed.

use maud::{Markup, html};

use crate::components::{button, buttons, form, submit};
use crate::layout::{self, Frame};

/// One thing on which the two sides differ.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Line {
    /// What it is.
    pub label: String,
    /// In words, as it is stored now.
    pub stored: String,
    /// In words, as it was typed.
    pub typed: String,
}

/// What the page shows.
#[derive(Debug, Clone, Copy)]
pub struct View<'a> {
    /// The frame of the page.
    pub frame: Frame<'a>,
    /// Of this showing of the form.
    pub nonce: &'a str,
    /// Heading of the form's own page.
    pub title: &'a str,
    /// Address of the form's own page.
    pub address: &'a str,
    /// When what is stored was saved.
    pub saved_at: &'a str,
    /// The version that is stored now.
    pub version: &'a str,
    /// Where the sides differ.
    pub lines: &'a [Line],
    /// What was typed, to be saved after all.
    pub typed: &'a [(String, String)],
}

/// The page.
pub fn page(view: &View<'_>) -> Markup {
    layout::page(
        &view.frame.titled("Somebody else has saved this part"),
        html! {
            h1 { "Somebody else has saved this part" }
            p class="app-text" {
                "“" (view.title) "” was saved at " (view.saved_at) " while you were working on it. Nothing that you typed is lost: "
                "compare the two, then keep what is stored or save yours over it."
            }
            @for line in view.lines { (sides(line)) }
            (form(view.address, view.frame.csrf, view.nonce, html! {
                input type="hidden" name="version" value=(view.version);
                @for (name, value) in view.typed { input type="hidden" name=(name) value=(value); }
                (buttons(html! {
                    (submit("Save what I typed"))
                    (button::secondary_link("Keep what is stored", view.address))
                }))
            }))
        },
    )
}

fn sides(line: &Line) -> Markup {
    html! {
        section class="app-sides" {
            h2 class="nhsuk-heading-s" { (line.label) }
            div class="app-sides__pair" {
                (side("Stored now", &line.stored))
                (side("What you typed", &line.typed))
            }
        }
    }
}

fn side(heading: &str, words: &str) -> Markup {
    html! {
        div class="app-sides__side" {
            h3 class="nhsuk-heading-xs" { (heading) }
            @if words.is_empty() { p class="app-quiet" { "Nothing" } } @else { p class="app-lines app-break" { (words) } }
        }
    }
}

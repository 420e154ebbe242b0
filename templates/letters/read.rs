//! A letter as it was sent, to read, print and download; staff and referrers see the same.

use domain::correspondence::{Letter, Reader};
use maud::{Markup, html};

use super::sheet;
use crate::components::button::secondary_link;
use crate::components::{buttons, print_button, warning};
use crate::layout::{self, Frame};

/// What the page shows.
#[derive(Debug, Clone, Copy)]
pub struct View<'a> {
    /// The frame of the page.
    pub frame: Frame<'a>,
    /// The reference.
    pub reference: &'a str,
    /// What it is and who it is written to, in words.
    pub what: &'a str,
    /// When and by whom, in words.
    pub written: &'a str,
    /// The letter.
    pub letter: &'a Letter,
    /// Characters that the PDF cannot show.
    pub missing: &'a str,
    /// Where its PDF is.
    pub pdf: &'a str,
    /// Its reader, where it was written a moment ago: then the page says so, and what is to be done next.
    pub kept: Option<Reader>,
    /// The page before.
    pub back: &'a str,
}

/// The page.
pub fn page(view: &View<'_>) -> Markup {
    let title = format!("Letter, referral {}", view.reference);
    let chrome = view.frame.titled(&title).with_back(Some(view.back));
    layout::page(
        &chrome,
        html! {
            div class="app-no-print" {
                @if let Some(reader) = view.kept { (kept(reader, view.back)) }
                h1 { "Letter" }
                p { (view.what) ". Referral " span class="app-reference" { (view.reference) } "." br; (view.written) }
                (missing(view.missing))
                (buttons(html! {
                    (secondary_link("Download as PDF", view.pdf))
                    (print_button("Print"))
                }))
            }
            (sheet(view.letter, None))
        },
    )
}

/// What was just done, and what is next.
fn kept(reader: Reader, letters: &str) -> Markup {
    html! {
        div class="app-done" role="status" tabindex="-1" data-done {
            p {
                @match reader {
                    Reader::Patient => "The letter is kept. Print it or save it as PDF, and post it.",
                    Reader::Referrer => "The letter is kept. The referrer gets an e-mail that it is there.",
                }
                " " a href=(letters) { "All letters of this referral" }
            }
        }
    }
}

/// Says which characters the PDF cannot show; nothing where it shows all.
pub fn missing(missing: &str) -> Markup {
    html! {
        @if !missing.is_empty() {
            (warning("The PDF cannot show every character", html! {
                p { "It has a mark in place of these: " (missing) ". Screen readers still read them. Printing this page shows them." }
            }))
        }
    }
}

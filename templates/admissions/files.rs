//! `/admissions/files/{id}/view`: a file that came with a referral: a picture as a picture, a PDF as drawings of its pages, and nothing
//! that could run.

mod reader;

use maud::{Markup, html};

use crate::components::button_link;
use crate::components::files::FileLine;
use crate::layout::{self, Chrome, Frame};

/// What the page shows.
#[derive(Debug, Clone, Copy)]
pub struct View<'a> {
    /// The frame of the page.
    pub frame: Frame<'a>,
    /// The referral that it came with.
    pub reference: &'a str,
    /// The file.
    pub line: &'a FileLine,
    /// What is shown of it.
    pub shown: Shown<'a>,
}

/// What is shown of a file, and where it comes from.
#[derive(Debug, Clone, Copy)]
pub enum Shown<'a> {
    /// A picture.
    Picture(&'a str),
    /// The pages of a PDF.
    Pdf(&'a str),
    /// Nothing: it is a Word file.
    Nothing,
}

/// The page. Its title says nothing about the person, and so not the name of the file.
pub fn page(view: &View<'_>) -> Markup {
    let title = format!("File of referral {}", view.reference);
    let back = format!("/admissions/referrals/{}#files", view.reference);
    let chrome = Chrome {
        wide: true,
        ..view.frame.titled(&title)
    };
    layout::page(
        &chrome.with_back(Some(&back)),
        html! {
            h1 { "File of referral " span class="app-reference" { (view.reference) } }
            p { strong class="app-break" { (view.line.name) } " (" (view.line.kind) "). " (view.line.added) "." }
            @if !view.line.scanned { p { "It was not scanned for viruses." } }
            (shown(view))
        },
    )
}

fn shown(view: &View<'_>) -> Markup {
    let save = button_link("Save the file", &view.line.href);
    html! {
        @match view.shown {
            Shown::Picture(from) => {
                p class="app-picture" { a href=(from) { img src=(from) alt={ "The picture " (view.line.name) ", in full size when opened" }; } }
                (save)
            },
            Shown::Pdf(from) => {
                (reader::reader(from, &save))
            },
            Shown::Nothing => {
                p { "A Word file can only be shown by a program that could also run what is hidden in it, so it is not shown here. Save it, and open it in Word without choosing “Enable Editing” or “Enable Content”." }
                (save)
            },
        }
    }
}

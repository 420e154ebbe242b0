//! `/admissions/files/{id}/view`: a picture that came with a referral, shown as a picture and as nothing else.

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
    /// Where the picture comes from; nothing where it is no picture.
    pub picture: Option<&'a str>,
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
            @match view.picture {
                Some(picture) => {
                    p class="app-picture" { a href=(picture) { img src=(picture) alt={ "The picture " (view.line.name) ", in full size when opened" }; } }
                },
                None => p { "A PDF or Word file could hold something that runs, so it is not shown here. Save it, and open it with care." },
            }
            (button_link("Save the file", &view.line.href))
        },
    )
}

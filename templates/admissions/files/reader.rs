//! The box in which a script draws the pages of a PDF. Every sentence about it stands here, hidden until it is true.

use maud::{Markup, html};

use crate::assets;
use crate::components::inset;

/// Why a file is not shown, or not whole, by the name that `assets/scripts/pdf.js` knows.
const PROBLEMS: [(&str, &str); 7] = [
    (
        "locked",
        "This PDF is locked with a password, so it cannot be shown here. Ask whoever sent it for a copy without one, or for the password: then save the file and open it.",
    ),
    (
        "damaged",
        "This PDF is damaged, so it cannot be shown here. Save the file and try to open it, or ask whoever sent it to send it again.",
    ),
    (
        "signed-out",
        "You are signed out. Reload this page to sign in again.",
    ),
    (
        "away",
        "The file could not be fetched just now. Reload this page to try again.",
    ),
    (
        "trouble",
        "This browser could not show the file. Save it and open it instead.",
    ),
    (
        "lost",
        "A part of this file could not be read, so something may be missing from what you see. Save the file to see all of it.",
    ),
    (
        "packed",
        "Other files are packed into this PDF. They are not shown here: save the file to see them.",
    ),
];

/// The reader of the PDF at this address, with the way to save it.
pub fn reader(from: &str, save: &Markup) -> Markup {
    html! {
        (save)
        div class="app-pdf" data-pdf=(from) data-pdf-worker=(assets::pdf_worker_path()) data-pdf-fonts=(assets::pdf_fonts_path()) {
            p data-pdf-says="waiting" { "It takes JavaScript to show a PDF here. If nothing appears, save the file and open it instead." }
            div role="status" {
                p data-pdf-says="loading" hidden { "Loading the file. If this takes long, save it and open it instead." }
                @for (name, words) in PROBLEMS {
                    div data-pdf-says=(name) hidden { (inset(html! { p { (words) } })) }
                }
            }
            (tools())
            div class="app-pdf__pages" role="region" aria-label="Pages of the file" tabindex="0" data-pdf-pages hidden {}
            p class="app-quiet app-pdf__note" data-pdf-says="drawings" hidden { "These are drawings of the pages. Links, forms, sound and scripts in the file do nothing here." }
            p class="app-pdf__more" hidden { button class="nhsuk-button nhsuk-button--secondary" type="button" data-pdf-more {} }
        }
        script type="module" src=(assets::pdf_script_path()) {}
    }
}

fn tools() -> Markup {
    html! {
        div class="app-pdf__tools" role="group" aria-label="Page and size" data-pdf-tools hidden {
            (tool("previous", "Previous", " page"))
            (tool("next", "Next", " page"))
            span class="app-pdf__where" role="status" data-pdf-where {}
            span class="app-pdf__size" {
                (tool("smaller", "Smaller", ""))
                (tool("larger", "Larger", ""))
                span role="status" data-pdf-size {}
            }
            (tool("turn", "Turn", " all pages by a quarter to the right"))
        }
    }
}

/// A button; `more` is for those who cannot see what stands around it.
fn tool(name: &str, text: &str, more: &str) -> Markup {
    html! {
        button class="app-pdf__tool" type="button" data-pdf-tool=(name) {
            (text) @if !more.is_empty() { span class="nhsuk-u-visually-hidden" { (more) } }
        }
    }
}

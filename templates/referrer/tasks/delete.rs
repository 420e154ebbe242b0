//! `/refer/drafts/{id}/delete`: asks whether a draft is to be deleted.

use maud::{Markup, html};

use crate::components::{button, buttons, form, submit};
use crate::layout::{self, Frame};

/// What the page shows.
#[derive(Debug, Clone, Copy)]
pub struct View<'a> {
    /// The frame of the page.
    pub frame: Frame<'a>,
    /// Of this showing of the form.
    pub nonce: &'a str,
    /// The draft's task list.
    pub draft: &'a str,
    /// Where the form goes.
    pub action: &'a str,
    /// The patient's name, if it was given.
    pub patient: Option<&'a str>,
}

/// The page.
pub fn page(view: &View<'_>) -> Markup {
    let chrome = view
        .frame
        .titled("Delete this draft")
        .with_back(Some(view.draft));
    layout::page(
        &chrome,
        html! {
            div class="app-text" {
                h1 { "Delete this draft" }
                p class="app-break" { "Patient: " (view.patient.unwrap_or("No patient yet")) }
                p { "The draft is deleted with its files, for everybody of your practice. It cannot be brought back." }
                (form(view.action, view.frame.csrf, view.nonce, buttons(html! {
                    (submit("Delete the draft"))
                    (button::secondary_link("Keep it", view.draft))
                })))
            }
        },
    )
}

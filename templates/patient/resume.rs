//! `/check/resume/{token}`: a button uses the link, so that a mail scanner that opens it does not.

use maud::{Markup, html};

use crate::components::{button_link, form, submit};
use crate::layout::{self, Frame};

/// The page with the button.
#[derive(Debug, Clone, Copy)]
pub struct View<'a> {
    /// The frame of the page.
    pub frame: Frame<'a>,
    /// Of this showing of the form.
    pub nonce: &'a str,
    /// Address that uses the link.
    pub action: &'a str,
}

/// The page.
pub fn page(view: &View<'_>) -> Markup {
    let chrome = view.frame.titled("Continue with your answers");
    layout::page(
        &chrome,
        html! {
            div class="app-text" {
                h1 { "Continue with your answers" }
                p { "Your answers are saved. This link works once: after you press the button, ask for a new link if you want to come back again." }
                p { "If you share this device, close the browser when you have finished." }
                (form(view.action, view.frame.csrf, view.nonce, submit("Continue")))
            }
        },
    )
}

/// The link was used, is too old or is not whole; nobody is told which.
pub fn failed(frame: &Frame<'_>) -> Markup {
    let chrome = frame.titled("This link does not work any more");
    layout::page(
        &chrome,
        html! {
            div class="app-text" {
                h1 { "This link does not work any more" }
                p { "Each link works once, and only for a limited time. It may also have been cut short when it was copied." }
                h2 { "What you can do" }
                ul class="nhsuk-list nhsuk-list--bullet" {
                    li { "If you have a newer e-mail from us, use the link in that one." }
                    li { "If the questions are still open in a browser on one of your devices, go back to them there and ask for a new link." }
                    li { "Otherwise, start again. Nothing has been sent." }
                }
                (button_link("Start again", "/check"))
            }
        },
    )
}

//! What is said when there is no draft to go on with.

use maud::{Markup, html};

use crate::components::{button_link, form, submit};
use crate::layout::{self, Frame};

/// The draft ran out and was deleted, or there never was one in this browser.
pub fn expired(frame: &Frame<'_>, days: u32) -> Markup {
    let chrome = frame.titled("Your answers are not here any more");
    layout::page(
        &chrome,
        html! {
            div class="app-text" {
                h1 { "Your answers are not here any more" }
                p { "We delete answers that are not sent after " (days) " days. They are also closed when you close your browser, unless you saved them with an e-mail link." }
                p { "If you have a link from us, open it from your e-mail. If not, you can start again. Nothing has been sent." }
                (button_link("Start again", "/check"))
            }
        },
    )
}

/// This draft was sent before.
#[derive(Debug, Clone, Copy)]
pub struct AlreadySent<'a> {
    /// The frame of the page.
    pub frame: Frame<'a>,
    /// Of this showing of the form.
    pub nonce: &'a str,
    /// Reference given then.
    pub reference: &'a str,
}

/// The page, with a way to read the copy and a form that starts again.
pub fn already_sent(view: &AlreadySent<'_>) -> Markup {
    let chrome = view.frame.titled("You have already sent this");
    layout::page(
        &chrome,
        html! {
            div class="app-text" {
                h1 { "You have already sent this" }
                p data-reference=(view.reference) { "We have it. Your reference is " strong class="app-reference" { (view.reference) } "." }
                p { "Answers that were sent cannot be changed. If something has changed, tell us when we contact you." }
                p { a href="/check/sent" { "See what happens next" } " or " a href="/check/copy" { "read a copy of what you sent" } "." }
                h2 { "Do you want to check again?" }
                p { "You can start a new set of answers, for example for somebody else or because things have changed." }
                (form("/check/start-again", view.frame.csrf, view.nonce, submit("Start again")))
            }
        },
    )
}

//! `/refer/register`: asking for an account, and confirming the mailbox.

use maud::{Markup, html};

use crate::components::{Values, error_summary, form, submit};
use crate::doors::professional::{self, Faults};
use crate::layout::{self, Frame};

/// What the page shows. Controls: `name`, `email`, `ods_code`, `profession`, `register`, `number`.
#[derive(Debug, Clone, Copy)]
pub struct View<'a> {
    /// The frame of the page.
    pub frame: Frame<'a>,
    /// Of this showing of the form.
    pub nonce: &'a str,
    /// What stands in the form.
    pub values: Values<'a>,
    /// What is wrong, by name of the control.
    pub faults: Faults<'a>,
}

/// The page.
pub fn page(view: &View<'_>) -> Markup {
    let problems = professional::problems(view.faults);
    let chrome = view
        .frame
        .titled("Ask for an account")
        .with_error(!problems.is_empty())
        .with_back(Some("/refer/sign-in"));
    layout::page(
        &chrome,
        html! {
            div class="app-text" {
                (error_summary(&problems))
                h1 { "Ask for an account" }
                p { "For health professionals who refer people to us. We check each request before we give an account." }
                (form("/refer/register", view.frame.csrf, view.nonce, html! {
                    (professional::name(view.values, &problems))
                    (professional::email(view.values, &problems, Some("Your own work address, not one that you share. You sign in with it.")))
                    (professional::ods_code(view.values, &problems))
                    (professional::profession_and_number(view.values, &problems))
                    (submit("Continue"))
                }))
            }
        },
    )
}

/// What is said after asking, whether or not the address is known.
pub fn asked(frame: &Frame<'_>, email: &str) -> Markup {
    layout::page(
        &frame.titled("Check your e-mail"),
        html! {
            div class="app-text" {
                h1 { "Check your e-mail" }
                p { "We are sending a message to " strong class="app-break" { (email) } ". Open the link in it to confirm your request. It works for 7 days." }
                p { "If it does not arrive in a few minutes, look in your junk or spam folder." }
            }
        },
    )
}

/// The page that the link opens, with the button that confirms.
pub fn confirm(frame: &Frame<'_>, nonce: &str, action: &str) -> Markup {
    layout::page(
        &frame.titled("Confirm your request"),
        html! {
            div class="app-text" {
                h1 { "Confirm your request" }
                p { "You asked for an account to refer people. Confirm it, and we will look at it." }
                (form(action, frame.csrf, nonce, submit("Confirm")))
            }
        },
    )
}

/// The request is confirmed.
pub fn confirmed(frame: &Frame<'_>) -> Markup {
    layout::page(
        &frame.titled("Your request is confirmed"),
        html! {
            div class="app-text" {
                h1 { "Your request is confirmed" }
                p { "The person who looks after accounts will read it. You will then get an e-mail: if it is approved, with a link to choose your password." }
            }
        },
    )
}

/// The link was used, has expired or never was.
pub fn failed(frame: &Frame<'_>) -> Markup {
    layout::page(
        &frame.titled("This link no longer works"),
        html! {
            div class="app-text" {
                h1 { "This link no longer works" }
                p { "It was used before, or it is more than 7 days old. If you confirmed your request, there is nothing more to do." }
                p { a href="/refer/register" { "Ask for an account" } }
            }
        },
    )
}

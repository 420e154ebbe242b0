//! `/check/save`: a link by e-mail to come back with.

use maud::{Markup, html};

use crate::components::error_summary::message_for;
use crate::components::{Field, Input, Problem, Values, error_summary, form, submit, text_input};
use crate::layout::{self, Frame};

/// The form.
#[derive(Debug, Clone, Copy)]
pub struct View<'a> {
    /// The frame of the page.
    pub frame: Frame<'a>,
    /// Of this showing of the form.
    pub nonce: &'a str,
    /// Where the person was.
    pub back: &'a str,
    /// What was typed: `email`.
    pub values: Values<'a>,
    /// Whether what was typed is not an e-mail address.
    pub invalid: bool,
    /// Days for which the link works.
    pub days: u32,
}

/// The form: one control, `email`.
pub fn page(view: &View<'_>) -> Markup {
    let problems = problems(view);
    let chrome = view
        .frame
        .titled("Save and come back later")
        .with_error(view.invalid)
        .with_back(Some(view.back));
    layout::page(
        &chrome,
        html! {
            div class="app-text" {
                (error_summary(&problems))
                h1 { "Save and come back later" }
                p { "We will send you an e-mail with a link. It opens your answers where you left off." }
                (form("/check/save", view.frame.csrf, view.nonce, html! {
                    (text_input(
                        &Field {
                            name: "email",
                            label: "Your e-mail address",
                            hint: Some("We use it for this link only. Anybody who can read this e-mail account could open the link."),
                            error: message_for(&problems, "email"),
                            ..Field::default()
                        },
                        &Input { value: view.values.get("email"), kind: "email", autocomplete: Some("email"), ..Input::default() },
                    ))
                    (submit("E-mail me a link"))
                }))
                p class="app-quiet" { "The link works once, for " (view.days) " days. Answers that are not sent are deleted after that." }
            }
        },
    )
}

fn problems(view: &View<'_>) -> Vec<Problem> {
    let message = "Enter an e-mail address, such as name@example.com".to_owned();
    if view.invalid {
        vec![Problem {
            control: "email".to_owned(),
            message,
        }]
    } else {
        Vec::new()
    }
}

/// What is said after the link was sent.
#[derive(Debug, Clone, Copy)]
pub struct Saved<'a> {
    /// The frame of the page.
    pub frame: Frame<'a>,
    /// The address that the link went to, shown so that a slip is seen.
    pub email: &'a str,
    /// Days for which the link works.
    pub days: u32,
}

/// The confirmation.
pub fn saved(view: &Saved<'_>) -> Markup {
    let chrome = view.frame.titled("Check your e-mail");
    layout::page(
        &chrome,
        html! {
            div class="app-text" {
                h1 { "Check your e-mail" }
                p { "We are sending a link to " strong class="app-break" { (view.email) } ". It works once, for " (view.days) " days." }
                p { "It can take a few minutes to arrive. If it does not, look in your junk or spam folder, or " a href="/check/save" { "send it again" } "." }
                p { a href="/check/answers" { "Go back to your answers" } }
            }
        },
    )
}

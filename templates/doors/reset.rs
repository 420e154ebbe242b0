//! `reset`: a link by e-mail to choose a new password, and the page that it opens.

use maud::{Markup, html};

use super::new_password::{Weak, new_password, problem};
use super::{Door, told};
use crate::components::error_summary::message_for;
use crate::components::{Field, Input, Problem, error_summary, form, submit, text_input};
use crate::layout::{self, Frame};

/// The form that asks for a link. Control: `email`.
#[derive(Debug, Clone, Copy)]
pub struct Ask<'a> {
    /// The door.
    pub door: Door,
    /// The frame of the page.
    pub frame: Frame<'a>,
    /// Of this showing of the form.
    pub nonce: &'a str,
    /// What was typed.
    pub email: &'a str,
    /// Whether that is not an e-mail address.
    pub invalid: bool,
}

/// The form that asks for a link.
pub fn ask(view: &Ask<'_>) -> Markup {
    let problems = bad_email(view.invalid);
    let back = view.door.address("sign-in");
    let chrome = view
        .frame
        .titled("Choose a new password")
        .with_error(view.invalid)
        .with_back(Some(&back));
    let field = Field {
        name: "email",
        label: "E-mail address",
        hint: Some("The one that you sign in with."),
        error: message_for(&problems, "email"),
        ..Field::default()
    };
    let input = Input {
        value: view.email,
        kind: "email",
        autocomplete: Some("username"),
        ..Input::default()
    };
    layout::page(
        &chrome,
        html! {
            div class="app-text" {
                (error_summary(&problems))
                h1 { "Choose a new password" }
                p { "We will send you an e-mail with a link. You still need your authenticator app to sign in." }
                (form(&view.door.address("reset"), view.frame.csrf, view.nonce, html! {
                    (text_input(&field, &input))
                    (submit("E-mail me a link"))
                }))
            }
        },
    )
}

fn bad_email(invalid: bool) -> Vec<Problem> {
    let problem = Problem {
        control: "email".to_owned(),
        message: "Enter an e-mail address, like name@example.com".to_owned(),
    };
    invalid.then_some(problem).into_iter().collect()
}

/// What is said after asking, whether or not there is such an account.
pub fn asked(door: Door, frame: &Frame<'_>, email: &str) -> Markup {
    layout::page(
        &frame.titled("Check your e-mail"),
        html! {
            div class="app-text" {
                h1 { "Check your e-mail" }
                p { "If there is an account with the address " strong class="app-break" { (email) } ", we are sending it a link. It works once, for 60 minutes." }
                p { "If nothing arrives, look in your junk or spam folder, or check that this is the address that you sign in with." }
                p { a href=(door.address("sign-in")) { "Go to sign in" } }
            }
        },
    )
}

/// The page that a link opens. Control: `new_password`.
#[derive(Debug, Clone, Copy)]
pub struct Choose<'a> {
    /// The frame of the page.
    pub frame: Frame<'a>,
    /// Of this showing of the form.
    pub nonce: &'a str,
    /// Where the form goes.
    pub action: &'a str,
    /// What is wrong.
    pub weak: Option<Weak>,
}

/// The page that a link opens.
pub fn choose(view: &Choose<'_>) -> Markup {
    let problems: Vec<Problem> = view.weak.map(problem).into_iter().collect();
    let chrome = view
        .frame
        .titled("Choose a new password")
        .with_error(!problems.is_empty());
    layout::page(
        &chrome,
        html! {
            div class="app-text" {
                (error_summary(&problems))
                h1 { "Choose a new password" }
                p { "You will be signed out everywhere." }
                (form(view.action, view.frame.csrf, view.nonce, html! {
                    (new_password("New password", &problems))
                    (submit("Change password"))
                }))
            }
        },
    )
}

/// The password is changed.
pub fn changed(door: Door, frame: &Frame<'_>) -> Markup {
    told(
        frame,
        "Your password is changed",
        "You are signed out everywhere. Sign in with your new password and the code of your authenticator app.",
        "Sign in",
        &door.address("sign-in"),
    )
}

/// The link was used, has expired or never was.
pub fn failed(door: Door, frame: &Frame<'_>) -> Markup {
    told(
        frame,
        "This link no longer works",
        "It was used before, or it is more than 60 minutes old.",
        "Ask for a new link",
        &door.address("reset"),
    )
}

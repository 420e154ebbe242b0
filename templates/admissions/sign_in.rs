//! `/admissions/sign-in`: e-mail address and password.

use maud::html;

use crate::components::error_summary::message_for;
use crate::components::{Field, Input, Problem, error_summary, form, submit, text_input};
use crate::layout::{self, Frame};

/// What is wrong with what was entered.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fault {
    /// No address.
    NoEmail,
    /// Not an address.
    BadEmail,
    /// No password.
    NoPassword,
    /// Address and password do not belong together; never says which is wrong.
    Refused,
}

/// What the page shows. Controls: `email`, `password`.
#[derive(Debug, Clone, Copy)]
pub struct View<'a> {
    /// The frame of the page.
    pub frame: Frame<'a>,
    /// Of this showing of the form.
    pub nonce: &'a str,
    /// The address entered before.
    pub email: &'a str,
    /// What is wrong.
    pub faults: &'a [Fault],
}

/// The page.
pub fn page(view: &View<'_>) -> maud::Markup {
    let problems: Vec<Problem> = view.faults.iter().copied().map(problem).collect();
    let email = Field {
        name: "email",
        label: "E-mail address",
        error: message_for(&problems, "email"),
        ..Field::default()
    };
    let password = Field {
        name: "password",
        label: "Password",
        error: message_for(&problems, "password"),
        ..Field::default()
    };
    let chrome = view
        .frame
        .titled("Sign in")
        .with_error(!problems.is_empty());
    let body = html! {
        (text_input(&email, &Input { value: view.email, kind: "email", autocomplete: Some("username"), ..Input::default() }))
        (text_input(&password, &Input { kind: "password", autocomplete: Some("current-password"), ..Input::default() }))
        (submit("Continue"))
    };
    layout::page(
        &chrome,
        html! {
            div class="app-text" {
                (error_summary(&problems))
                h1 { "Sign in" }
                p { "For the admissions team. You need your password and your authenticator app." }
                (form("/admissions/sign-in", view.frame.csrf, view.nonce, body))
                p { "Forgotten your password, or lost your phone? Ask the person who looks after accounts at the hospital." }
            }
        },
    )
}

fn problem(fault: Fault) -> Problem {
    let (control, message) = match fault {
        Fault::NoEmail => ("email", "Enter your e-mail address"),
        Fault::BadEmail => ("email", "Enter an e-mail address, like name@example.com"),
        Fault::NoPassword => ("password", "Enter your password"),
        Fault::Refused => ("email", "The e-mail address or the password is not right"),
    };
    Problem {
        control: control.to_owned(),
        message: message.to_owned(),
    }
}

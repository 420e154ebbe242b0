//! `sign-in`: e-mail address and password.

use maud::{Markup, html};

use super::Door;
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
    /// The door.
    pub door: Door,
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
pub fn page(view: &View<'_>) -> Markup {
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
                p { (whom(view.door)) " You need your password and your authenticator app." }
                (form(&view.door.address("sign-in"), view.frame.csrf, view.nonce, body))
                (help(view.door))
            }
        },
    )
}

fn whom(door: Door) -> &'static str {
    match door {
        Door::Admissions => "For the admissions team.",
        Door::Referrers => "For GPs, neurologists, therapists and others who refer people.",
    }
}

fn help(door: Door) -> Markup {
    html! {
        p { a href=(door.address("reset")) { "I have forgotten my password" } }
        @if door == Door::Referrers { p { a href="/refer/register" { "Ask for an account" } } }
        p { "Lost your phone, and your recovery codes too? Ask the person who looks after accounts at the hospital." }
    }
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

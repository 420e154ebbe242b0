//! `account`: what somebody looks after themselves.

use maud::{Markup, html};

use super::Door;
use super::new_password::{self, Weak, new_password};
use crate::components::error_summary::message_for;
use crate::components::{
    Field, Input, Problem, Row, error_summary, form, inset, submit, summary_list, text_input,
};
use crate::layout::{self, Frame};

/// What is wrong with what was entered.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fault {
    /// The present password is not right.
    WrongPassword,
    /// The present password is missing, when changing it.
    NoPassword,
    /// The new password is not good enough.
    Weak(Weak),
    /// The present password, asked for new recovery codes, is not right.
    WrongForCodes,
}

/// What was just done.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Done {
    /// The password was changed, and other devices signed out.
    Password,
    /// Other devices were signed out.
    SignedOut,
}

/// One device that is signed in.
#[derive(Debug, Clone)]
pub struct Device<'a> {
    /// Browser and system.
    pub name: &'a str,
    /// When it signed in, in words.
    pub since: String,
    /// Whether it is this one.
    pub current: bool,
}

/// What the page shows. Controls: `password` and `new_password`; `password_for_codes`.
#[derive(Debug, Clone, Copy)]
pub struct View<'a> {
    /// The door.
    pub door: Door,
    /// The frame of the page.
    pub frame: Frame<'a>,
    /// Of this showing of the form.
    pub nonce: &'a str,
    /// The person's name.
    pub name: &'a str,
    /// The address they sign in with.
    pub email: &'a str,
    /// What their account is for, in words.
    pub role: &'a str,
    /// Where they are signed in.
    pub devices: &'a [Device<'a>],
    /// Recovery codes not used yet.
    pub codes_left: i64,
    /// What was just done.
    pub done: Option<Done>,
    /// What is wrong.
    pub fault: Option<Fault>,
}

/// The page.
pub fn page(view: &View<'_>) -> Markup {
    let problems: Vec<Problem> = view.fault.map(problem).into_iter().collect();
    let chrome = view
        .frame
        .titled("Your account")
        .with_error(!problems.is_empty())
        .with_back(Some(view.door.home()));
    layout::page(
        &chrome,
        html! {
            div class="app-text" {
                (error_summary(&problems))
                @if let Some(done) = view.done { (said(done)) }
                h1 { "Your account" }
                (summary_list(&[row("Name", view.name), row("E-mail address", view.email), row("Role", view.role)]))
                (devices(view))
                (password(view, &problems))
                (codes(view, &problems))
            }
        },
    )
}

fn row(key: &str, value: &str) -> Row {
    Row {
        key: key.to_owned(),
        value: vec![value.to_owned()],
        change: None,
    }
}

fn said(done: Done) -> Markup {
    let words = match done {
        Done::Password => "Your password is changed. You are signed out everywhere else.",
        Done::SignedOut => "You are signed out everywhere else.",
    };
    html! { div role="status" { (inset(html! { p { (words) } })) } }
}

fn devices(view: &View<'_>) -> Markup {
    let others = view.devices.iter().any(|device| !device.current);
    html! {
        h2 { "Where you are signed in" }
        ul class="nhsuk-list nhsuk-list--bullet" {
            @for device in view.devices {
                li { (device.name) ", since " (device.since) @if device.current { " (this one)" } }
            }
        }
        @if others {
            (form(&view.door.address("account/sign-out-others"), view.frame.csrf, view.nonce, html! {
                button class="nhsuk-button nhsuk-button--secondary" type="submit" { "Sign out everywhere else" }
            }))
        }
    }
}

fn password(view: &View<'_>, problems: &[Problem]) -> Markup {
    let present = Field {
        name: "password",
        label: "Present password",
        error: message_for(problems, "password"),
        ..Field::default()
    };
    html! {
        h2 { "Change your password" }
        (form(&view.door.address("account/password"), view.frame.csrf, view.nonce, html! {
            (text_input(&present, &secret("current-password")))
            (new_password("New password", problems))
            (submit("Change password"))
        }))
    }
}

fn codes(view: &View<'_>, problems: &[Problem]) -> Markup {
    let again = Field {
        name: "password_for_codes",
        label: "Present password",
        error: message_for(problems, "password_for_codes"),
        ..Field::default()
    };
    html! {
        h2 { "Recovery codes" }
        p { "You have " (view.codes_left) " unused recovery " @if view.codes_left == 1 { "code" } @else { "codes" } ". New ones take the place of all of them." }
        (form(&view.door.address("account/recovery-codes"), view.frame.csrf, view.nonce, html! {
            (text_input(&again, &secret("current-password")))
            (submit("Make new recovery codes"))
        }))
    }
}

fn secret(autocomplete: &str) -> Input<'_> {
    Input {
        kind: "password",
        autocomplete: Some(autocomplete),
        ..Input::default()
    }
}

fn problem(fault: Fault) -> Problem {
    let (control, message) = match fault {
        Fault::NoPassword => ("password", "Enter your present password"),
        Fault::WrongPassword => ("password", "Your present password is not right"),
        Fault::Weak(weak) => return new_password::problem(weak),
        Fault::WrongForCodes => ("password_for_codes", "Your present password is not right"),
    };
    Problem {
        control: control.to_owned(),
        message: message.to_owned(),
    }
}

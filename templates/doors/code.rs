//! `sign-in/code`: the second factor.

use maud::{Markup, html};

use super::Door;
use crate::components::error_summary::message_for;
use crate::components::{Field, Input, Problem, error_summary, form, submit, text_input};
use crate::layout::{self, Frame};

/// What is wrong with a code.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fault {
    /// No code.
    Missing,
    /// Not the code of this time.
    Wrong,
    /// The right code, used before.
    Used,
    /// Not one of the recovery codes, or used before.
    WrongRecovery,
}

/// What the page shows. Controls: `code`, or `recovery_code` in a form of its own.
#[derive(Debug, Clone, Copy)]
pub struct View<'a> {
    /// The door.
    pub door: Door,
    /// The frame of the page.
    pub frame: Frame<'a>,
    /// Of this showing of the form.
    pub nonce: &'a str,
    /// What is wrong.
    pub fault: Option<Fault>,
}

/// The page.
pub fn page(view: &View<'_>) -> Markup {
    let problems: Vec<Problem> = view.fault.map(problem).into_iter().collect();
    let back = view.door.address("sign-in");
    let chrome = view
        .frame
        .titled("Enter your code")
        .with_error(!problems.is_empty())
        .with_back(Some(&back));
    let body = html! { (code_input(&problems)) (submit("Sign in")) };
    layout::page(
        &chrome,
        html! {
            div class="app-text" {
                (error_summary(&problems))
                h1 { "Enter your code" }
                p { "Open your authenticator app and enter the code that it shows now." }
                (form(&view.door.address("sign-in/code"), view.frame.csrf, view.nonce, body))
                (recovery(view, &problems))
            }
        },
    )
}

/// The field for a code of an authenticator.
pub(super) fn code_input(problems: &[Problem]) -> Markup {
    let field = Field {
        name: "code",
        label: "6-digit code",
        error: message_for(problems, "code"),
        ..Field::default()
    };
    let input = Input {
        autocomplete: Some("one-time-code"),
        inputmode: Some("numeric"),
        width: 10,
        ..Input::default()
    };
    text_input(&field, &input)
}

fn recovery(view: &View<'_>, problems: &[Problem]) -> Markup {
    let field = Field {
        name: "recovery_code",
        label: "Recovery code",
        hint: Some("12 letters and numbers. Each code works once."),
        error: message_for(problems, "recovery_code"),
        ..Field::default()
    };
    let input = Input {
        autocomplete: Some("off"),
        width: 20,
        ..Input::default()
    };
    let body = html! { (text_input(&field, &input)) (submit("Sign in with a recovery code")) };
    let open = view.fault == Some(Fault::WrongRecovery);
    html! {
        details class="nhsuk-details" open[open] {
            summary class="nhsuk-details__summary" { span class="nhsuk-details__summary-text" { "I do not have my phone" } }
            div class="nhsuk-details__text" { (form(&view.door.address("sign-in/code"), view.frame.csrf, view.nonce, body)) }
        }
    }
}

/// The words for a fault.
pub(super) fn problem(fault: Fault) -> Problem {
    let (control, message) = match fault {
        Fault::Missing => ("code", "Enter the 6-digit code"),
        Fault::Wrong => (
            "code",
            "The code is not right. Enter the one that your app shows now",
        ),
        Fault::Used => (
            "code",
            "This code was used before. Wait for the next one in your app",
        ),
        Fault::WrongRecovery => (
            "recovery_code",
            "This is not one of your unused recovery codes",
        ),
    };
    Problem {
        control: control.to_owned(),
        message: message.to_owned(),
    }
}

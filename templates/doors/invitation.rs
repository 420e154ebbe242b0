//! `invitation/{token}`: making the account that one was invited to.

use maud::{Markup, html};

use super::new_password::{self, Weak, new_password};
use super::professional::{self, Faults};
use super::{Door, told};
use crate::components::{Problem, Row, Values, error_summary, form, submit, summary_list};
use crate::layout::{self, Frame};

/// What the page shows. Controls: `name`, `new_password`; for referrers also `profession`, `register`, `number`.
#[derive(Debug, Clone, Copy)]
pub struct View<'a> {
    /// The door.
    pub door: Door,
    /// The frame of the page.
    pub frame: Frame<'a>,
    /// Of this showing of the form.
    pub nonce: &'a str,
    /// Where the form goes.
    pub action: &'a str,
    /// The address that was invited.
    pub email: &'a str,
    /// The practice's code and name, of a referrer.
    pub practice: Option<&'a str>,
    /// What stands in the form.
    pub values: Values<'a>,
    /// What is wrong, by name of the control.
    pub faults: Faults<'a>,
    /// What is wrong with the password.
    pub weak: Option<Weak>,
}

/// The page.
pub fn page(view: &View<'_>) -> Markup {
    let mut problems = professional::problems(view.faults);
    problems.extend(view.weak.map(new_password::problem));
    let chrome = view
        .frame
        .titled("Make your account")
        .with_error(!problems.is_empty());
    layout::page(
        &chrome,
        html! {
            div class="app-text" {
                (error_summary(&problems))
                h1 { "Make your account" }
                (summary_list(&known(view)))
                (form(view.action, view.frame.csrf, view.nonce, controls(view, &problems)))
                p class="app-quiet" { "Next you sign in and set up an authenticator app." }
            }
        },
    )
}

fn known(view: &View<'_>) -> Vec<Row> {
    let row = |key: &str, value: &str| Row {
        key: key.to_owned(),
        value: vec![value.to_owned()],
        change: None,
    };
    let mut rows = vec![row("E-mail address", view.email)];
    rows.extend(view.practice.map(|practice| row("Practice", practice)));
    rows
}

fn controls(view: &View<'_>, problems: &[Problem]) -> Markup {
    html! {
        (professional::name(view.values, problems))
        @if view.door == Door::Referrers { (professional::profession_and_number(view.values, problems)) }
        (new_password("Password", problems))
        (submit("Make my account"))
    }
}

/// The account is there.
pub fn made(door: Door, frame: &Frame<'_>) -> Markup {
    told(
        frame,
        "Your account is ready",
        "Sign in with your e-mail address and password. You then set up an authenticator app on your phone.",
        "Sign in",
        &door.address("sign-in"),
    )
}

/// The link was used, has expired or never was.
pub fn failed(door: Door, frame: &Frame<'_>) -> Markup {
    told(
        frame,
        "This invitation no longer works",
        "It was used before, a newer one was sent, or it is more than 7 days old. If you have made your account, sign in. If not, ask whoever invited you for another.",
        "Sign in",
        &door.address("sign-in"),
    )
}

//! The search of the dashboard. What is typed goes by POST, and stands sealed in the address that follows.

use maud::{Markup, html};

use super::dashboard::Pair;
use crate::components::error_summary::message_for;
use crate::components::{Field, Input, Problem, error_summary, form, submit, text_input};
use crate::layout::{self, Frame};

/// Longest text that is searched for, in characters.
pub const LONGEST: usize = 100;

/// The form. Control: `query`.
#[derive(Debug, Clone, Copy)]
pub struct Form<'a> {
    /// Token for the form.
    pub csrf: &'a str,
    /// Of this showing of the form.
    pub nonce: &'a str,
    /// What was searched for.
    pub query: &'a str,
    /// The list in which it is searched for, as its address has it.
    pub list: &'a [Pair],
}

/// What is wrong with the form.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fault {
    /// Nothing was entered.
    Nothing,
    /// Longer than [`LONGEST`].
    TooLong,
}

/// The page that asks again.
pub fn page(frame: Frame<'_>, form: &Form<'_>, fault: Fault, back: &str) -> Markup {
    let problems = [problem(fault)];
    let chrome = frame
        .titled("Search")
        .with_error(true)
        .with_back(Some(back));
    layout::page(
        &chrome,
        html! {
            (error_summary(&problems))
            h1 { "Search" }
            (search_form(form, message_for(&problems, "query")))
        },
    )
}

/// The search form, also on the dashboard.
pub(super) fn search_form(view: &Form<'_>, error: Option<&str>) -> Markup {
    let field = Field {
        name: "query",
        label: "Search all referrals",
        hint: Some("Reference, NHS number, whole words of a name, or a practice"),
        error,
        ..Field::default()
    };
    let input = Input {
        value: view.query,
        autocomplete: Some("off"),
        width: 30,
        ..Input::default()
    };
    html! {
        search class="app-search" {
            (form("/admissions/search", view.csrf, view.nonce, html! {
                @for (name, value) in view.list { input type="hidden" name=(name) value=(value); }
                (text_input(&field, &input)) (submit("Search"))
            }))
        }
    }
}

fn problem(fault: Fault) -> Problem {
    let message = match fault {
        Fault::Nothing => "Enter a reference, an NHS number, a name or a practice".to_owned(),
        Fault::TooLong => format!("Enter {LONGEST} characters or fewer"),
    };
    Problem {
        control: "query".to_owned(),
        message,
    }
}

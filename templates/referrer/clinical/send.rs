//! `/refer/drafts/{id}/send`: the last look, and why it is referred where the result does not ask for it.

use maud::{Markup, html};

use crate::components::error_summary::message_for;
use crate::components::{
    Field, Problem, Row, error_summary, form, submit, summary_list, textarea, warning,
};
use crate::layout::{self, Frame};

/// Longest rationale, in characters.
pub const RATIONALE_MAX: u32 = 2000;

/// What the page shows.
#[derive(Debug, Clone, Copy)]
pub struct View<'a> {
    /// The frame of the page.
    pub frame: Frame<'a>,
    /// Of this sending: the second press of the button finds the first one's receipt.
    pub nonce: &'a str,
    /// The page before.
    pub back: &'a str,
    /// Where the form goes.
    pub action: &'a str,
    /// Where the result is explained.
    pub explained: &'a str,
    /// The outcome in one line.
    pub result: &'a str,
    /// Who is referred.
    pub person: &'a [Row],
    /// Whether a rationale is needed.
    pub needed: bool,
    /// What stands in the control.
    pub rationale: &'a str,
    /// What is wrong with it.
    pub fault: Option<Fault>,
    /// The version of the draft that this page shows.
    pub version: i32,
    /// Whether the draft was changed after the page was first shown.
    pub changed: bool,
}

/// What is wrong with a rationale.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fault {
    /// It is needed, and there is none.
    Missing,
    /// It is longer than [`RATIONALE_MAX`].
    TooLong,
}

/// The page.
pub fn page(view: &View<'_>) -> Markup {
    let problems = problems(view);
    let chrome = view
        .frame
        .titled("Send the referral")
        .with_error(view.fault.is_some())
        .with_back(Some(view.back));
    layout::page(
        &chrome,
        html! {
            div class="app-text" {
                (error_summary(&problems))
                h1 { "Send the referral" }
                @if view.changed { (changed()) }
                p { "Result: " strong { (view.result) } ". " a href=(view.explained) { "See the result in full" } }
                h2 class="nhsuk-heading-m" { "Who is referred" }
                (summary_list(view.person))
                p { a href=(view.back) { "Check the whole referral" } }
                (form(view.action, view.frame.csrf, view.nonce, html! {
                    input type="hidden" name="version" value=(view.version);
                    (textarea(&rationale(view, &problems), view.rationale, RATIONALE_MAX, 5))
                    (submit("Send to the hospital"))
                }))
                p class="app-quiet" { "After it is sent, more can be added from its page." }
            }
        },
    )
}

fn changed() -> Markup {
    warning(
        "The draft has changed",
        html! { p { "Somebody changed it after you opened this page. Nothing has been sent. Check it again, then send." } },
    )
}

fn rationale<'a>(view: &View<'a>, problems: &'a [Problem]) -> Field<'a> {
    let (label, hint) = if view.needed {
        (
            "Refer anyway because …",
            "The result does not ask for a referral. Say why you refer. Everything sent is read by a clinician.",
        )
    } else {
        (
            "Anything to add for triage (optional)",
            "For example what you would most like the team to consider.",
        )
    };
    Field {
        name: "rationale",
        label,
        hint: Some(hint),
        error: message_for(problems, "rationale"),
        ..Field::default()
    }
}

fn problems(view: &View<'_>) -> Vec<Problem> {
    let message = view.fault.map(|fault| match fault {
        Fault::Missing => "Say why you refer although the result does not ask for it".to_owned(),
        Fault::TooLong => format!("The rationale must be {RATIONALE_MAX} characters or fewer"),
    });
    let problem = |message| Problem {
        control: "rationale".to_owned(),
        message,
    };
    message.map(problem).into_iter().collect()
}

//! `/admissions/referrals/{reference}/ask`: asks whoever sent a referral for information.

use maud::{Markup, html};

use crate::components::error_summary::message_for;
use crate::components::{
    DateParts, Field, Problem, Values, date_input, error_summary, form, submit, textarea,
};
use crate::layout::{self, Frame};

/// Longest question, in characters.
pub const LONGEST: u32 = 2000;

/// What is wrong with the form.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fault {
    /// No question was written.
    NoQuestion,
    /// The question is longer than [`LONGEST`].
    TooLong,
    /// The date is none.
    NoDate,
    /// The date has passed.
    Past,
}

/// What the page shows.
#[derive(Debug, Clone, Copy)]
pub struct View<'a> {
    /// The frame of the page.
    pub frame: Frame<'a>,
    /// Of this showing of the form.
    pub nonce: &'a str,
    /// The referral.
    pub reference: &'a str,
    /// The version that the form shows.
    pub version: i32,
    /// Whether a referrer hears of it by mail and answers here.
    pub by_mail: bool,
    /// What stands in the form: `question`, `due.day`, `due.month`, `due.year`.
    pub values: Values<'a>,
    /// What is wrong.
    pub faults: &'a [Fault],
}

/// The page.
pub fn page(view: &View<'_>) -> Markup {
    let problems: Vec<Problem> = view.faults.iter().copied().map(problem).collect();
    let case = format!("/admissions/referrals/{}", view.reference);
    let chrome = view
        .frame
        .titled("Ask for information")
        .with_error(!problems.is_empty())
        .with_back(Some(&case));
    layout::page(
        &chrome,
        html! {
            div class="app-text" {
                (error_summary(&problems))
                h1 { "Ask for information" }
                p { "Referral " span class="app-reference" { (view.reference) } ". It waits for the answer, then goes on where it stands now." }
                @if view.by_mail { p { "The referrer gets an e-mail with a link, without what you write here." } }
                @else { p { "Nobody is told by e-mail: a patient sent this. Ask them by phone or letter, and note the question here." } }
                (form(&format!("{case}/ask"), view.frame.csrf, view.nonce, html! {
                    input type="hidden" name="version" value=(view.version);
                    (controls(view.values, &problems))
                    (submit("Ask"))
                }))
            }
        },
    )
}

fn controls(values: Values<'_>, problems: &[Problem]) -> Markup {
    let question = Field {
        name: "question",
        label: "What do you need to know?",
        error: message_for(problems, "question"),
        ..Field::default()
    };
    let due = Field {
        name: "due",
        label: "Answer due by",
        hint: Some("For example 4 12 2026. Leave it blank if there is no date."),
        error: message_for(problems, "due.day"),
        ..Field::default()
    };
    let parts = DateParts {
        day: values.get_part("due", "day"),
        month: values.get_part("due", "month"),
        year: values.get_part("due", "year"),
        birthday: false,
    };
    html! {
        (textarea(&question, values.get("question"), LONGEST, 6))
        (date_input(&due, &parts))
    }
}

fn problem(fault: Fault) -> Problem {
    let (control, message) = match fault {
        Fault::NoQuestion => ("question", "Enter what you need to know".to_owned()),
        Fault::TooLong => (
            "question",
            format!("The question must be {LONGEST} characters or fewer"),
        ),
        Fault::NoDate => ("due.day", "Enter a date, such as 4 12 2026".to_owned()),
        Fault::Past => ("due.day", "Enter today’s date or a later one".to_owned()),
    };
    Problem {
        control: control.to_owned(),
        message,
    }
}

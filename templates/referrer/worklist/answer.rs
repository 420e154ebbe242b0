//! `/refer/referrals/{reference}/answer`: the hospital asked for something; the practice answers.

use maud::{Markup, html};

use super::doing::{self, Doing};
use super::timeline::Moment;
use crate::components::error_summary::message_for;
use crate::components::files::file_input;
use crate::components::form::upload_form;
use crate::components::{Field, Problem, inset, submit, textarea};
use crate::layout::Frame;

/// Longest answer, in characters.
pub const LONGEST: u32 = 4000;

/// What is wrong with the answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fault {
    /// Nothing was written.
    Missing,
    /// It is longer than [`LONGEST`].
    TooLong,
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
    /// Who it is about.
    pub person: &'a str,
    /// What the hospital asks.
    pub question: &'a str,
    /// By when, in words.
    pub due: Option<&'a str>,
    /// What was typed.
    pub answer: &'a str,
    /// What is wrong with it.
    pub fault: Option<Fault>,
    /// What is wrong with the files.
    pub files: &'a [Problem],
    /// Whether files came that must be chosen again.
    pub choose_again: bool,
    /// What happened while the form was open.
    pub happened: &'a [Moment],
}

/// The page: the controls are `answer` and that of the files.
pub fn page(view: &View<'_>) -> Markup {
    let of_answer = view.fault.map(problem);
    let problems: Vec<Problem> = of_answer
        .into_iter()
        .chain(view.files.iter().cloned())
        .collect();
    let case = format!("/refer/referrals/{}", view.reference);
    let doing = Doing {
        frame: view.frame,
        reference: view.reference,
        person: view.person,
        title: "Answer the hospital",
        heading: "Answer the hospital",
        problems: &problems,
        happened: view.happened,
    };
    doing::page(
        &doing,
        html! {
            (inset(html! {
                p class="app-lines" { (view.question) }
                @if let Some(due) = view.due { p { "Asked for by " (due) "." } }
            }))
            (upload_form(&format!("{case}/answer"), view.frame.csrf, view.nonce, controls(view, &problems)))
        },
    )
}

fn controls(view: &View<'_>, problems: &[Problem]) -> Markup {
    let field = Field {
        name: "answer",
        label: "Your answer",
        hint: Some(
            "The admissions team and the clinicians read it, and it stays with the referral.",
        ),
        error: message_for(problems, "answer"),
        ..Field::default()
    };
    html! {
        input type="hidden" name="version" value=(view.version);
        (textarea(&field, view.answer, LONGEST, 10))
        @if view.choose_again { (inset(html! { p { "Your files were not stored. Choose them again." } })) }
        (file_input("Files (optional)", problems))
        (submit("Send the answer"))
    }
}

fn problem(fault: Fault) -> Problem {
    let message = match fault {
        Fault::Missing => "Enter your answer".to_owned(),
        Fault::TooLong => format!("Your answer must be {LONGEST} characters or fewer"),
    };
    Problem {
        control: "answer".to_owned(),
        message,
    }
}

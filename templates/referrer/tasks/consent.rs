//! `/refer/drafts/{id}/consent`: how the patient agreed, and the payer's authorisation.

use maud::{Markup, html};

use super::{Controls, problem, version};
use crate::components::{Input, Problem, Values, error_summary, form, submit};
use crate::layout::{self, Frame};

/// Most characters of the note.
pub const NOTE: u32 = 1000;

/// What is wrong with a control of this form.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fault {
    /// Nothing was chosen or entered.
    Missing,
    /// It is longer than can be kept.
    TooLong,
}

/// What the page shows. Controls: `basis`, `note`, `authorisation`.
#[derive(Debug, Clone, Copy)]
pub struct View<'a> {
    /// The frame of the page.
    pub frame: Frame<'a>,
    /// Of this showing of the form.
    pub nonce: &'a str,
    /// Of the part that is shown.
    pub version: &'a str,
    /// The task list.
    pub back: &'a str,
    /// Where the form goes.
    pub action: &'a str,
    /// Codes and words of the grounds.
    pub grounds: &'a [(&'a str, &'a str)],
    /// Related questions in a few words, with their pages.
    pub related: &'a [(String, String)],
    /// What stands in the form.
    pub values: Values<'a>,
    /// What is wrong, by name of the control.
    pub faults: &'a [(&'a str, Fault)],
}

/// The page.
pub fn page(view: &View<'_>) -> Markup {
    let problems: Vec<Problem> = view
        .faults
        .iter()
        .map(|(control, fault)| problem(control, words(control, *fault)))
        .collect();
    let chrome = view
        .frame
        .titled("Consent and funding authorisation")
        .with_error(!problems.is_empty())
        .with_back(Some(view.back));
    let controls = Controls {
        values: view.values,
        problems: &problems,
    };
    let number = Input {
        width: 20,
        ..Input::default()
    };
    layout::page(
        &chrome,
        html! {
            div class="app-text" {
                (error_summary(&problems))
                h1 { "Consent and funding authorisation" }
                (form(view.action, view.frame.csrf, view.nonce, html! {
                    (version(view.version))
                    (controls.options("basis", "On what ground is this referral made?", view.grounds))
                    (controls.text("note", "Note", Some("Needed unless the patient agrees: name the attorney or deputy, or say who was consulted about best interests."), NOTE, 4))
                    (controls.line("authorisation", "Payer’s authorisation number (optional)", Some("From the insurer, or of an individual funding request."), &number))
                    (submit("Save and continue"))
                }))
                (related(view.related))
            }
        },
    )
}

fn related(related: &[(String, String)]) -> Markup {
    html! {
        @if !related.is_empty() {
            h2 class="nhsuk-heading-s" { "Asked elsewhere" }
            ul class="nhsuk-list nhsuk-list--bullet" {
                @for (words, address) in related { li { a href=(address) { (words) } } }
            }
        }
    }
}

fn words(control: &str, fault: Fault) -> &'static str {
    match (control, fault) {
        ("basis", _) => "Choose the ground on which this referral is made",
        ("note", Fault::Missing) => {
            "Name the attorney or deputy, or say who was consulted about best interests"
        }
        ("note", _) => "Shorten the note to 1000 characters or fewer",
        _ => "Shorten the authorisation number to 60 characters or fewer",
    }
}

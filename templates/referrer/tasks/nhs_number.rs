//! `/refer/drafts/{id}/nhs-number`: the NHS number, and what there is already of the person.

use maud::{Markup, html};

use super::{Controls, problem, version};
use crate::components::error_summary::message_for;
use crate::components::{
    Field, Input, Level, Problem, Values, checkboxes, error_summary, form, inset, submit,
};
use crate::layout::{self, Frame};

/// What is wrong with a control of this form.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fault {
    /// Nothing was entered.
    Missing,
    /// It is no NHS number.
    Invalid,
    /// A number from the range kept for tests, in the live service.
    Reserved,
    /// A number, and also that it is not known.
    Both,
    /// Longer than can be kept.
    TooLong,
}

/// What there is already of the person.
#[derive(Debug, Clone)]
pub struct Duplicates<'a> {
    /// The digits that it was looked up by.
    pub told: &'a str,
    /// Reference and state, in words, of the practice's own open cases.
    pub own: Vec<(String, &'static str)>,
    /// Whether there is an open case that is not the practice's.
    pub elsewhere: bool,
    /// Telephone of the admissions team.
    pub phone: Option<&'a str>,
    /// Addresses of other drafts of the practice.
    pub drafts: Vec<String>,
}

/// What the page shows. Controls: `nhs_number`, `nhs_number_unknown` (`yes`), `why`, `checked` (`yes`).
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
    /// What stands in the form.
    pub values: Values<'a>,
    /// What is wrong, by name of the control.
    pub faults: &'a [(&'a str, Fault)],
    /// What there is already, where there is something.
    pub duplicates: Option<&'a Duplicates<'a>>,
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
        .titled("NHS number")
        .with_error(!problems.is_empty())
        .with_back(Some(view.back));
    layout::page(
        &chrome,
        html! {
            div class="app-text" {
                (error_summary(&problems))
                h1 { "NHS number" }
                p { "We look first whether the patient was referred already." }
                (form(view.action, view.frame.csrf, view.nonce, html! {
                    (version(view.version))
                    (controls(view, &problems))
                    @if let Some(duplicates) = view.duplicates { (already(view, duplicates, &problems)) }
                    (submit("Continue"))
                }))
            }
        },
    )
}

fn controls(view: &View<'_>, problems: &[Problem]) -> Markup {
    let part = Controls {
        values: view.values,
        problems,
    };
    let number = Input {
        inputmode: Some("numeric"),
        width: 10,
        ..Input::default()
    };
    let unknown = [part.item("nhs_number_unknown", "yes", "The NHS number is not known")];
    let hidden = Field {
        name: "nhs_number_unknown",
        label: "If there is no number",
        level: Level::Hidden,
        ..Field::default()
    };
    html! {
        (part.line("nhs_number", "NHS number", Some("10 digits, for example 485 777 3456."), &number))
        (checkboxes(&hidden, &unknown))
        (part.line("why", "If it is not known, why?", Some("For example: from abroad, or not yet registered."), &Input { spellcheck: true, ..Input::default() }))
    }
}

fn already(view: &View<'_>, duplicates: &Duplicates<'_>, problems: &[Problem]) -> Markup {
    let field = Field {
        name: "checked",
        label: "Go on with this referral?",
        error: message_for(problems, "checked"),
        level: Level::Section,
        ..Field::default()
    };
    let controls = Controls {
        values: view.values,
        problems,
    };
    let items = [controls.item(
        "checked",
        "yes",
        "I have checked, and a new referral is needed",
    )];
    html! {
        input type="hidden" name="told" value=(duplicates.told);
        div role="status" { (inset(found(duplicates))) }
        (checkboxes(&field, &items))
    }
}

/// Of a case that is not the practice's, nothing is told but that it is there.
fn found(duplicates: &Duplicates<'_>) -> Markup {
    html! {
        @for (reference, state) in &duplicates.own {
            p { "Your practice has already referred this person: " a href={ "/refer/referrals/" (reference) } { (reference) } ", " (state) "." }
        }
        @if duplicates.elsewhere {
            p { "The hospital already has a referral for this person. Please contact the admissions team." }
            @if let Some(phone) = duplicates.phone { p { "Telephone: " (phone) } }
        }
        @for (index, draft) in duplicates.drafts.iter().enumerate() {
            p { "Your practice has a draft for this person: " a href=(draft) { "open the draft" @if index > 0 { " (" (index + 1) ")" } } "." }
        }
    }
}

fn words(control: &str, fault: Fault) -> &'static str {
    match (control, fault) {
        ("checked", _) => "Tick to say that you have checked, or go back to the draft list",
        ("why", Fault::TooLong) => "Shorten the reason to 200 characters or fewer",
        ("why", _) => "Say why the NHS number is not known",
        (_, Fault::Missing) => "Enter the NHS number, or say why it is not known",
        (_, Fault::Both) => "Enter the NHS number, or say why it is not known, not both",
        (_, Fault::Reserved) => "Enter the patient’s own NHS number: this one is only for tests",
        _ => "Check the NHS number: it has 10 digits, such as 485 777 3456",
    }
}

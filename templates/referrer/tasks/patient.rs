//! `/refer/drafts/{id}/patient`: who the patient is.

use maud::{Markup, html};

use super::{Controls, problem, version};
use crate::components::{Input, Problem, Row, Values, error_summary, form, submit, summary_list};
use crate::layout::{self, Frame};

/// What is wrong with a control of this form.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fault {
    /// Nothing was entered.
    Missing,
    /// It cannot be what it should be.
    Invalid,
    /// It is longer than can be kept.
    TooLong,
}

/// What the page shows. Controls: `name`, those of the date of birth, `sex`, `address_line_1`, `address_line_2`, `town`,
/// `postcode`, `phone`, `email`, `language`, `kin_name`, `kin_relationship`, `kin_phone`, `registered_practice`.
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
    /// The NHS number, if it is known.
    pub nhs_number: Option<&'a str>,
    /// Why it is not known.
    pub unknown: Option<&'a str>,
    /// Where it is changed.
    pub change_number: &'a str,
    /// The date of birth, as the pathway asks for it.
    pub born: Option<&'a Markup>,
    /// What is wrong with it.
    pub born_problems: &'a [Problem],
    /// Codes and words for the sex.
    pub sexes: &'a [(&'a str, &'a str)],
    /// Name of the referrer's practice.
    pub practice: &'a str,
    /// Where access needs are asked for, if they are.
    pub access_needs: Option<&'a str>,
    /// What stands in the form.
    pub values: Values<'a>,
    /// What is wrong, by name of the control.
    pub faults: &'a [(&'a str, Fault)],
}

/// The page.
pub fn page(view: &View<'_>) -> Markup {
    let problems = problems(view);
    let chrome = view
        .frame
        .titled("Patient details")
        .with_error(!problems.is_empty())
        .with_back(Some(view.back));
    let controls = Controls {
        values: view.values,
        problems: &problems,
    };
    layout::page(
        &chrome,
        html! {
            div class="app-text" {
                (error_summary(&problems))
                h1 { "Patient details" }
                (number(view))
                (form(view.action, view.frame.csrf, view.nonce, html! {
                    (version(view.version))
                    (identity(view, &controls))
                    (address(&controls))
                    (reach(view, &controls))
                    (kin(&controls))
                    (controls.line("registered_practice", "Registered practice, if it is another (optional)", Some(&format!("Leave this blank if the patient is registered with {}.", view.practice)), &Input::default()))
                    (submit("Save and continue"))
                }))
            }
        },
    )
}

/// The name comes first on the page, the date of birth second.
fn problems(view: &View<'_>) -> Vec<Problem> {
    let mut problems: Vec<Problem> = view
        .faults
        .iter()
        .map(|(control, fault)| problem(control, words(control, *fault)))
        .collect();
    let after_name = usize::from(
        problems
            .first()
            .is_some_and(|first| first.control == "name"),
    );
    problems.splice(after_name..after_name, view.born_problems.iter().cloned());
    problems
}

fn number(view: &View<'_>) -> Markup {
    let value = match (view.nhs_number, view.unknown) {
        (Some(number), _) => number.to_owned(),
        (None, Some(why)) => format!("Not known: {why}"),
        (None, None) => "Not known".to_owned(),
    };
    summary_list(&[Row {
        key: "NHS number".to_owned(),
        value: vec![value],
        change: Some(view.change_number.to_owned()),
    }])
}

fn identity(view: &View<'_>, controls: &Controls<'_>) -> Markup {
    html! {
        (controls.line("name", "Full name", None, &Input::default()))
        @if let Some(born) = view.born { (born) }
        (controls.options("sex", "Sex, as registered (optional)", view.sexes))
    }
}

fn address(controls: &Controls<'_>) -> Markup {
    let short = |width| Input {
        width,
        ..Input::default()
    };
    html! {
        fieldset class="nhsuk-fieldset" {
            legend class="nhsuk-fieldset__legend nhsuk-fieldset__legend--m" { "Home address" }
            (controls.line("address_line_1", "Address line 1 (optional)", None, &Input::default()))
            (controls.line("address_line_2", "Address line 2 (optional)", None, &Input::default()))
            (controls.line("town", "Town or city (optional)", None, &short(20)))
            (controls.line("postcode", "Postcode (optional)", None, &short(10)))
        }
    }
}

fn reach(view: &View<'_>, controls: &Controls<'_>) -> Markup {
    let phone = Input {
        kind: "tel",
        width: 20,
        ..Input::default()
    };
    let email = Input {
        kind: "email",
        ..Input::default()
    };
    let language = Input {
        width: 20,
        ..Input::default()
    };
    html! {
        (controls.line("phone", "Telephone (optional)", Some("For example 07700 900 982."), &phone))
        (controls.line("email", "E-mail address (optional)", None, &email))
        (controls.line("language", "Preferred language (optional)", Some("If it is not English."), &language))
        @if let Some(needs) = view.access_needs {
            p { "An interpreter, large print and other requirements are asked for in " a href=(needs) { "access needs" } ". Save this page first." }
        }
    }
}

fn kin(controls: &Controls<'_>) -> Markup {
    let phone = Input {
        kind: "tel",
        width: 20,
        ..Input::default()
    };
    html! {
        fieldset class="nhsuk-fieldset" {
            legend class="nhsuk-fieldset__legend nhsuk-fieldset__legend--m" { "Next of kin" }
            (controls.line("kin_name", "Name of the next of kin (optional)", None, &Input::default()))
            (controls.line("kin_relationship", "Relationship to the patient (optional)", None, &Input::default()))
            (controls.line("kin_phone", "Telephone of the next of kin (optional)", None, &phone))
        }
    }
}

fn words(control: &str, fault: Fault) -> &'static str {
    match (control, fault) {
        (_, Fault::TooLong) => "Shorten this: it is longer than we can keep",
        ("name", _) => "Enter the patient’s full name",
        ("sex", _) => "Choose the sex as registered",
        ("postcode", _) => "Enter a full UK postcode, such as HP19 9AB",
        ("phone" | "kin_phone", _) => {
            "Enter a telephone number, such as 07700 900 982 or +44 20 7946 0123"
        }
        ("email", _) => "Enter an e-mail address, such as name@example.com",
        ("kin_name", _) => "Enter the name of the next of kin",
        _ => "Check this answer",
    }
}

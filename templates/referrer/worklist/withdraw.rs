//! `/refer/referrals/{reference}/withdraw`: takes a referral back.

use maud::{Markup, html};

use super::doing::{self, Doing};
use super::timeline::Moment;
use crate::components::error_summary::message_for;
use crate::components::{Field, Item, Problem, checkboxes, form, submit, textarea};
use crate::layout::Frame;

/// Longest reason, in characters.
pub const LONGEST: u32 = 2000;

/// What is wrong with the form.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fault {
    /// No reason was written.
    NoReason,
    /// The reason is longer than [`LONGEST`].
    TooLong,
    /// It was not confirmed.
    NotConfirmed,
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
    /// What was typed.
    pub reason: &'a str,
    /// What is wrong.
    pub faults: &'a [Fault],
    /// What happened while the form was open.
    pub happened: &'a [Moment],
}

/// The page: `reason`, and `confirm` with the value `yes`.
pub fn page(view: &View<'_>) -> Markup {
    let problems: Vec<Problem> = view.faults.iter().copied().map(problem).collect();
    let case = format!("/refer/referrals/{}", view.reference);
    let doing = Doing {
        frame: view.frame,
        reference: view.reference,
        person: view.person,
        title: "Withdraw a referral",
        heading: "Withdraw this referral",
        problems: &problems,
        happened: view.happened,
    };
    doing::page(
        &doing,
        html! {
            p { "The hospital stops work on it and keeps the record. To refer again later, begin a new referral." }
            (form(&format!("{case}/withdraw"), view.frame.csrf, view.nonce, html! {
                input type="hidden" name="version" value=(view.version);
                (controls(view.reason, &problems))
                (submit("Withdraw the referral"))
            }))
        },
    )
}

fn controls(typed: &str, problems: &[Problem]) -> Markup {
    let reason = Field {
        name: "reason",
        label: "Why is it withdrawn?",
        error: message_for(problems, "reason"),
        ..Field::default()
    };
    let confirm = Field {
        name: "confirm",
        label: "Confirm",
        error: message_for(problems, "confirm"),
        ..Field::default()
    };
    let item = Item {
        value: "yes",
        label: "I have told the patient, or they asked for it",
        ..Item::default()
    };
    html! { (textarea(&reason, typed, LONGEST, 4)) (checkboxes(&confirm, &[item])) }
}

fn problem(fault: Fault) -> Problem {
    let (control, message) = match fault {
        Fault::NoReason => ("reason", "Enter why the referral is withdrawn".to_owned()),
        Fault::TooLong => (
            "reason",
            format!("The reason must be {LONGEST} characters or fewer"),
        ),
        Fault::NotConfirmed => ("confirm", "Confirm that the patient knows of it".to_owned()),
    };
    Problem {
        control: control.to_owned(),
        message,
    }
}

//! `/refer/referrals/{reference}/amend`: changes what the letter says after it was sent.

use domain::referral::amendment::Field as Part;
use maud::{Markup, html};

use super::doing::{self, Doing};
use super::timeline::Moment;
use crate::components::error_summary::message_for;
use crate::components::{Field, Input, Level, Problem, Values, form, submit, text_input, textarea};
use crate::layout::Frame;

/// Longest text under a heading, in characters.
pub const LONGEST: u32 = 4000;
/// Longest line of an address, in characters.
pub const LINE: u32 = 120;

/// What is wrong with a field.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fault {
    /// It cannot be what it should be.
    Invalid,
    /// It is longer than can be kept.
    TooLong,
    /// Nothing was changed in any field.
    Unchanged,
}

/// What the page shows. Controls are named by the codes of the fields.
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
    /// What stands in the form.
    pub values: Values<'a>,
    /// What is wrong, by field.
    pub faults: &'a [(Part, Fault)],
    /// What happened while the form was open.
    pub happened: &'a [Moment],
}

/// The page.
pub fn page(view: &View<'_>) -> Markup {
    let problems: Vec<Problem> = view.faults.iter().copied().map(problem).collect();
    let case = format!("/refer/referrals/{}", view.reference);
    let doing = Doing {
        frame: view.frame,
        reference: view.reference,
        person: view.person,
        title: "Amend a referral",
        heading: "Amend this referral",
        problems: &problems,
        happened: view.happened,
    };
    doing::page(
        &doing,
        html! {
            p { "What you sent stays on record as it was. The hospital sees what you change, before and after. To change who the patient is, withdraw the referral and begin a new one." }
            (form(&format!("{case}/amend"), view.frame.csrf, view.nonce, html! {
                input type="hidden" name="version" value=(view.version);
                (controls(view, &problems))
                (submit("Send the amendment"))
            }))
        },
    )
}

fn controls(view: &View<'_>, problems: &[Problem]) -> Markup {
    html! {
        fieldset class="nhsuk-fieldset" {
            legend class="nhsuk-fieldset__legend nhsuk-fieldset__legend--m" { "How the patient is reached" }
            @for part in Part::CONTACT { (control(part, view.values, problems)) }
        }
        fieldset class="nhsuk-fieldset" {
            legend class="nhsuk-fieldset__legend nhsuk-fieldset__legend--m" { "Letter" }
            @for part in Part::all().skip(Part::CONTACT.len()) { (control(part, view.values, problems)) }
        }
    }
}

fn control(part: Part, values: Values<'_>, problems: &[Problem]) -> Markup {
    let field = Field {
        name: part.code(),
        label: part.title(),
        error: message_for(problems, part.code()),
        level: Level::Plain,
        ..Field::default()
    };
    let input = Input {
        value: values.get(part.code()),
        kind: kind(part),
        ..Input::default()
    };
    match part {
        Part::Heading(_) => textarea(&field, values.get(part.code()), LONGEST, 5),
        _ => text_input(&field, &input),
    }
}

fn kind(part: Part) -> &'static str {
    match part {
        Part::Phone => "tel",
        Part::Email => "email",
        _ => "text",
    }
}

fn problem((part, fault): (Part, Fault)) -> Problem {
    let longest = if matches!(part, Part::Heading(_)) {
        LONGEST
    } else {
        LINE
    };
    let message = match (part, fault) {
        (_, Fault::Unchanged) => "Change at least one field, or go back".to_owned(),
        (part, Fault::TooLong) => {
            format!("{} must be {longest} characters or fewer", part.title())
        }
        (Part::Phone, _) => {
            "Enter a phone number, such as 07700 900 982 or +44 20 7946 0123".to_owned()
        }
        (Part::Email, _) => "Enter an e-mail address, such as name@example.com".to_owned(),
        (Part::Postcode, _) => "Enter a full UK postcode, such as HP19 9AB".to_owned(),
        _ => "Check this field".to_owned(),
    };
    Problem {
        control: part.code().to_owned(),
        message,
    }
}

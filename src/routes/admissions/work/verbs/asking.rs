//! Asking for information.

use domain::referral::Action;
use domain::referral::casework::Asked;
use domain::working_days;
use templates::admissions::work::{Ask, Kind};
use templates::components::Problem;
use templates::emails;

use crate::routes::admissions::work::{Form, Given, Group, Scene, Tell, Work, day_values};
use crate::security::permissions::Verb;

/// Working days that whoever is asked has, unless somebody writes another date.
const WORKING_DAYS: u32 = 5;

/// Longest question, in characters.
const LONGEST: u32 = 2000;

/// The verbs.
pub const WORKS: &[Work] = &[Work {
    verb: Verb::Ask,
    code: "ask",
    label: "Ask for information",
    group: Group::Words,
    material: &[],
    at_once: false,
    sample: |_, _| Action::RequestInfo {
        question: "?".to_owned(),
        due: None,
        of: Asked::Referrer,
    },
    form: ask,
    read: asked,
    tell: Tell::Referrer("information_requested", emails::information_requested),
}];

fn ask(scene: &Scene<'_>) -> Form {
    let due = working_days::after(scene.today, WORKING_DAYS);
    let told = if scene.case.referrer.is_some() {
        "The referrer gets an e-mail with a link, without what you write here."
    } else {
        "Nobody is told by e-mail: a patient sent this. Ask them by phone or letter, and note the question here."
    };
    Form::new("Ask for information", "Ask")
        .says("It waits for the answer, then goes on where it stands now.")
        .says(told)
        .asks(Ask::new(
            "question",
            "What do you need to know?",
            "Enter what you need to know",
            Kind::Text(LONGEST, 6),
        ))
        .asks(
            Ask::optional(
                "due",
                "Answer due by",
                Kind::Day {
                    past: false,
                    future: true,
                },
            )
            .hint("For example 4 12 2026. Leave it blank if there is no date."),
        )
        .filled(day_values("due", due))
}

fn asked(_: &Scene<'_>, given: &Given<'_>) -> Result<Action, Vec<Problem>> {
    Ok(Action::RequestInfo {
        question: given.text("question"),
        due: given.day("due"),
        of: Asked::Referrer,
    })
}

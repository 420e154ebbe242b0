//! Pausing a case, and going on.

use domain::referral::Action;
use templates::admissions::casework::{Ask, Kind};
use templates::components::Problem;

use crate::routes::admissions::casework::{Form, Given, Group, Scene, Tell, Work};
use crate::security::permissions::Verb;

/// Longest reason, in characters.
const LONGEST: u32 = 1000;

/// The verbs.
pub const WORKS: &[Work] = &[
    Work {
        verb: Verb::Hold,
        code: "hold",
        label: "Put on hold",
        group: Group::Pause,
        material: &[],
        at_once: false,
        sample: |_, _| Action::Hold {
            reason: "?".to_owned(),
            review: None,
        },
        form: hold,
        read: held,
        tell: Tell::Nobody,
    },
    Work {
        verb: Verb::Resume,
        code: "resume",
        label: "Stop waiting and go on",
        group: Group::Next,
        material: &[],
        at_once: true,
        sample: |_, _| Action::Resume,
        form: |_| Form::new("Stop waiting and go on", "Stop waiting and go on"),
        read: |_, _| Ok(Action::Resume),
        tell: Tell::Nobody,
    },
];

fn hold(scene: &Scene<'_>) -> Form {
    let day = Kind::Day {
        past: false,
        future: true,
    };
    Form::new("Put this referral on hold", "Put on hold")
        .says(if scene.case.referrer.is_some() {
            "A hold stops no clock. The referrer sees the reason and the day."
        } else {
            "A hold stops no clock."
        })
        .asks(Ask::new(
            "reason",
            "Why does it wait?",
            "Enter why it waits",
            Kind::Text(LONGEST, 4),
        ))
        .asks(Ask::new(
            "review",
            "Look at it again on",
            "Enter the day on which somebody looks at it again",
            day,
        ))
}

fn held(_: &Scene<'_>, given: &Given<'_>) -> Result<Action, Vec<Problem>> {
    Ok(Action::Hold {
        reason: given.text("reason"),
        review: given.day("review"),
    })
}

//! The order of the waiting list.

use domain::referral::Action;
use templates::admissions::casework::{Ask, Kind};
use templates::components::Problem;

use crate::routes::admissions::casework::{
    Form, Given, Group, Material, Scene, Tell, Work, problem,
};
use crate::security::permissions::Verb;

/// Longest reason, in characters.
const LONGEST: u32 = 500;

/// The verbs.
pub const WORKS: &[Work] = &[Work {
    verb: Verb::MoveOnList,
    code: "move-on-list",
    label: "Move on the waiting list",
    group: Group::Bed,
    material: &[Material::Place],
    at_once: false,
    sample: |_, _| Action::MoveOnList {
        place: 1,
        reason: "?".to_owned(),
    },
    form: change,
    read: changed,
    tell: Tell::Nobody,
}];

fn change(scene: &Scene<'_>) -> Form {
    let (place, of) = scene.place.map_or((1, 1), |place| (place.place, place.of));
    let hint = format!("A number from 1 to {of}. 1 is the next to get a bed.");
    Form::new("Move on the waiting list", "Move")
        .says(&format!("It is at place {place} of {of} now."))
        .says("Everybody behind the new place moves down by one.")
        .asks(
            Ask::new(
                "place",
                "New place",
                "Enter the new place",
                Kind::Number(1, of.max(1)),
            )
            .hint(&hint),
        )
        .asks(
            Ask::new(
                "reason",
                "Why?",
                "Enter why it moves",
                Kind::Text(LONGEST, 3),
            )
            .hint("The list shows it to the team."),
        )
}

fn changed(_: &Scene<'_>, given: &Given<'_>) -> Result<Action, Vec<Problem>> {
    let place = given.number("place");
    Ok(Action::MoveOnList {
        place: place.ok_or_else(|| problem("place", "Enter the new place"))?,
        reason: given.text("reason"),
    })
}

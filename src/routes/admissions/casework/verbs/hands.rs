//! Who has a case: claim, release, assign and hand over.

use domain::referral::Action;
use templates::admissions::casework::{Ask, Choice, Kind};
use uuid::Uuid;

use crate::routes::admissions::casework::{
    Form, Given, Group, Material, Scene, Tell, Work, problem,
};
use crate::routes::admissions::words;
use crate::security::permissions::Verb;
use templates::components::Problem;

/// Longest word about a hand-over, in characters.
const LONGEST: u32 = 1000;

/// The verbs.
pub const WORKS: &[Work] = &[
    Work {
        verb: Verb::Claim,
        code: "claim",
        label: "Claim this referral",
        group: Group::Hands,
        material: &[],
        at_once: true,
        sample: |_, by| Action::Claim { by },
        form: |_| Form::new("Claim this referral", "Claim this referral"),
        read: |scene, _| Ok(Action::Claim { by: scene.me() }),
        tell: Tell::Nobody,
    },
    Work {
        verb: Verb::Release,
        code: "release",
        label: "Release this referral",
        group: Group::Hands,
        material: &[],
        at_once: true,
        sample: |_, _| Action::Release,
        form: |_| Form::new("Release this referral", "Release this referral"),
        read: |_, _| Ok(Action::Release),
        tell: Tell::Nobody,
    },
    Work {
        verb: Verb::Assign,
        code: "assign",
        label: "Give to a colleague",
        group: Group::Hands,
        material: &[Material::Colleagues],
        at_once: false,
        sample: |_, to| Action::Assign { to, note: None },
        form: assign,
        read: assigned,
        tell: Tell::Nobody,
    },
];

fn assign(scene: &Scene<'_>) -> Form {
    let owner = scene.case.referral.owner();
    let others = scene.colleagues.iter().filter(|one| Some(one.id) != owner);
    let choice = |id: Uuid, name: &str, role| Choice {
        hint: Some(words::role(role).to_owned()),
        ..Choice::new(&id.to_string(), name)
    };
    let choices = others
        .map(|one| choice(one.id, &one.name, one.role))
        .collect();
    Form::new("Give this referral to a colleague", "Give")
        .asks(Ask::new(
            "to",
            "Colleague",
            "Choose who gets it",
            Kind::One(choices),
        ))
        .asks(
            Ask::optional("note", "A word about it", Kind::Text(LONGEST, 4))
                .hint("What is done, and what comes next. Staff alone see it."),
        )
}

fn assigned(_: &Scene<'_>, given: &Given<'_>) -> Result<Action, Vec<Problem>> {
    let to = given.code("to").parse();
    Ok(Action::Assign {
        to: to.map_err(|_| problem("to", "Choose who gets it"))?,
        note: given.written("note"),
    })
}

//! Who pays, what is still to be done for it, and the 18 weeks where the NHS does.

use domain::referral::Action;
use domain::referral::casework::{Funding, FundingCheck, Payer};
use maud::html;
use templates::admissions::casework::{Ask, Choice, Kind};
use templates::admissions::progress::checklist;
use templates::components::{Problem, inset};
use templates::emails;

use super::choices;
use crate::routes::admissions::casework::{Form, Given, Group, Scene, Tell, Work, problem};
use crate::routes::admissions::progress::{self, words};
use crate::security::permissions::Verb;
use crate::store::referrals::Case;

/// Longest reference of an authorisation, in characters.
const AUTHORISATION: u32 = 100;

/// The verbs.
pub const WORKS: &[Work] = &[
    Work {
        verb: Verb::ConfirmFunding,
        code: "confirm-funding",
        label: "Confirm the funding",
        group: Group::Next,
        material: &[],
        at_once: false,
        sample: |_, _| Action::ConfirmFunding,
        form: confirm,
        read: |_, _| Ok(Action::ConfirmFunding),
        tell: Tell::Referrer("funding_confirmed", emails::news),
    },
    Work {
        verb: Verb::SetFunding,
        code: "set-funding",
        label: "Note the funding",
        group: Group::Bed,
        material: &[],
        at_once: false,
        sample: |case, _| Action::SetFunding {
            funding: known(case),
        },
        form: set,
        read: was_set,
        tell: Tell::Nobody,
    },
    Work {
        verb: Verb::MarkRtt,
        code: "mark-rtt",
        label: "Mark the 18-week clock",
        group: Group::Bed,
        material: &[],
        at_once: false,
        sample: |_, _| Action::MarkRtt { applicable: true },
        form: mark,
        read: marked,
        tell: Tell::Nobody,
    },
];

/// What is known about payment; that nobody knows, where nothing is.
fn known(case: &Case) -> Funding {
    progress::funding(case).unwrap_or(Funding {
        payer: Payer::Unknown,
        authorisation: None,
        done: Vec::new(),
    })
}

fn set(scene: &Scene<'_>) -> Form {
    let known = known(&scene.case);
    let pair = |name: &str, value: &str| (name.to_owned(), value.to_owned());
    let mut values = vec![
        pair("payer", known.payer.code()),
        pair(
            "authorisation",
            known.authorisation.as_deref().unwrap_or_default(),
        ),
    ];
    values.extend(known.done.iter().map(|check| pair("done", check.code())));
    Form::new("Funding", "Save")
        .says("Staff alone see this.")
        .asks(Ask::new(
            "payer",
            "Who pays?",
            "Choose who pays",
            Kind::One(choices(Payer::ALL, |one| (one.code(), one.words()))),
        ))
        .asks(Ask::optional(
            "authorisation",
            "Authorisation reference",
            Kind::Line(AUTHORISATION),
        ))
        .asks(Ask::optional(
            "done",
            "What is done?",
            Kind::Any(choices(FundingCheck::ALL, |one| (one.code(), one.words()))),
        ))
        .filled(values)
}

fn was_set(_: &Scene<'_>, given: &Given<'_>) -> Result<Action, Vec<Problem>> {
    let payer = Payer::from_code(given.code("payer"));
    Ok(Action::SetFunding {
        funding: Funding {
            payer: payer.ok_or_else(|| problem("payer", "Choose who pays"))?,
            authorisation: given.written("authorisation"),
            done: given
                .codes("done")
                .filter_map(FundingCheck::from_code)
                .collect(),
        },
    })
}

/// What keeps payment from being plainly arranged.
fn is_open(case: &Case) -> bool {
    let known = known(case);
    known.payer == Payer::Unknown || !words::undone(Some(&known)).is_empty()
}

fn confirm(scene: &Scene<'_>) -> Form {
    let known = known(&scene.case);
    let mut form = Form::new("Confirm the funding", "Confirm the funding")
        .says("The person then waits for a bed, as the last on the waiting list.");
    form.about = Some(inset(html! {
        p { "Who pays: " (known.payer.words()) "." }
        @if let Some(authorisation) = &known.authorisation { p class="app-break" { "Authorisation: " (authorisation) "." } }
        (checklist(&words::checks(Some(&known))))
        p { a href={ "/admissions/referrals/" (scene.case.reference) "/set-funding" } { "Change what is known about the funding" } }
    }));
    if !is_open(&scene.case) {
        return form;
    }
    form.asks(Ask::new(
        "sure",
        "Not everything is done",
        "Confirm that the funding is arranged although not everything is done",
        Kind::Any(vec![Choice::new(
            "yes",
            "The funding is arranged all the same",
        )]),
    ))
}

fn mark(scene: &Scene<'_>) -> Form {
    let now = if scene.case.referral.rtt() {
        "yes"
    } else {
        "no"
    };
    let payer = known(&scene.case).payer;
    Form::new("18-week clock", "Save")
        .says("The 18 weeks from referral to treatment apply only where the NHS pays. Once they are marked, neither a hold nor a question stops them.")
        .says(&format!("Who pays now: {}.", payer.words()))
        .asks(Ask::new(
            "applicable",
            "Do the 18 weeks apply?",
            "Choose whether the 18 weeks apply",
            Kind::One(vec![
                Choice::new("yes", "They apply"),
                Choice::new("no", "They do not apply"),
            ]),
        ))
        .filled([("applicable".to_owned(), now.to_owned())])
}

fn marked(scene: &Scene<'_>, given: &Given<'_>) -> Result<Action, Vec<Problem>> {
    let applicable = given.code("applicable") == "yes";
    let payer = scene.case.referral.payer().or(scene.case.payer);
    if applicable && payer != Some(Payer::Nhs) {
        let payer = payer.unwrap_or(Payer::Unknown).words();
        return Err(problem(
            "applicable",
            &format!(
                "The 18 weeks apply only where the NHS pays. The payer of this referral is: {payer}. Change that first"
            ),
        ));
    }
    Ok(Action::MarkRtt { applicable })
}

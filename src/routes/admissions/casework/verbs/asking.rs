//! Asking for information, and noting what was answered by phone or letter.

use domain::referral::casework::Asked;
use domain::referral::{Action, State};
use domain::working_days;
use maud::{Markup, html};
use templates::admissions::casework::{Ask, Choice, Kind};
use templates::components::{Problem, inset};

use crate::routes::admissions::casework::{
    Form, Given, Group, Material, Scene, Tell, Work, day_values, tell,
};
use crate::security::permissions::Verb;

/// Working days that whoever is asked has, unless somebody writes another date.
const WORKING_DAYS: u32 = 5;

/// Longest question or answer, in characters.
const LONGEST: u32 = 2000;

/// The verbs.
pub const WORKS: &[Work] = &[
    Work {
        verb: Verb::RecordAnswer,
        code: "record-answer",
        label: "Record an answer",
        group: Group::Next,
        material: &[],
        at_once: false,
        sample: |_, _| Action::ReceiveInfo { answer: None },
        form: record,
        read: |_, given| {
            Ok(Action::ReceiveInfo {
                answer: given.written("answer"),
            })
        },
        tell: Tell::Nobody,
    },
    Work {
        verb: Verb::Ask,
        code: "ask",
        label: "Ask for information",
        group: Group::Words,
        material: &[Material::Submission],
        at_once: false,
        sample: |_, _| Action::RequestInfo {
            question: "?".to_owned(),
            due: None,
            of: Asked::Referrer,
        },
        form: ask,
        read: asked,
        tell: Tell::Asked,
    },
];

fn ask(scene: &Scene<'_>) -> Form {
    let due = working_days::after(scene.today, WORKING_DAYS);
    let form = Form::new("Ask for information", "Ask")
        .says("It waits for the answer, then goes on where it stands now. The clock of its targets stands still meanwhile.");
    let form = if scene.case.referrer.is_some() {
        form.asks(whom(scene))
            .filled([("of".to_owned(), Asked::Referrer.code().to_owned())])
    } else {
        form.says("You ask the patient.").says(&patient(scene))
    };
    form.asks(Ask::new(
        "question",
        "What do you need to know?",
        "Enter what you need to know",
        Kind::Text(LONGEST, 6),
    ))
    .asks(
        Ask::new(
            "due",
            "Answer due by",
            "Enter the day by which you need the answer",
            Kind::Day {
                past: false,
                future: true,
            },
        )
        .hint("For example 4 12 2026. If nothing has come by then, the team is told; nothing is closed."),
    )
    .filled(day_values("due", due))
}

/// Whom, with what happens for each.
fn whom(scene: &Scene<'_>) -> Ask {
    let choice = |of: Asked, hint: String| Choice {
        hint: Some(hint),
        ..Choice::new(of.code(), of.words())
    };
    let referrer = if scene.reached {
        "An e-mail with a link goes out, without what you write here. They answer in their account."
    } else {
        "No e-mail goes out: whoever referred is not at the practice any more. Colleagues there see the question in their list. Phone the practice as well."
    };
    let patient = format!(
        "{} The referrer sees that something is asked of the patient, and not what.",
        patient(scene)
    );
    Ask::new(
        "of",
        "Whom do you ask?",
        "Choose whom you ask",
        Kind::One(vec![
            choice(Asked::Referrer, referrer.to_owned()),
            choice(Asked::Patient, patient),
        ]),
    )
}

/// What happens when the patient is asked.
fn patient(scene: &Scene<'_>) -> String {
    match tell::patient(scene) {
        Ok(told) => format!(
            "An e-mail to {} asks them to call {}. It does not say why. Where there is a day, another reminds them two working days before. Phone or write to them as well, and record the answer here.",
            told.to, told.phone
        ),
        Err(why) => format!(
            "No e-mail goes out: {}. Phone or write to them, and record the answer here.",
            why.words()
        ),
    }
}

fn asked(scene: &Scene<'_>, given: &Given<'_>) -> Result<Action, Vec<Problem>> {
    let of = match scene.case.referrer {
        Some(_) => Asked::from_code(given.code("of")).unwrap_or_default(),
        None => Asked::Patient,
    };
    Ok(Action::RequestInfo {
        question: given.text("question"),
        due: given.day("due"),
        of,
    })
}

fn record(scene: &Scene<'_>) -> Form {
    let form = Form::new("Record an answer", "Record the answer")
        .says("Use this for what was answered by phone or letter. The referral then goes on where it stood.");
    let form = if scene.case.practice.is_some() {
        form.says("The referrer sees that it was answered, and not what you write here.")
    } else {
        form
    };
    let answer = Ask::new(
        "answer",
        "What was answered?",
        "Enter what was answered",
        Kind::Text(LONGEST, 6),
    );
    let mut form = form.asks(answer.hint("Who answered, how and when, and what they said."));
    form.about = question(scene);
    form
}

/// What was asked.
fn question(scene: &Scene<'_>) -> Option<Markup> {
    let State::InfoRequested(waiting) = scene.case.referral.state() else {
        return None;
    };
    Some(inset(html! {
        p { strong { "What was asked" } }
        p class="app-lines app-break" { (waiting.note) }
    }))
}

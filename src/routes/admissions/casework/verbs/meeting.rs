//! What the multidisciplinary team decided.

use chrono::NaiveDate;
use domain::referral::Action;
use domain::referral::casework::Meeting;
use maud::html;
use templates::admissions::casework::{Ask, Choice, Kind};
use templates::components::{Problem, inset};
use templates::emails;

use super::assessment::meeting_day;
use crate::routes::admissions::casework::{
    Form, Given, Group, Scene, Tell, Work, day_values, problem,
};
use crate::routes::admissions::progress::{self, words};
use crate::security::permissions::Verb;

/// Longest list of who was there, in characters.
const PRESENT: u32 = 1000;
/// Longest rationale, in characters.
const LONGEST: u32 = 4000;

/// The verbs.
pub const WORKS: &[Work] = &[Work {
    verb: Verb::RecordMeeting,
    code: "record-meeting",
    label: "Record the team’s decision",
    group: Group::Next,
    material: &[],
    at_once: false,
    sample: |_, _| Action::Defer {
        meeting: Meeting {
            on: NaiveDate::default(),
            present: "?".to_owned(),
            rationale: "?".to_owned(),
        },
        next: None,
    },
    form: record,
    read: recorded,
    tell: Tell::Referrer("decision", emails::news),
}];

fn record(scene: &Scene<'_>) -> Form {
    let day = Kind::Day {
        past: true,
        future: false,
    };
    let outcome = |code, words, hint: &str| Choice {
        hint: Some(hint.to_owned()),
        ..Choice::new(code, words)
    };
    let outcomes = vec![
        outcome("accept", "Accept", "Funding is arranged next."),
        outcome(
            "defer",
            "Decide at a later meeting",
            "It stays with the team. Say in the rationale what is missing.",
        ),
        outcome(
            "not_accept",
            "Do not accept",
            "The form to decline follows, with reason and signpost. Nothing is told to anybody before that.",
        ),
    ];
    let mut form = Form::new("Record the team’s decision", "Record")
        .asks(Ask::new(
            "on",
            "Day of the meeting",
            "Enter the day of the meeting",
            day,
        ))
        .asks(
            Ask::new(
                "present",
                "Who was there",
                "Enter who was there",
                Kind::Text(PRESENT, 3),
            )
            .hint("Names and professions, one on each line."),
        )
        .asks(Ask::new(
            "outcome",
            "What did the team decide?",
            "Choose what the team decided",
            Kind::One(outcomes),
        ))
        .asks(
            Ask::new(
                "rationale",
                "Rationale",
                "Enter why the team decided so",
                Kind::Text(LONGEST, 6),
            )
            .hint("For colleagues. The referrer does not see it."),
        )
        .asks(meeting_day(
            "next",
            "Day of the next meeting, if it decides later",
        ))
        .filled(day_values("on", scene.today));
    form.about = progress::assessed(&scene.case).map(|(on, outcome, findings)| {
        inset(html! {
            p { "Assessed on " (words::date(on)) ": " (outcome.words()) "." }
            p class="app-lines app-break" { (findings) }
        })
    });
    form
}

fn recorded(_: &Scene<'_>, given: &Given<'_>) -> Result<Action, Vec<Problem>> {
    let on = given.day("on");
    let meeting = Meeting {
        on: on.ok_or_else(|| problem("on.day", "Enter the day of the meeting"))?,
        present: given.text("present"),
        rationale: given.text("rationale"),
    };
    match given.code("outcome") {
        "accept" => Ok(Action::Accept {
            meeting: Some(meeting),
        }),
        "defer" => Ok(Action::Defer {
            meeting,
            next: given.day("next"),
        }),
        "not_accept" => Ok(Action::TurnDown { meeting }),
        _ => Err(problem("outcome", "Choose what the team decided")),
    }
}

//! The assessment before admission: arranging it, saying what came of it, handing it on to the team's meeting.

use chrono::NaiveDate;
use domain::referral::casework::{Appointment, Outcome, Way};
use domain::referral::{Action, QUIET};
use maud::html;
use templates::admissions::casework::{Ask, Choice, Kind};
use templates::components::{Problem, inset, warning};
use templates::emails;

use super::choices;
use crate::routes::admissions::casework::{
    Form, Given, Group, Scene, Tell, Work, day_values, problem,
};
use crate::routes::admissions::progress::{self, words};
use crate::security::permissions::Verb;

/// Longest place, and longest name, in characters.
const LINE: u32 = 200;
/// Longest findings, in characters.
const LONGEST: u32 = 4000;

/// The verbs.
pub const WORKS: &[Work] = &[
    Work {
        verb: Verb::RecordAssessment,
        code: "record-assessment",
        label: "Record the assessment",
        group: Group::Next,
        material: &[],
        at_once: false,
        sample: |_, _| Action::RecordAssessment {
            on: NaiveDate::default(),
            outcome: Outcome::Unsure,
            findings: "?".to_owned(),
        },
        form: record,
        read: recorded,
        tell: Tell::Nobody,
    },
    Work {
        verb: Verb::OfferAssessment,
        code: "offer-assessment",
        label: "Arrange the assessment",
        group: Group::Next,
        material: &[],
        at_once: false,
        sample: |_, _| Action::OfferAssessment {
            on: None,
            appointment: None,
        },
        form: offer,
        read: offered,
        tell: Tell::Referrer("assessment", emails::news),
    },
    Work {
        verb: Verb::SendToMdt,
        code: "send-to-mdt",
        label: "Send to the team’s meeting",
        group: Group::Next,
        material: &[],
        at_once: false,
        sample: |_, _| Action::SendToMdt { meeting: None },
        form: send,
        read: |_, given| {
            Ok(Action::SendToMdt {
                meeting: given.day("meeting"),
            })
        },
        tell: Tell::Nobody,
    },
];

fn offer(scene: &Scene<'_>) -> Form {
    let arranged = |code, words, hint: &str| Choice {
        hint: Some(hint.to_owned()),
        ..Choice::new(code, words)
    };
    let arranged = vec![
        arranged(
            "agreed",
            "A day and time are agreed",
            "Then day, time, how and who are needed below.",
        ),
        arranged(
            "later",
            "Still to be arranged",
            "Leave the rest as it is: it is not kept.",
        ),
    ];
    let day = Kind::Day {
        past: false,
        future: true,
    };
    let form = Form::new("Arrange the pre-admission assessment", "Save")
        .says("Whoever referred sees day, time and place, and nothing about who assesses.")
        .asks(Ask::new(
            "arranged",
            "Is a day agreed?",
            "Choose whether a day is agreed",
            Kind::One(arranged),
        ))
        .asks(Ask::depending("on", "Day, if one is agreed", day).hint("For example 4 12 2026."))
        .asks(Ask::depending("time", "Time, if a day is agreed", Kind::Time).hint("For example 14:30."))
        .asks(Ask::depending("way", "How, if a day is agreed", Kind::One(choices(Way::ALL, |way| (way.code(), way.words())))))
        .asks(
            Ask::optional("place", "Where, or how to join", Kind::Line(LINE))
                .hint("A room, or where the link or number is. Nothing about the person: it goes into calendars."),
        )
        .asks(Ask::depending("with", "Who assesses, if a day is agreed", Kind::Line(LINE)));
    match progress::appointment(&scene.case) {
        Some(offered) => form.filled(shown(offered)),
        None => form,
    }
}

/// The appointment as it stands, to be changed.
fn shown(offered: progress::Offered<'_>) -> Vec<(String, String)> {
    let pair = |name: &str, value: &str| (name.to_owned(), value.to_owned());
    let mut values = vec![pair("arranged", "agreed")];
    values.extend(day_values("on", offered.on));
    if let Some(appointment) = offered.appointment {
        values.push(pair("time", &appointment.time.format("%H:%M").to_string()));
        values.push(pair("way", appointment.way.code()));
        values.push(pair(
            "place",
            appointment.place.as_deref().unwrap_or_default(),
        ));
        values.push(pair("with", &appointment.with));
    }
    values
}

fn offered(_: &Scene<'_>, given: &Given<'_>) -> Result<Action, Vec<Problem>> {
    if given.code("arranged") == "later" {
        return Ok(Action::OfferAssessment {
            on: None,
            appointment: None,
        });
    }
    let (on, time) = (given.day("on"), given.time("time"));
    let (way, with) = (Way::from_code(given.code("way")), given.written("with"));
    if let (Some(on), Some(time), Some(way), Some(with)) = (on, time, way, with.clone()) {
        let place = given.written("place");
        return Ok(Action::OfferAssessment {
            on: Some(on),
            appointment: Some(Appointment {
                time,
                way,
                place,
                with,
            }),
        });
    }
    let missing = [
        (on.is_none(), "on.day", "Enter the day that is agreed"),
        (time.is_none(), "time", "Enter the time that is agreed"),
        (way.is_none(), "way", "Choose how it is held"),
        (with.is_none(), "with", "Enter who assesses"),
    ];
    let missing = missing.into_iter().filter(|(is, ..)| *is);
    Err(missing
        .flat_map(|(_, control, message)| problem(control, message))
        .collect())
}

fn record(scene: &Scene<'_>) -> Form {
    let day = Kind::Day {
        past: true,
        future: false,
    };
    let outcomes = choices(Outcome::ALL, |one| (one.code(), one.words()));
    let offered = progress::appointment(&scene.case).map(|offered| offered.on);
    let on = offered.filter(|day| *day <= scene.today);
    Form::new("Record the assessment", "Record")
        .says("The team reads this before it decides. Whoever referred sees only that there was an assessment.")
        .asks(Ask::new("on", "Day", "Enter the day of the assessment", day))
        .asks(Ask::new("outcome", "What came of it?", "Choose what came of it", Kind::One(outcomes)))
        .asks(
            Ask::new("findings", "Findings", "Enter what was found", Kind::Text(LONGEST, 8))
                .hint("Where the person did not attend: what is known of why, and what was agreed."),
        )
        .filled(day_values("on", on.unwrap_or(scene.today)))
}

fn recorded(_: &Scene<'_>, given: &Given<'_>) -> Result<Action, Vec<Problem>> {
    let (on, outcome) = (given.day("on"), Outcome::from_code(given.code("outcome")));
    Ok(Action::RecordAssessment {
        on: on.ok_or_else(|| problem("on.day", "Enter the day of the assessment"))?,
        outcome: outcome.ok_or_else(|| problem("outcome", "Choose what came of it"))?,
        findings: given.text("findings"),
    })
}

fn send(scene: &Scene<'_>) -> Form {
    let mut form = Form::new("Send to the team’s meeting", "Send to the team");
    let assessed = progress::assessed(&scene.case);
    let held = assessed.filter(|(_, outcome, _)| *outcome != Outcome::NotAttended);
    form.about = Some(match held {
        Some((on, outcome, findings)) => inset(html! {
            p { "Assessed on " (words::date(on)) ": " (outcome.words()) "." }
            p class="app-lines app-break" { (findings) }
        }),
        None => warning(
            "There is no assessment",
            html! {
                p { "Nobody has recorded an assessment that took place. The team would decide without one." }
            },
        ),
    });
    let form = form.asks(meeting_day("meeting", "Day of the team’s meeting"));
    match held {
        Some(_) => form,
        None => form.asks(Ask::new(
            "sure",
            "Is that right?",
            "Confirm that the team decides without an assessment",
            Kind::Any(vec![Choice::new(
                "yes",
                "The team decides without an assessment",
            )]),
        )),
    }
}

/// A day on which the team meets, if one is known.
pub(super) fn meeting_day(name: &str, label: &str) -> Ask {
    let day = Kind::Day {
        past: false,
        future: true,
    };
    Ask::optional(name, label, day).hint(&format!(
        "For example 4 12 2026. The referral needs action on that day. Without one it does once nobody has worked on it for {QUIET} working days. Staff alone see the day."
    ))
}

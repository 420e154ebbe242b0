//! Taking back, ending without admission, and opening again.

use domain::referral::Action;
use templates::admissions::casework::{Ask, Choice, Kind};
use templates::components::Problem;
use templates::emails;

use crate::routes::admissions::casework::{Form, Given, Group, Scene, Tell, Work, day_values};
use crate::routes::admissions::words;
use crate::security::permissions::Verb;

/// Longest reason or signpost, in characters.
pub(super) const LONGEST: u32 = 1000;

/// The referrer hears that there is news.
pub(super) const NEWS: Tell = Tell::Referrer("news", emails::news);

/// The verbs.
pub const WORKS: &[Work] = &[
    Work {
        verb: Verb::Withdraw,
        code: "withdraw",
        label: "Withdraw",
        group: Group::End,
        material: &[],
        at_once: false,
        sample: |_, _| Action::Withdraw { reason: None },
        form: withdraw,
        read: withdrawn,
        tell: NEWS,
    },
    Work {
        verb: Verb::CloseWithoutAdmission,
        code: "close",
        label: "Close without admission",
        group: Group::End,
        material: &[],
        at_once: false,
        sample: |_, _| Action::CloseWithoutAdmission {
            reason: "?".to_owned(),
        },
        form: |scene| {
            with_reason(
                Form::new("Close without admission", "Close without admission").says(
                    "The referral was accepted, but the person is not coming. It leaves the waiting list, and a booked bed is free again.",
                ),
                scene,
                "Why does the admission not take place?",
            )
        },
        read: |_, given| {
            Ok(Action::CloseWithoutAdmission {
                reason: given.text("reason"),
            })
        },
        tell: NEWS,
    },
    Work {
        verb: Verb::Reopen,
        code: "reopen",
        label: "Reopen",
        group: Group::End,
        material: &[],
        at_once: false,
        sample: |_, _| Action::Reopen {
            reason: "?".to_owned(),
        },
        form: |scene| {
            with_reason(
                Form::new("Reopen this referral", "Reopen")
                    .says("It goes to triage again, whatever was decided before."),
                scene,
                "Why is it opened again?",
            )
        },
        read: |_, given| {
            Ok(Action::Reopen {
                reason: given.text("reason"),
            })
        },
        tell: NEWS,
    },
];

/// A form that asks for a reason alone.
fn with_reason(form: Form, scene: &Scene<'_>, label: &str) -> Form {
    let ask = Ask::new("reason", label, "Enter why", Kind::Text(LONGEST, 4));
    form.asks(if scene.case.referrer.is_some() {
        ask.hint("The referrer sees it.")
    } else {
        ask
    })
}

/// Who may take a referral back, as codes and words.
const WHO: [(&str, &str); 3] = [
    ("patient", "The patient"),
    ("someone", "Somebody for the patient"),
    ("referrer", "The referrer"),
];

fn withdraw(scene: &Scene<'_>) -> Form {
    let referred = scene.case.referrer.is_some();
    let who = WHO
        .iter()
        .filter(|(code, _)| referred || *code != "referrer");
    let choices = who.map(|(code, words)| Choice::new(code, words)).collect();
    let day = Kind::Day {
        past: true,
        future: false,
    };
    Form::new("Withdraw this referral", "Withdraw")
        .says("Only on the word of the patient, of somebody who may speak for them, or of whoever referred. It closes the referral; it can be reopened.")
        .asks(Ask::new("who", "Who asked for it?", "Choose who asked for it", Kind::One(choices)))
        .asks(Ask::new("on", "When?", "Enter the day", day))
        .asks(
            Ask::new("reason", "What did they say?", "Enter what they said", Kind::Text(LONGEST, 4))
                .hint(if referred {
                    "In their words, and how they said it: by phone, by letter. Whoever referred sees it."
                } else {
                    "In their words, and how they said it: by phone, by letter."
                }),
        )
        .filled(day_values("on", scene.today))
}

fn withdrawn(_: &Scene<'_>, given: &Given<'_>) -> Result<Action, Vec<Problem>> {
    let code = given.code("who");
    let who = WHO.iter().find(|(one, _)| *one == code);
    let who = who.map_or("", |(_, words)| *words);
    let day = given
        .day("on")
        .map(|day| day.format("%-d %B %Y").to_string());
    let day = day.unwrap_or_default();
    let reason = format!("{who}, on {day}: {}", given.text("reason"));
    Ok(Action::Withdraw {
        reason: Some(words::capitalised(&reason)),
    })
}

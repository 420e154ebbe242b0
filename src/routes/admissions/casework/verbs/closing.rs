//! Saying no, sending elsewhere, taking back, ending without admission, and opening again.

use domain::referral::casework::{Meeting, Outcome};
use domain::referral::{Action, DeclineReason, Happening, RedirectReason};
use templates::admissions::casework::{Ask, Choice, Kind};
use templates::admissions::closing::{self, OnRecord};
use templates::components::Problem;
use templates::emails;

use crate::routes::admissions::assessment::latest_assessment;
use crate::routes::admissions::casework::{
    Form, Given, Group, Material, Scene, Tell, Work, day_values, problem,
};
use crate::routes::admissions::words;
use crate::security::permissions::Verb;
use crate::store::referrals::Case;
use crate::store::submissions::Submission;

/// Longest reason or signpost, in characters.
const LONGEST: u32 = 1000;

/// Longest rationale, in characters.
const LONGEST_RATIONALE: u32 = 3000;

/// So many signs met speak against a refusal: the pathway's stronger match.
const MANY_SIGNS: usize = 3;

const NEWS: Tell = Tell::Referrer("news", emails::news);

/// The verbs.
pub const WORKS: &[Work] = &[
    Work {
        verb: Verb::Decline,
        code: "decline",
        label: "Decline",
        group: Group::End,
        material: &[Material::Submission],
        at_once: false,
        sample: |_, _| Action::Decline {
            reason: DeclineReason::Other,
            rationale: "?".to_owned(),
            signpost: "?".to_owned(),
        },
        form: |scene| {
            let reasons = DeclineReason::ALL.iter();
            let reasons = reasons.map(|one| Choice::new(one.code(), one.words()));
            refusal(
                scene,
                Form::new("Decline this referral", "Decline"),
                reasons.collect(),
            )
        },
        read: |_, given| {
            let reason = DeclineReason::from_code(given.code("reason"));
            Ok(Action::Decline {
                reason: reason.ok_or_else(no_reason)?,
                rationale: given.text("rationale"),
                signpost: given.text("signpost"),
            })
        },
        tell: NEWS,
    },
    Work {
        verb: Verb::Redirect,
        code: "redirect",
        label: "Redirect to another service",
        group: Group::End,
        material: &[Material::Submission],
        at_once: false,
        sample: |_, _| Action::Redirect {
            reason: RedirectReason::Other,
            rationale: "?".to_owned(),
            signpost: "?".to_owned(),
        },
        form: |scene| {
            let reasons = RedirectReason::ALL.iter();
            let reasons = reasons.map(|one| Choice::new(one.code(), one.words()));
            refusal(
                scene,
                Form::new("Redirect to another service", "Redirect"),
                reasons.collect(),
            )
        },
        read: |_, given| {
            let reason = RedirectReason::from_code(given.code("reason"));
            Ok(Action::Redirect {
                reason: reason.ok_or_else(no_reason)?,
                rationale: given.text("rationale"),
                signpost: given.text("signpost"),
            })
        },
        tell: NEWS,
    },
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

fn no_reason() -> Vec<Problem> {
    problem("reason", "Choose a reason")
}

/// A form that asks for a reason alone.
fn with_reason(form: Form, scene: &Scene<'_>, label: &str) -> Form {
    let ask = Ask::new("reason", label, "Enter why", Kind::Text(LONGEST, 4));
    form.asks(if scene.case.referrer.is_some() {
        ask.hint("The referrer sees it.")
    } else {
        ask
    })
}

/// The form of a decision against a stay, beside what is on record.
fn refusal(scene: &Scene<'_>, form: Form, reasons: Vec<Choice>) -> Form {
    let record = scene.submission.as_ref().map(|sent| on_record(scene, sent));
    let record = record.unwrap_or_default();
    let (told, goes) = if scene.case.referrer.is_some() {
        (
            "The referrer gets an e-mail with a link and sees all that you write here. It also goes into two letters, a clinical one and one in plain English.",
            "It goes to the referrer and into both letters.",
        )
    } else {
        (
            "What you write here goes into two letters, a clinical one and one in plain English.",
            "It goes into both letters.",
        )
    };
    let mut form = form
        .says(told)
        .asks(Ask::new(
            "reason",
            "Reason",
            "Choose a reason",
            Kind::One(reasons),
        ))
        .asks(
            Ask::new(
                "rationale",
                "Rationale",
                "Enter why",
                Kind::Text(LONGEST_RATIONALE, 6),
            )
            .hint(&format!(
                "Why, for this person: which signs, which findings. {goes}"
            )),
        )
        .asks(
            Ask::new(
                "signpost",
                "Where the person can turn to",
                "Enter where the person can turn to",
                Kind::Text(LONGEST, 3),
            )
            .hint(&format!(
                "A service, a clinic or their GP, and what to ask for. {goes}"
            )),
        );
    if let Some(confirm) = confirm(&record) {
        form = form.asks(confirm);
    }
    form.about = Some(closing::on_record(&record));
    form
}

/// Where what is on record speaks against the decision, that it was read.
fn confirm(record: &OnRecord) -> Option<Ask> {
    let signs = met(record) >= MANY_SIGNS;
    let words = match (signs, record.against.len()) {
        (_, 0) => return None,
        (true, 1) => "I have read the signs that are met",
        (true, _) => "I have read the signs that are met, and what else speaks against this",
        (false, _) => "I have read what speaks against this",
    };
    Some(Ask::new(
        "confirmed",
        "Before you go on",
        "Confirm that you have read what is on record",
        Kind::Any(vec![Choice::new("yes", words)]),
    ))
}

fn met(record: &OnRecord) -> usize {
    let met = |(_, mark): &&(String, _)| *mark == templates::components::Mark::Met;
    record.signs.iter().filter(met).count()
}

fn on_record(scene: &Scene<'_>, sent: &Submission) -> OnRecord {
    let pathways = &scene.context.app.pathways;
    let pathway = pathways.get(&sent.explanation.pathway);
    let pathway = pathway.unwrap_or_else(|| pathways.default());
    let case = &scene.case;
    let signs = sent.explanation.signs.iter();
    let assessment = latest_assessment(case);
    let (outcome, meeting) = (outcome(case), meeting(case));
    let mut record = OnRecord {
        signs: signs
            .map(|sign| (sign.label.clone(), sign.result.into()))
            .collect(),
        assessment: assessment.map(|one| one.shown(case, &sent.explanation, pathway)),
        outcome: outcome.map(|(outcome, findings)| format!("{}. {findings}", outcome.words())),
        meeting: meeting.map(|(words, meeting, _)| met_on(words, meeting)),
        against: Vec::new(),
    };
    let signs = met(&record);
    if signs >= MANY_SIGNS {
        let of = record.signs.len();
        let sentence = format!("{signs} of {of} signs are met on the answers that were given.");
        record.against.push(sentence);
    }
    if let Some((Outcome::Suitable, _)) = outcome {
        let sentence = "The assessment found that an inpatient stay is likely to help.";
        record.against.push(sentence.to_owned());
    }
    if let Some((.., true)) = meeting {
        record
            .against
            .push("The team accepted this person.".to_owned());
    }
    record
}

fn met_on(words: &str, meeting: &Meeting) -> String {
    let day = meeting.on.format("%-d %B %Y");
    format!("{words} on {day}: {}", meeting.rationale)
}

/// What came of the last assessment before admission.
fn outcome(case: &Case) -> Option<(Outcome, &str)> {
    case.events
        .iter()
        .rev()
        .find_map(|event| match &event.what {
            Happening::Done {
                action:
                    Action::RecordAssessment {
                        outcome, findings, ..
                    },
            } => Some((*outcome, findings.as_str())),
            _ => None,
        })
}

/// What the team decided last, and whether it said yes.
fn meeting(case: &Case) -> Option<(&'static str, &Meeting, bool)> {
    case.events.iter().rev().find_map(|event| {
        let Happening::Done { action } = &event.what else {
            return None;
        };
        match action {
            Action::Accept {
                meeting: Some(meeting),
            } => Some(("Accepted", meeting, true)),
            Action::Defer { meeting } => Some(("Not decided yet", meeting, false)),
            Action::TurnDown { meeting } => Some(("Not accepted", meeting, false)),
            _ => None,
        }
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

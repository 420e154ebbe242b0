//! Clinical triage: what a clinician says of each sign, and how soon it matters.

use domain::explanation::Explanation;
use domain::pathway::{Pathway, Verdict};
use domain::referral::Action;
use domain::referral::casework::{Opinion, Priority, SignOpinion};
use templates::admissions::assessment;
use templates::admissions::casework::{Ask, Choice, Kind};
use templates::components::{Mark, Problem};

use crate::routes::admissions::assessment::latest_assessment;
use crate::routes::admissions::casework::{Form, Given, Group, Material, Scene, Tell, Work};
use crate::routes::admissions::words::capitalised;
use crate::security::permissions::Verb;

/// Longest reason, in characters.
const LONGEST: u32 = 1000;

/// Longest summary, in characters.
const LONGEST_SUMMARY: u32 = 2000;

/// The verbs.
pub const WORKS: &[Work] = &[
    Work {
        verb: Verb::AssessSigns,
        code: "assess-signs",
        label: "Assess the signs",
        group: Group::Next,
        material: &[Material::Submission],
        at_once: false,
        sample: |_, _| Action::AssessSigns {
            opinions: vec![SignOpinion {
                sign: "?".to_owned(),
                verdict: None,
                opinion: Opinion::CannotTell,
                reason: None,
            }],
            summary: None,
        },
        form: assess,
        read: assessed,
        tell: Tell::Nobody,
    },
    Work {
        verb: Verb::SetPriority,
        code: "set-priority",
        label: "Set the priority",
        group: Group::Words,
        material: &[],
        at_once: false,
        sample: |_, _| Action::SetPriority {
            priority: Priority::Routine,
            reason: "?".to_owned(),
        },
        form: priority,
        read: prioritised,
        tell: Tell::Nobody,
    },
];

/// A sign that is asked about: as it was worked out, or, where none was, as it is published.
struct Asked {
    id: String,
    label: String,
    verdict: Option<Verdict>,
    about: maud::Markup,
}

fn signs(explanation: &Explanation, pathway: &Pathway) -> Vec<Asked> {
    let of = explanation.signs.len();
    let worked_out = (1..).zip(&explanation.signs).map(|(place, sign)| Asked {
        id: sign.id.clone(),
        label: sign.label.clone(),
        verdict: Some(sign.result),
        about: assessment::sign(place, of, sign),
    });
    let signs: Vec<Asked> = worked_out.collect();
    if !signs.is_empty() {
        return signs;
    }
    let of = pathway.signs().len();
    let published = (1..).zip(pathway.signs()).map(|(place, sign)| {
        let label = sign.label.get(explanation.audience);
        Asked {
            id: sign.id.clone(),
            label: label.to_owned(),
            verdict: None,
            about: assessment::sentence(place, of, label, &sign.sentence),
        }
    });
    published.collect()
}

/// The signs of the case.
fn of(scene: &Scene<'_>) -> Vec<Asked> {
    let Some(sent) = &scene.submission else {
        return Vec::new();
    };
    let pathways = &scene.context.app.pathways;
    let pathway = pathways.get(&sent.explanation.pathway);
    signs(
        &sent.explanation,
        pathway.unwrap_or_else(|| pathways.default()),
    )
}

fn assess(scene: &Scene<'_>) -> Form {
    let form = Form::new("Assess the signs", "Keep the assessment")
        .says("Say of each sign whether you see it as the rules did. The rules decide nothing by themselves.")
        .says("If you assess again later, the last assessment counts; this one stays in the timeline.");
    let form = of(scene).into_iter().fold(form, |form, sign| {
        let (opinion, reason) = (opinion(&sign), reason(&sign));
        form.asks(opinion.about(sign.about)).asks(reason)
    });
    form.asks(
        Ask::optional("summary", "Summary", Kind::Text(LONGEST_SUMMARY, 4))
            .hint("What you think of the case altogether. Staff alone see it."),
    )
    .filled(own(scene))
}

fn opinion(sign: &Asked) -> Ask {
    let label = capitalised(&sign.label);
    let label = match sign.verdict {
        Some(verdict) => {
            let said = assessment::said(Mark::from(verdict));
            format!("{label}: the rules say “{said}”. Do you agree?")
        }
        None => format!("{label}: does this sign match?"),
    };
    let choices = Opinion::ALL.iter().map(|one| {
        let words = match (sign.verdict, one) {
            (None, Opinion::Agree) => "Yes, it matches",
            (None, Opinion::Disagree) => "No, it does not match",
            _ => one.words(),
        };
        Choice::new(one.code(), words)
    });
    // Needed as well; the fault names the sign, since four alike would tell nobody which is meant.
    Ask::depending(
        &format!("opinion.{}", sign.id),
        &label,
        Kind::One(choices.collect()),
    )
}

fn reason(sign: &Asked) -> Ask {
    let label = capitalised(&sign.label);
    let label = match sign.verdict {
        Some(_) => format!("{label}: why, if you disagree"),
        None => format!("{label}: why, if it does not match"),
    };
    Ask::depending(
        &format!("reason.{}", sign.id),
        &label,
        Kind::Text(LONGEST, 2),
    )
}

/// What the same clinician said last time stands in the form; what others said does not, so that it is not taken over unread.
fn own(scene: &Scene<'_>) -> Vec<(String, String)> {
    let latest = latest_assessment(&scene.case).filter(|latest| latest.by == scene.me());
    let Some(latest) = latest else {
        return Vec::new();
    };
    let opinions = latest.opinions.iter().flat_map(|one| {
        let opinion = (
            format!("opinion.{}", one.sign),
            one.opinion.code().to_owned(),
        );
        let reason = one.reason.clone().unwrap_or_default();
        [opinion, (format!("reason.{}", one.sign), reason)]
    });
    let summary = latest
        .summary
        .map(|text| ("summary".to_owned(), text.to_owned()));
    opinions.chain(summary).collect()
}

fn assessed(scene: &Scene<'_>, given: &Given<'_>) -> Result<Action, Vec<Problem>> {
    let mut problems = Vec::new();
    let mut opinions = Vec::new();
    for sign in of(scene) {
        let (opinion, reason) = (
            format!("opinion.{}", sign.id),
            format!("reason.{}", sign.id),
        );
        let said = Opinion::from_code(given.code(&opinion));
        let why = given.written(&reason);
        match said {
            None => problems.push(Problem {
                control: opinion,
                message: format!("Say what you think of the sign “{}”", sign.label),
            }),
            Some(Opinion::Disagree) if why.is_none() => problems.push(Problem {
                control: reason,
                message: format!("Enter why you disagree about the sign “{}”", sign.label),
            }),
            Some(opinion) => opinions.push(SignOpinion {
                opinion,
                reason: why,
                verdict: sign.verdict,
                sign: sign.id,
            }),
        }
    }
    if problems.is_empty() {
        Ok(Action::AssessSigns {
            opinions,
            summary: given.written("summary"),
        })
    } else {
        Err(problems)
    }
}

fn priority(scene: &Scene<'_>) -> Form {
    let choice = |one: &Priority| {
        let hint = match one {
            Priority::Urgent => {
                "First in the lists of open referrals. Its place on the waiting list is for a coordinator or a lead to change"
            }
            Priority::Soon => {
                "Shown in the lists, and before routine in a list that is sorted by priority"
            }
            Priority::Routine => "In the usual order",
        };
        Choice {
            hint: Some(hint.to_owned()),
            ..Choice::new(one.code(), one.words())
        }
    };
    let now = scene.case.referral.priority();
    let form = Form::new("Set the priority", "Set the priority")
        .says("A priority is a clinician’s judgement. Nothing works it out, and the sender does not see it.");
    let form = match now {
        Some(now) => form.says(&format!("It is {} now.", now.words().to_lowercase())),
        None => form,
    };
    form.asks(Ask::new(
        "priority",
        "How soon does it matter?",
        "Choose how soon it matters",
        Kind::One(Priority::ALL.iter().map(choice).collect()),
    ))
    .asks(Ask::new(
        "reason",
        "Why?",
        "Enter why",
        Kind::Text(LONGEST, 3),
    ))
    .filled(now.map(|now| ("priority".to_owned(), now.code().to_owned())))
}

fn prioritised(_: &Scene<'_>, given: &Given<'_>) -> Result<Action, Vec<Problem>> {
    let priority = Priority::from_code(given.code("priority"));
    Ok(Action::SetPriority {
        priority: priority.unwrap_or(Priority::Routine),
        reason: given.text("reason"),
    })
}

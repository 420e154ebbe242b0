//! Saying no, and sending elsewhere: decisions against a stay, beside what is on record.

mod record;

use domain::referral::{Action, DeclineReason, RedirectReason};
use templates::admissions::casework::{Ask, Choice, Kind};
use templates::admissions::closing;
use templates::components::Problem;

use super::closing::{LONGEST, NEWS};
use crate::routes::admissions::casework::{Form, Group, Material, Scene, Work, problem};
use crate::security::permissions::Verb;
use record::{confirm, on_record};

/// Longest rationale, in characters.
const LONGEST_RATIONALE: u32 = 3000;

/// The verbs.
pub const WORKS: &[Work] = &[
    Work {
        verb: Verb::Decline,
        code: "decline",
        label: "Decline",
        group: Group::End,
        material: &[Material::Submission, Material::Joined],
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
        material: &[Material::Submission, Material::Joined],
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
];

fn no_reason() -> Vec<Problem> {
    problem("reason", "Choose a reason")
}

/// The practices of joined referrals, which get no letter of their own.
fn told_too(scene: &Scene<'_>) -> Option<String> {
    let sent = scene
        .joined
        .iter()
        .filter(|joined| joined.referred && joined.open);
    let sent: Vec<String> = sent.map(|joined| joined.reference.to_string()).collect();
    let which = sent.join(" and ");
    let told = || {
        format!(
            "A practice sent {which}, joined to this one: it sees what you write here, and whoever referred gets an e-mail if they are still there."
        )
    };
    (!sent.is_empty()).then(told)
}

/// The form of a decision against a stay, beside what is on record.
fn refusal(scene: &Scene<'_>, form: Form, reasons: Vec<Choice>) -> Form {
    let record = scene.submission.as_ref().map(|sent| on_record(scene, sent));
    let record = record.unwrap_or_default();
    let (told, goes) = if scene.case.referrer.is_some() {
        let told = if scene.reached {
            "The referrer gets an e-mail with a link and sees all that you write here. It also goes into two letters, a clinical one and one in plain English."
        } else {
            "The practice sees all that you write here. No e-mail goes out: whoever referred is not there any more. It also goes into two letters, a clinical one and one in plain English."
        };
        (told, "It goes to the practice and into both letters.")
    } else {
        (
            "What you write here goes into two letters, a clinical one and one in plain English.",
            "It goes into both letters.",
        )
    };
    let form = form.says(told);
    let form = told_too(scene)
        .into_iter()
        .fold(form, |form, too| form.says(&too));
    let mut form = form
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

//! Taking back, ending without admission, and opening again.

use chrono::NaiveDate;
use domain::beds::Days;
use domain::referral::{Action, State};
use templates::admissions::casework::{Ask, Choice, Kind};
use templates::components::Problem;
use templates::emails;

use crate::routes::admissions::casework::{
    Form, Given, Group, Material, Scene, Tell, Work, day_values,
};
use crate::routes::admissions::progress::{self, words::date as day};
use crate::routes::admissions::words;
use crate::security::permissions::Verb;
use crate::store::referrals::Case;

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
        material: &[Material::Beds],
        at_once: false,
        sample: |case, _| opened_again(case, "?".to_owned(), None),
        form: reopen,
        read: |scene, given| {
            Ok(opened_again(
                &scene.case,
                given.text("reason"),
                booked_again(scene),
            ))
        },
        tell: NEWS,
    },
];

/// Whether the case is one of somebody who came.
fn is_admitted(case: &Case) -> bool {
    matches!(case.referral.state(), State::Admitted { .. })
}

/// What opening it again is: of a case that ended, triage; of somebody who came, the step before.
fn opened_again(case: &Case, reason: String, booked: Option<NaiveDate>) -> Action {
    if is_admitted(case) {
        Action::UndoAdmission { reason, booked }
    } else {
        Action::Reopen { reason }
    }
}

/// The day for which an admission that was noted by mistake is booked again: that of the booking, unless its bed is not free any more.
fn booked_again(scene: &Scene<'_>) -> Option<NaiveDate> {
    let (on, kept) = progress::booking(&scene.case)?;
    let Some(kept) = kept else { return Some(on) };
    let days = Days::new(on.max(scene.today), kept.until)?;
    let bed = scene.beds.iter().find(|bed| bed.id == kept.bed)?;
    bed.is_free(days, scene.case.id).then_some(on)
}

fn reopen(scene: &Scene<'_>) -> Form {
    if !is_admitted(&scene.case) {
        let form = Form::new("Reopen this referral", "Reopen").says(
            "It goes to triage again, whatever was decided before, and its targets count from today. A clinician assesses the signs anew.",
        );
        return with_reason(form, scene, "Why is it opened again?");
    }
    let form = Form::new("Undo the admission", "Undo the admission")
        .says("Only where it was noted by mistake that the person is in.");
    let form = match booked_again(scene) {
        Some(on) => form.says(&format!(
            "The admission is booked again for {}, with the bed if one was kept.",
            day(on)
        )),
        None => form.says(
            "The bed that was booked is not free any more. The person waits for another one, as the last on the waiting list until somebody moves them.",
        ),
    };
    with_reason(form, scene, "Why is the admission undone?")
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
    let any = Kind::Day {
        past: true,
        future: false,
    };
    Form::new("Withdraw this referral", "Withdraw")
        .says("Only on the word of the patient, of somebody who may speak for them, or of whoever referred. It closes the referral; it can be reopened.")
        .asks(Ask::new("who", "Who asked for it?", "Choose who asked for it", Kind::One(choices)))
        .asks(Ask::new("on", "When?", "Enter the day", any))
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

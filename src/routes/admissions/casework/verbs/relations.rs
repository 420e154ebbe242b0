//! What joins a case with others of the same person or matter, and parts it from them. People decide it, one case at a time, with both
//! in front of them (hazard H5).

use domain::people::Reference;
use domain::referral::{Action, StateCode};
use templates::admissions::case::related;
use templates::admissions::casework::{Ask, Choice, Kind};
use templates::components::Problem;
use uuid::Uuid;

use super::closing::NEWS;
use crate::routes::admissions::case::related::{is_open, sides};
use crate::routes::admissions::casework::{
    Form, Given, Group, Material, Scene, Tell, Work, problem,
};
use crate::security::permissions::Verb;
use crate::store::referrals::links;
use crate::store::same_person::Related;
use crate::store::submissions::Source;

/// Longest reason, in characters.
const LONGEST: u32 = 1000;
/// What both cases and the form's other case come from.
const BOTH: &[Material] = &[Material::Submission, Material::Other];

/// The verbs.
pub const WORKS: &[Work] = &[
    Work {
        verb: Verb::Link,
        code: "link",
        label: "Link to another referral",
        group: Group::Relations,
        material: BOTH,
        at_once: false,
        sample: |_, _| Action::Link { other: Uuid::nil() },
        form: link,
        read: |scene, given| {
            let other = other(scene, given)?.id;
            if links(&scene.case).contains(&other) {
                return Err(problem("other", "These two are linked already"));
            }
            Ok(Action::Link { other })
        },
        tell: Tell::Nobody,
    },
    Work {
        verb: Verb::Link,
        code: "unlink",
        label: "Take a link away",
        group: Group::Relations,
        material: BOTH,
        at_once: false,
        sample: |case, _| Action::Unlink {
            other: one_linked(case).unwrap_or_default(),
        },
        form: unlink,
        read: unlinked,
        tell: Tell::Nobody,
    },
    Work {
        verb: Verb::Merge,
        code: "merge",
        label: "Join to another referral",
        group: Group::Relations,
        material: BOTH,
        at_once: false,
        sample: |_, _| Action::Merge {
            into: Uuid::nil(),
            reason: "?".to_owned(),
        },
        form: merge,
        read: merged,
        tell: NEWS,
    },
    Work {
        verb: Verb::Merge,
        code: "unmerge",
        label: "Take apart again",
        group: Group::Relations,
        material: &[],
        at_once: false,
        sample: |_, _| Action::Unmerge {
            reason: "?".to_owned(),
        },
        form: unmerge,
        read: |_, given| {
            Ok(Action::Unmerge {
                reason: given.text("reason"),
            })
        },
        tell: NEWS,
    },
];

/// One of the cases that can be parted from this one.
fn one_linked(case: &crate::store::referrals::Case) -> Option<Uuid> {
    let main = case.referral.merged_into();
    links(case).into_iter().find(|other| Some(*other) != main)
}

/// With the question for the other reference, and both side by side once it is known.
fn asking(form: Form, scene: &Scene<'_>) -> Form {
    let asked = Ask::new(
        "other",
        "Reference of the other referral",
        "Enter the reference of the other referral",
        Kind::Line(40),
    );
    let mut form = form.asks(asked.hint("For example 7K4M-29XQ."));
    if let Some((other, sent)) = known(scene).zip(scene.submission.as_ref()) {
        let names = [scene.case.reference, other.reference].map(|one| one.to_string());
        let names = names.each_ref().map(String::as_str);
        form.about = Some(related::side_by_side(names, &sides(sent, other)));
        form = form.filled([("other".to_owned(), other.reference.to_string())]);
    }
    form
}

/// The other case, unless it is this one.
fn known<'a>(scene: &'a Scene<'_>) -> Option<&'a Related> {
    scene.other.as_ref().filter(|one| one.id != scene.case.id)
}

fn link(scene: &Scene<'_>) -> Form {
    asking(
        Form::new("Link to another referral", "Link them").says(
            "Both stay as they are and name each other. Link what is about the same person or the same matter.",
        ),
        scene,
    )
}

fn unlink(scene: &Scene<'_>) -> Form {
    asking(
        Form::new("Take a link away", "Take the link away")
            .says("Neither referral names the other any more. The timeline keeps that they did."),
        scene,
    )
}

fn merge(scene: &Scene<'_>) -> Form {
    let form = Form::new("Join to another referral", "Join them")
        .says("This referral then goes on in the other one, and no work is done here any more. What was sent stays as it was sent.")
        .says("Join only what is about the same person. You can take it apart again.")
        .says(told(scene));
    let form = if scene.case.referral.state().is_on_waiting_list() {
        form.says("It leaves the waiting list, and the person waits with the other one. Taken apart again, it is the last on the list, and its wait counts from its beginning.")
    } else {
        form
    };
    let form = asking(form, scene);
    let Some(other) = known(scene) else {
        return Form {
            button: "Look at both".to_owned(),
            ..form
        };
    };
    let form = other_way_round(scene, other)
        .into_iter()
        .fold(form, |form, hint| form.says(&hint));
    let both = format!(
        "I have compared both: {} and {} are about the same person",
        scene.case.reference, other.reference
    );
    let same = Choice::new(&other.reference.to_string(), &both);
    form.asks(Ask::new(
        "same",
        "Same person",
        "Confirm that both are about the same person",
        Kind::Any(vec![same]),
    ))
    .asks(Ask::new(
        "reason",
        "Why are they one?",
        "Enter why they are one",
        Kind::Text(LONGEST, 3),
    ))
}

/// What whoever sent this one learns of it.
fn told(scene: &Scene<'_>) -> &'static str {
    match (scene.case.referrer.is_some(), scene.reached) {
        (true, true) => {
            "Whoever referred gets an e-mail with a link. From then on they see where the other one stands and what is decided there, and hear of it by e-mail. Letters and messages are written in the other one, and this practice gets none of them: write what it has to know first."
        }
        (true, false) => {
            "The practice sees where the other one stands and what is decided there. No e-mail goes out: whoever referred is not there any more. Letters and messages are written in the other one, and this practice gets none of them: write what it has to know first."
        }
        (false, _) => {
            "The person gets no message about it. Write what they have to know before you join them: from then on, letters are written in the other one."
        }
    }
}

/// A practice gets letters about its own referral alone: one that no practice sent is better joined to one that a practice did.
fn other_way_round(scene: &Scene<'_>, other: &Related) -> Option<String> {
    let loses = scene.case.referrer.is_some() && other.source != Source::Gp;
    loses.then(|| {
        format!(
            "A practice sent {}, and none sent {}. Letters to the practice can be written only if {} is joined to {} instead.",
            scene.case.reference, other.reference, other.reference, scene.case.reference
        )
    })
}

fn unmerge(scene: &Scene<'_>) -> Form {
    let main = scene.case.merged_into.map(|main| main.to_string());
    let from = main.unwrap_or_else(|| "the other one".to_owned());
    Form::new("Take apart again", "Take apart")
        .says(&format!(
            "This referral then goes on by itself, at the step at which it was joined. What was done in {from} stays there."
        ))
        .says("If it waited for a bed, it is the last on the waiting list, and its wait counts from its beginning. Move it to where it belongs.")
        .says(if scene.reached { "Whoever referred gets an e-mail with a link." } else { "No e-mail goes out." })
        .asks(Ask::new(
            "reason",
            "Why do they not belong together?",
            "Enter why they do not belong together",
            Kind::Text(LONGEST, 3),
        ))
}

/// The other case that was named: one that there is, and not this one.
fn other<'a>(scene: &'a Scene<'_>, given: &Given<'_>) -> Result<&'a Related, Vec<Problem>> {
    if Reference::parse(&given.text("other")).is_err() {
        let message = "Enter a reference such as 7K4M-29XQ. A letter or number in it is wrong";
        return Err(problem("other", message));
    }
    let found = scene.other.as_ref();
    let found =
        found.ok_or_else(|| problem("other", "There is no referral with this reference"))?;
    if found.id == scene.case.id {
        let message = "This is the reference of this referral itself: enter that of the other one";
        return Err(problem("other", message));
    }
    Ok(found)
}

fn unlinked(scene: &Scene<'_>, given: &Given<'_>) -> Result<Action, Vec<Problem>> {
    let other = other(scene, given)?;
    if !links(&scene.case).contains(&other.id) {
        return Err(problem("other", "These two are not linked"));
    }
    let joined = [scene.case.referral.merged_into(), other.merged_into];
    if joined.contains(&Some(other.id)) || joined.contains(&Some(scene.case.id)) {
        let message = "These two are joined: take them apart instead";
        return Err(problem("other", message));
    }
    Ok(Action::Unlink { other: other.id })
}

/// What may be joined: no chains and no circles, and nothing open disappears in something closed.
fn merged(scene: &Scene<'_>, given: &Given<'_>) -> Result<Action, Vec<Problem>> {
    let other = other(scene, given)?;
    let name = other.reference;
    if other.merged_into == Some(scene.case.id) {
        let message = format!("{name} was joined to this one already");
        return Err(problem("other", &message));
    }
    if other.merged_into.is_some() {
        let message = format!("{name} was itself joined to another referral: join to that one");
        return Err(problem("other", &message));
    }
    if !is_open(other) {
        let message = format!("{name} is closed: link them instead, or open it again first");
        return Err(problem("other", &message));
    }
    let bed = [StateCode::WaitingForBed, StateCode::AdmissionBooked];
    let paused = [StateCode::OnHold, StateCode::InfoRequested];
    let may_wait = bed.contains(&other.state) || paused.contains(&other.state);
    if scene.case.referral.state().is_on_waiting_list() && !may_wait {
        let message = format!(
            "This referral waits for a bed and {name} does not: join {name} to this one instead, so that the person keeps their place"
        );
        return Err(problem("other", &message));
    }
    if scene.joined_here {
        let message = "Other referrals were joined to this one: take them apart first, or join the other one to this";
        return Err(problem("other", message));
    }
    Ok(Action::Merge {
        into: other.id,
        reason: given.text("reason"),
    })
}

//! What is on record of a case that may be refused: signs, clinicians' opinions, assessment, the team's decision, what is
//! urgent, and what nobody has read.

use domain::explanation::FlagWords;
use domain::pathway::Level;
use domain::referral::casework::{Meeting, Outcome, Priority};
use domain::referral::{Action, Happening};
use templates::admissions::case::notices::News;
use templates::admissions::casework::{Ask, Choice, Kind};
use templates::admissions::closing::OnRecord;

use crate::routes::admissions::assessment::latest_assessment;
use crate::routes::admissions::case::{joined, news};
use crate::routes::admissions::casework::Scene;
use crate::routes::admissions::progress;
use crate::routes::admissions::words::{self, capitalised};
use crate::store::referrals::Case;
use crate::store::submissions::Submission;

/// So many signs met speak against a refusal: the pathway's stronger match.
const MANY_SIGNS: usize = 3;

/// Where what is on record speaks against the decision, that it was read.
pub(super) fn confirm(record: &OnRecord) -> Option<Ask> {
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

/// What is on record of a case, and what of it speaks against a refusal.
pub(super) fn on_record(scene: &Scene<'_>, sent: &Submission) -> OnRecord {
    let pathways = &scene.context.app.pathways;
    let pathway = pathways.get(&sent.explanation.pathway);
    let pathway = pathway.unwrap_or_else(|| pathways.default());
    let case = &scene.case;
    let signs = sent.explanation.signs.iter();
    let assessment = latest_assessment(case);
    let (assessed, meeting) = (progress::assessed(case), meeting(case));
    let mut record = OnRecord {
        signs: signs
            .map(|sign| (capitalised(&sign.label), sign.result.into()))
            .collect(),
        assessment: assessment.map(|one| one.shown(case, &sent.explanation, pathway)),
        outcome: assessed.map(|(_, outcome, findings)| format!("{}. {findings}", outcome.words())),
        meeting: meeting.map(|(words, meeting, _)| met_on(words, meeting)),
        against: Vec::new(),
    };
    record.against = unread(scene);
    record.against.extend(urgent(scene, sent));
    let signs = met(&record);
    if signs >= MANY_SIGNS {
        let of = record.signs.len();
        let sentence = format!("{signs} of {of} signs are met on the answers that were given.");
        record.against.push(sentence);
    }
    if let Some((_, Outcome::Suitable, _)) = assessed {
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

/// What came or was amended, and nobody has marked as read.
fn unread(scene: &Scene<'_>) -> Vec<String> {
    let news = news::news(scene.staff, &scene.case).into_iter();
    let came = |one: News| {
        let what = one.what.to_lowercase();
        format!("Not marked as read: {what}, {}.", one.about)
    };
    let mut unread: Vec<String> = news.map(came).collect();
    if let Some(at) = scene.case.referral.amended_at() {
        let at = words::moment(at);
        unread.push(format!(
            "Not marked as read: an amendment by the referrer, {at}."
        ));
    }
    unread
}

/// The priority that a clinician set, and the safety notes of the answers, where they are urgent.
fn urgent(scene: &Scene<'_>, sent: &Submission) -> Vec<String> {
    let priority = scene.case.referral.priority() == Some(Priority::Urgent);
    let priority = priority.then(|| "The priority is urgent.".to_owned());
    let pressing = |flag: &&FlagWords| matches!(flag.level, Level::Emergency | Level::Urgent);
    let flags = sent.explanation.flags.iter().filter(pressing);
    let flags = flags.map(|flag| format!("There is an urgent safety note: {}.", flag.title));
    let joined = joined::joined(
        &scene.context.app.pathways,
        scene.case.referral.state().code(),
        &scene.joined,
    )
    .into_iter();
    let joined = joined.filter(|one| one.urgent).map(|one| {
        let (reference, notes) = (&one.reference, one.notes.join("; "));
        format!("Urgent in {reference}, which was joined to this one: {notes}.")
    });
    priority.into_iter().chain(flags).chain(joined).collect()
}

fn met_on(words: &str, meeting: &Meeting) -> String {
    let day = meeting.on.format("%-d %B %Y");
    format!("{words} on {day}: {}", meeting.rationale)
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
            Action::Defer { meeting, .. } => Some(("Not decided yet", meeting, false)),
            Action::TurnDown { meeting } => Some(("Not accepted", meeting, false)),
            _ => None,
        }
    })
}

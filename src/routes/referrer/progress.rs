//! How far a draft has come: the status of each of its tasks, and what the hospital usually asks for and is still missing.
//!
//! Nothing of it is stored: it follows from the answers and the letter each time.

mod missing;
#[cfg(test)]
mod tests;

use domain::answers::Answer;
use domain::journey::Journey;
use domain::letter::{Heading, Letter};
use domain::pathway::{Need, OutcomeKind, Question, Role, Section};

use super::draft::Draft;
use super::letter_parts::Part;
use crate::context::Context;

pub(super) use missing::{Missing, of as missing_of};

/// Where a task stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Status {
    /// Nothing was given, and something is wanted.
    NotStarted,
    /// Something that is wanted is not there yet.
    InProgress,
    /// Everything that is wanted is there.
    Completed,
    /// Nothing was given, and nothing has to be.
    Optional,
    /// A red flag applies that has not been acted on.
    ActFirst,
}

/// What the hospital usually asks for and this draft does not say yet, in the order of the tasks.
pub(super) fn missing(draft: &Draft<'_>, context: &Context) -> Vec<Missing> {
    let stopped = is_stopped(draft, context);
    missing_of(
        draft.journey(),
        &draft.stored.letter,
        stopped,
        draft.stored.id,
    )
}

/// Whether a red flag applies that has not been acted on.
pub(super) fn is_stopped(draft: &Draft<'_>, context: &Context) -> bool {
    draft.decide(context).outcome.kind == OutcomeKind::Stop
}

/// The patient's details; the date of birth is an answer, but is asked with them.
pub(super) fn patient(journey: &Journey<'_>, letter: &Letter) -> Status {
    let born = journey.answers().date_of_birth(journey.pathway()).is_some();
    match (&letter.patient, letter.identifier()) {
        (Some(_), _) if born => Status::Completed,
        (None, None) if !born => Status::NotStarted,
        _ => Status::InProgress,
    }
}

/// The section with the safety question.
pub(super) fn safety(journey: &Journey<'_>, stopped: bool) -> Status {
    let pathway = journey.pathway();
    if stopped {
        Status::ActFirst
    } else {
        section(journey, pathway.section_of(pathway.safety_question()))
    }
}

/// A section of the pathway.
pub(super) fn section(journey: &Journey<'_>, section: &Section) -> Status {
    let questions = questions(journey, section);
    let seen = |question: &&&Question| journey.answers().get(question).is_some();
    let wanted = questions.iter().filter(|question| is_wanted(question));
    let (mut wanted, any) = (wanted.peekable(), questions.iter().any(|q| seen(&q)));
    match (any, wanted.peek().is_some()) {
        (false, true) => Status::NotStarted,
        (false, false) => Status::Optional,
        (true, _) if wanted.all(|question| is_answered(journey, question)) => Status::Completed,
        (true, _) => Status::InProgress,
    }
}

/// The questions that a section asks a referrer. The date of birth is asked with the patient's details.
pub(super) fn questions<'a>(journey: &Journey<'a>, section: &Section) -> Vec<&'a Question> {
    let pathway = journey.pathway();
    let asked = journey.asked().iter().copied();
    let asked = asked.filter(|question| pathway.section_of(question).id == section.id);
    asked
        .filter(|question| question.role != Some(Role::DateOfBirth))
        .collect()
}

/// A part of the letter.
pub(super) fn letter(letter: &Letter, part: Part) -> Status {
    let written = |heading: &&Heading| letter.headings.contains_key(heading);
    let usual = part.usual();
    if !part.headings().iter().any(|heading| written(&heading)) {
        return if usual.is_empty() {
            Status::Optional
        } else {
            Status::NotStarted
        };
    }
    if usual.iter().all(|heading| written(&heading)) {
        Status::Completed
    } else {
        Status::InProgress
    }
}

/// Consent, and the payer's authorisation where there is one.
pub(super) fn consent(letter: &Letter) -> Status {
    match (&letter.consent, &letter.authorisation) {
        (Some(_), _) => Status::Completed,
        (None, Some(_)) => Status::InProgress,
        (None, None) => Status::NotStarted,
    }
}

/// Something that may be left out.
pub(super) fn extra(is_there: bool) -> Status {
    if is_there {
        Status::Completed
    } else {
        Status::Optional
    }
}

fn is_wanted(question: &Question) -> bool {
    question.need != Need::Optional
}

/// Whether a question has an answer that says something.
fn is_answered(journey: &Journey<'_>, question: &Question) -> bool {
    let answer = journey.answers().get(question);
    answer.is_some_and(|answer| *answer != Answer::Blank)
}

//! What the hospital usually asks for, and a draft does not say yet.

use domain::Audience;
use domain::journey::Journey;
use domain::letter::Letter;
use domain::pathway::Section;
use uuid::Uuid;

use super::super::draft::address;
use super::super::letter_parts::Part;
use super::{is_answered, is_wanted, questions};

/// Something that is missing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in super::super) struct Missing {
    /// What, in a few words.
    pub words: String,
    /// The page where it is given.
    pub address: String,
}

/// All that is missing, in the order of the tasks; `stopped` where a red flag has not been acted on.
pub(in super::super) fn of(
    journey: &Journey<'_>,
    letter: &Letter,
    stopped: bool,
    draft: Uuid,
) -> Vec<Missing> {
    let mut missing = Vec::new();
    let mut add = |words: &str, page: &str| {
        missing.push(Missing {
            words: words.to_owned(),
            address: address(draft, page),
        });
    };
    if stopped {
        let pathway = journey.pathway();
        let safety = pathway.section_of(pathway.safety_question());
        add(
            "What was done about the red flag",
            &format!("section/{}", safety.id),
        );
    }
    patient(journey, letter, &mut add);
    answers(journey, stopped, &mut add);
    headings(letter, &mut add);
    if letter.consent.is_none() {
        add("How the patient agreed to the referral", "consent");
    }
    missing
}

fn patient(journey: &Journey<'_>, letter: &Letter, add: &mut impl FnMut(&str, &str)) {
    if letter.identifier().is_none() {
        add("NHS number, or why it is not known", "nhs-number");
    }
    let details = letter.patient.as_ref();
    let born = journey.answers().date_of_birth(journey.pathway());
    let reached = details.is_some_and(|person| person.phone.is_some() || person.email.is_some());
    let parts = [
        ("Patient’s name", details.is_none()),
        ("Date of birth", born.is_none()),
        ("Sex", details.is_none_or(|person| person.sex.is_none())),
        (
            "Postcode",
            details.is_none_or(|person| person.postcode.is_none()),
        ),
        ("Telephone or e-mail address", !reached),
    ];
    for (words, _) in parts.into_iter().filter(|(_, missing)| *missing) {
        add(words, "patient");
    }
}

/// After a stop, that it is acted on is all that the safety section lacks.
fn answers(journey: &Journey<'_>, stopped: bool, add: &mut impl FnMut(&str, &str)) {
    let pathway = journey.pathway();
    let safety = pathway.section_of(pathway.safety_question());
    for section in pathway.sections() {
        if stopped && section.id == safety.id {
            continue;
        }
        for question in questions(journey, section) {
            if is_wanted(question) && !is_answered(journey, question) {
                let page = format!("section/{}", section.id);
                add(question.short.get(Audience::Gp), &page);
            }
        }
        details(journey, section, add);
    }
}

/// Details that are asked because of another answer, such as the evidence of a treatment: none of them is needed, and so they
/// are counted and not named one by one.
fn details(journey: &Journey<'_>, section: &Section, add: &mut impl FnMut(&str, &str)) {
    let questions = questions(journey, section);
    let details = questions
        .iter()
        .filter(|question| question.ask_if.is_some());
    let open = details
        .filter(|question| !is_wanted(question) && !is_answered(journey, question))
        .count();
    if open > 0 {
        let (title, noun) = (
            section.title.get(Audience::Gp),
            if open == 1 { "detail" } else { "details" },
        );
        let page = format!("section/{}", section.id);
        add(&format!("{title}: {open} {noun} without an answer"), &page);
    }
}

fn headings(letter: &Letter, add: &mut impl FnMut(&str, &str)) {
    for part in Part::ALL {
        for heading in part.usual() {
            if !letter.headings.contains_key(heading) {
                add(heading.title(), &part.page());
            }
        }
    }
}

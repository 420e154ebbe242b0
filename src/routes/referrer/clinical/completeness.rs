//! What stands in the way of sending a draft, and what the hospital usually asks for.

use domain::answers::Answer;
use domain::letter::Heading;
use domain::outcome::Decision;
use domain::pathway::{Need, OutcomeKind, Question, Section};
use templates::referrer::clinical::answers::Item;
use templates::referrer::clinical::section::anchor;

use super::super::draft::{AUDIENCE, Draft, address};
use super::result::safety_section;

/// What stands in the way: nothing is sent until it is put right.
pub fn blocked(draft: &Draft<'_>, decision: &Decision<'_>) -> Vec<Item> {
    let title = || decision.outcome.title.get(AUDIENCE).to_owned();
    let patient = || Some(address(draft.stored.id, "patient"));
    let mut items = Vec::new();
    match decision.outcome.kind {
        OutcomeKind::Stop => items.push(item(title(), Some(safety_section(draft)))),
        OutcomeKind::Outside => items.push(item(title(), patient())),
        OutcomeKind::Result => {}
    }
    if draft.stored.letter.patient.is_none() {
        items.push(item("Patient details".to_owned(), patient()));
    }
    items.extend(unanswered(draft, decision));
    let refused = decision.flags.iter().filter(|flag| flag.blocks_sending);
    items.extend(refused.map(|flag| item(flag.text.get(AUDIENCE).to_owned(), None)));
    items
}

/// The questions without whose answer nothing is sent. What a stop waits for is said with the stop.
fn unanswered(draft: &Draft<'_>, decision: &Decision<'_>) -> Vec<Item> {
    let stopped = decision.outcome.kind == OutcomeKind::Stop;
    draft
        .journey()
        .asked()
        .iter()
        .filter(|question| question.need == Need::Required && is_blank(draft, question))
        .filter(|question| !(stopped && question.resolves.is_some()))
        .map(|question| {
            let words = question.short.get(AUDIENCE).to_owned();
            item(words, Some(change(draft, question)))
        })
        .collect()
}

/// What the hospital usually asks for and is not there. Nothing of it keeps a referral back.
pub fn missing(draft: &Draft<'_>) -> Vec<Item> {
    let mut items = of_patient(draft);
    items.extend(of_letter(draft));
    let sections = draft.pathway.sections().iter();
    items.extend(sections.filter_map(|section| of_section(draft, section)));
    items
}

fn of_patient(draft: &Draft<'_>) -> Vec<Item> {
    let href = || Some(address(draft.stored.id, "patient"));
    let Some(patient) = &draft.stored.letter.patient else {
        return Vec::new();
    };
    let no_number = patient.nhs_number.is_none() && patient.nhs_number_unknown.is_none();
    let no_way = patient.phone.is_none() && patient.email.is_none();
    [
        (no_number, "NHS number, or why it is not known"),
        (
            no_way,
            "A telephone number or e-mail address of the patient",
        ),
        (patient.address_line_1.is_none(), "Address of the patient"),
    ]
    .into_iter()
    .filter(|(missing, _)| *missing)
    .map(|(_, words)| item(words.to_owned(), href()))
    .collect()
}

fn of_letter(draft: &Draft<'_>) -> Vec<Item> {
    let (id, letter) = (draft.stored.id, &draft.stored.letter);
    let blank = Heading::ALL
        .into_iter()
        .filter(|heading| !letter.headings.contains_key(heading));
    let consent = letter.consent.is_none().then(|| {
        let words = "How the patient agreed to the referral".to_owned();
        item(words, Some(address(id, "consent")))
    });
    blank
        .map(|heading| {
            item(
                heading.title().to_owned(),
                Some(letter_part(draft, heading)),
            )
        })
        .chain(consent)
        .collect()
}

/// How many questions of a section have no answer.
fn of_section(draft: &Draft<'_>, section: &Section) -> Option<Item> {
    let asked = draft.journey().asked().iter();
    let open = asked
        .filter(|question| draft.pathway.section_of(question).id == section.id)
        .filter(|question| question.need != Need::Required && is_blank(draft, question))
        .count();
    let title = section.title.get(AUDIENCE);
    let words = match open {
        0 => return None,
        1 => format!("{title}: 1 question without an answer"),
        open => format!("{title}: {open} questions without an answer"),
    };
    let href = address(draft.stored.id, &format!("section/{}", section.id));
    Some(item(words, Some(href)))
}

fn is_blank(draft: &Draft<'_>, question: &Question) -> bool {
    matches!(draft.answers().get(question), None | Some(Answer::Blank))
}

/// Where the answer to a question is changed.
pub fn change(draft: &Draft<'_>, question: &Question) -> String {
    let id = draft.stored.id;
    if question.role == Some(domain::pathway::Role::DateOfBirth) {
        return address(id, "patient");
    }
    let section = draft.pathway.section_of(question);
    let place = anchor(&question.id);
    address(id, &format!("section/{}#{place}", section.id))
}

/// Where a heading of the letter is written.
pub fn letter_part(draft: &Draft<'_>, heading: Heading) -> String {
    let part = match heading {
        Heading::Reason | Heading::History | Heading::Medicines | Heading::Allergies => "history",
        Heading::Examination | Heading::Investigations => "examination",
        Heading::SocialContext
        | Heading::LegalInformation
        | Heading::SafetyAlerts
        | Heading::PatientConcerns
        | Heading::InformationGiven => "context",
    };
    address(draft.stored.id, &format!("letter/{part}"))
}

fn item(words: String, href: Option<String>) -> Item {
    Item { words, href }
}

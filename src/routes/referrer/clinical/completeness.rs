//! What stands in the way of sending a draft, and what the hospital usually asks for.

use domain::answers::Answer;
use domain::letter::Heading;
use domain::outcome::{self, Decision};
use domain::pathway::{Need, OutcomeKind, Question};
use templates::referrer::clinical::answers::Item;
use templates::referrer::clinical::section::anchor;

use super::super::draft::{AUDIENCE, Draft, address};
use super::super::letter_parts::Part;
use super::super::progress;
use super::result::safety_section;
use crate::context::Context;

/// What stands in the way: nothing is sent until it is put right. Of the outcomes only a stop does: a clinician may refer
/// somebody outside the service's limits too, with a rationale.
pub fn blocked(draft: &Draft<'_>, context: &Context) -> Vec<Item> {
    let decision = draft.decide(context);
    let mut items = Vec::new();
    if decision.outcome.kind == OutcomeKind::Stop {
        let title = decision.outcome.title.get(AUDIENCE).to_owned();
        items.push(item(title, Some(safety_section(draft))));
    }
    if draft.stored.letter.patient.is_none() {
        let patient = address(draft.stored.id, "patient");
        items.push(item("Patient details".to_owned(), Some(patient)));
    }
    items.extend(unanswered(draft, &decision));
    let refused = outcome::forbidden(draft.pathway, draft.answers(), context.today());
    items.extend(
        refused
            .into_iter()
            .map(|flag| item(flag.text.get(AUDIENCE).to_owned(), None)),
    );
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
pub fn missing(draft: &Draft<'_>, context: &Context) -> Vec<Item> {
    let missing = progress::missing(draft, context).into_iter();
    missing
        .map(|one| item(one.words, Some(one.address)))
        .collect()
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
    let id = draft.stored.id;
    let part = Part::ALL
        .into_iter()
        .find(|part| part.headings().contains(&heading));
    part.map_or_else(|| address(id, ""), |part| address(id, &part.page()))
}

fn item(words: String, href: Option<String>) -> Item {
    Item { words, href }
}

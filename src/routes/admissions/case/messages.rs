//! Messages and notes of a case, told apart: what is shared with the sender, and what staff alone see.

use domain::referral::casework::Asked;
use domain::referral::{Action, Actor, Event, Happening};
use templates::admissions::case::messages::{Remark, Sort};

use crate::routes::admissions::guard::Staff;
use crate::routes::admissions::referral::who;
use crate::routes::admissions::words;
use crate::store::referrals::Case;

/// Most of them that the page shows.
const MOST: usize = 12;

/// The latest, the newest first, and how many older ones there are.
pub fn remarks(staff: &Staff, case: &Case) -> (Vec<Remark>, usize) {
    let newest_first = case.events.iter().rev();
    let mut all: Vec<Remark> = newest_first
        .filter_map(|event| remark(staff, case, event))
        .collect();
    let older = all.len().saturating_sub(MOST);
    all.truncate(MOST);
    (all, older)
}

fn remark(staff: &Staff, case: &Case, event: &Event) -> Option<Remark> {
    let Happening::Done { action } = &event.what else {
        return None;
    };
    let by_staff = matches!(event.actor, Actor::Staff(_));
    let (sort, what, text) = match action {
        Action::Note { text } => (Sort::Note, "Note", text),
        Action::Assign {
            note: Some(note), ..
        } => (Sort::Note, "Hand-over", note),
        Action::Message { text } => (Sort::Sent, "Message", text),
        Action::RequestInfo {
            question,
            of: Asked::Patient,
            ..
        } => (Sort::Note, "Question to the patient", question),
        Action::RequestInfo { question, .. } => (Sort::Sent, "Question", question),
        Action::ReceiveInfo {
            answer: Some(answer),
        } if by_staff => (Sort::Note, "Answer, noted by staff", answer),
        Action::ReceiveInfo {
            answer: Some(answer),
        } => (Sort::Came, "Answer", answer),
        Action::Reply { text } => (Sort::Came, "Message", text),
        _ => return None,
    };
    Some(Remark {
        sort,
        what,
        text: text.clone(),
        about: format!(
            "{}, {}",
            words::moment(event.at),
            who(staff, case, event.actor)
        ),
    })
}

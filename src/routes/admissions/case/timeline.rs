//! What happened to a case, with filters that stand in the address.

use domain::referral::casework::Asked;
use domain::referral::{Action, Actor, Event, Happening};
use serde::Deserialize;
use templates::admissions::case::timeline::{Filter, Sort};
use templates::admissions::referral::Moment;

use crate::routes::admissions::guard::Staff;
use crate::routes::admissions::referral::moment;
use crate::store::referrals::Case;
use crate::store::same_person::Related;

/// Most of it that the page shows at first.
const MOST: usize = 50;

/// Which part of the timeline is shown; what the address says otherwise counts as nothing.
#[derive(Debug, Default, Deserialize)]
pub struct Shown {
    /// `notes`, `messages` or `steps`.
    pub show: Option<String>,
    /// `yes` for everything, however old.
    pub all: Option<String>,
}

/// The filters, what they let through, and how many older ones there are.
pub struct Timeline {
    /// Links.
    pub filters: Vec<Filter>,
    /// The newest first.
    pub entries: Vec<(Sort, Moment)>,
    /// How many are not shown, and where they are.
    pub older: Option<(usize, String)>,
}

const FILTERS: [(&str, &str, Option<Sort>); 4] = [
    ("", "All", None),
    ("steps", "Steps", Some(Sort::Step)),
    ("messages", "Messages", Some(Sort::Message)),
    ("notes", "Notes", Some(Sort::Note)),
];

/// The timeline as the address asks for it.
pub fn timeline(staff: &Staff, case: &Case, related: &[Related], shown: &Shown) -> Timeline {
    let here = format!("/admissions/referrals/{}", case.reference);
    let chosen = shown.show.as_deref().unwrap_or_default();
    let chosen = FILTERS.iter().find(|(code, ..)| *code == chosen);
    let (code, _, only) = *chosen.unwrap_or(&FILTERS[0]);
    let newest_first = case.events.iter().rev().map(|event| (sort(event), event));
    let fitting = newest_first.filter(|(sort, _)| only.is_none_or(|only| only == *sort));
    let fitting: Vec<(Sort, &Event)> = fitting.collect();
    let all = shown.all.as_deref() == Some("yes");
    let most = if all { usize::MAX } else { MOST };
    let entries = fitting.iter().take(most).map(|(sort, event)| {
        let mut entry = moment(staff, case, event);
        if let Some(words) = named(event, related) {
            entry.what = words;
        }
        (*sort, entry)
    });
    let older = fitting.len().saturating_sub(most);
    Timeline {
        filters: FILTERS.iter().map(|one| filter(&here, one, code)).collect(),
        entries: entries.collect(),
        older: (older > 0).then(|| (older, format!("{here}?show={code}&all=yes#timeline"))),
    }
}

fn filter(here: &str, (code, label, _): &(&str, &'static str, Option<Sort>), now: &str) -> Filter {
    Filter {
        label,
        href: if code.is_empty() {
            format!("{here}#timeline")
        } else {
            format!("{here}?show={code}#timeline")
        },
        current: *code == now,
    }
}

fn sort(event: &Event) -> Sort {
    let Happening::Done { action } = &event.what else {
        return Sort::Step;
    };
    match action {
        Action::Note { .. } | Action::Assign { note: Some(_), .. } => Sort::Note,
        // What was asked of the person, and what staff noted of the answer, is not shown to the practice.
        Action::RequestInfo { of, .. } if *of == Asked::Patient => Sort::Note,
        Action::ReceiveInfo { .. } if matches!(event.actor, Actor::Staff(_)) => Sort::Note,
        Action::Message { .. }
        | Action::Reply { .. }
        | Action::RequestInfo { .. }
        | Action::ReceiveInfo { .. } => Sort::Message,
        _ => Sort::Step,
    }
}

/// What was done with another case, with its reference.
fn named(event: &Event, related: &[Related]) -> Option<String> {
    let Happening::Done { action } = &event.what else {
        return None;
    };
    let name = |id| {
        let found = related.iter().find(|one| one.id == id)?;
        Some(found.reference.to_string())
    };
    Some(match action {
        Action::Link { other } => format!("Linked to {}", name(*other)?),
        Action::Unlink { other } => format!("Link to {} removed", name(*other)?),
        Action::Merge { into, reason } => format!("Joined to {}: {reason}", name(*into)?),
        _ => return None,
    })
}

//! Flags to act on, before anything else is read: in a line each, with the danger signs that go with them one press away. Staff see
//! many of these; the cards that patients get would push all else off the screen.

use domain::Audience;
use domain::explanation::{Explanation, FlagWords};
use domain::pathway::{Level, Pathway};
use maud::{Markup, html};

use crate::components::care_card::bullets;

/// A case that was joined to this one, with what is pressing about it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Joined {
    /// Its reference.
    pub reference: String,
    /// Whether some of it is urgent.
    pub urgent: bool,
    /// What is pressing, in a few words each.
    pub notes: Vec<String>,
}

/// The part; nothing where there is no flag to act on.
pub fn part(explanation: &Explanation, pathway: &Pathway, joined: &[Joined]) -> Markup {
    let to_act_on = |flag: &&FlagWords| flag.level != Level::Note && !flag.text.is_empty();
    let mut flags: Vec<&FlagWords> = explanation.flags.iter().filter(to_act_on).collect();
    flags.sort_by_key(|flag| rank(flag.level));
    html! {
        @if !flags.is_empty() || !joined.is_empty() {
            section class="app-case__safety" aria-label="Safety notes" data-safety {
                @for flag in flags { (one(flag, pathway, explanation.audience)) }
                @for case in joined { (elsewhere(case)) }
            }
        }
    }
}

fn elsewhere(case: &Joined) -> Markup {
    html! {
        div class={ "app-caution" @if case.urgent { " app-caution--urgent" } } data-joined=(case.reference) {
            p {
                strong { @if case.urgent { "Urgent: " } "Joined referral " a href={ "/admissions/referrals/" (case.reference) } { (case.reference) } ". " }
                (case.notes.join("; ")) "."
            }
        }
    }
}

fn one(flag: &FlagWords, pathway: &Pathway, audience: Audience) -> Markup {
    let lists = flag.lists.iter().filter_map(|id| pathway.safety_list(id));
    let lists: Vec<_> = lists.filter(|list| list.is_for(audience)).collect();
    let urgent = matches!(flag.level, Level::Emergency | Level::Urgent);
    html! {
        div class={ "app-caution" @if urgent { " app-caution--urgent" } } data-flag=(flag.id) {
            p {
                strong { @if urgent { "Urgent: " } (flag.title) ". " }
                (flag.text)
            }
            @if !lists.is_empty() {
                details {
                    summary { "Danger signs that go with it" }
                    @for list in lists {
                        p { strong { (list.heading.get(audience)) } }
                        (bullets(list.items.iter().map(|item| item.get(audience))))
                        @if let Some(inset) = &list.inset { p { (inset.get(audience)) } }
                    }
                }
            }
        }
    }
}

/// The most pressing first.
const fn rank(level: Level) -> u8 {
    match level {
        Level::Emergency => 0,
        Level::Urgent => 1,
        Level::NonUrgent => 2,
        Level::Note => 3,
    }
}

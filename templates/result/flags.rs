//! Flags: what to do in care cards, what is worth knowing in a list.

use domain::Audience;
use domain::explanation::{Explanation, FlagWords};
use domain::pathway::{Level, Pathway, SafetyList};
use maud::{Markup, html};

use crate::components::care_card::bullets;
use crate::components::safety::care;
use crate::components::{care_card, details, safety_card};

/// Which of the flags, by where they stand on a page.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FlagPart {
    /// What to act on, right under the outcome.
    First,
    /// Support with lists of its own, after the signs.
    Support,
    /// What is worth knowing, in a list.
    Notes,
}

impl FlagPart {
    const fn of(level: Level, lists: bool) -> Self {
        match (level, lists) {
            (Level::Note, _) => Self::Notes,
            (Level::NonUrgent, true) => Self::Support,
            _ => Self::First,
        }
    }
}

/// The flags of one part; nothing if there are none. A flag without words is not shown.
pub fn flags(explanation: &Explanation, pathway: &Pathway, part: FlagPart) -> Markup {
    let of_part = |flag: &&FlagWords| {
        FlagPart::of(flag.level, !flag.lists.is_empty()) == part && !flag.text.is_empty()
    };
    let mut shown: Vec<&FlagWords> = explanation.flags.iter().filter(of_part).collect();
    shown.sort_by_key(|flag| rank(flag.level));
    html! {
        @if part == FlagPart::Notes { (notes(&shown, pathway, explanation.audience)) }
        @else { @for flag in shown { (card(flag, pathway, explanation.audience)) } }
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

fn notes(flags: &[&FlagWords], pathway: &Pathway, audience: Audience) -> Markup {
    html! {
        @if !flags.is_empty() {
            h2 { (notes_heading(audience)) }
            ul class="nhsuk-list nhsuk-list--bullet" {
                @for flag in flags {
                    li data-flag=(flag.id) {
                        strong { (flag.title) ". " } (flag.text)
                        @if !flag.lists.is_empty() { (details("When to get help again", plain(flag, pathway, audience))) }
                    }
                }
            }
        }
    }
}

const fn notes_heading(audience: Audience) -> &'static str {
    match audience {
        Audience::Patient => "Good to know",
        Audience::Gp => "Also noted",
    }
}

/// A card with the lists of its own level; lists of another level follow as their own cards.
fn card(flag: &FlagWords, pathway: &Pathway, audience: Audience) -> Markup {
    let body = html! {
        p { (flag.text) }
        @for list in lists(flag, pathway, audience).filter(|list| list.level == flag.level) { (plain_list(list, audience)) }
    };
    html! {
        div data-flag=(flag.id) {
            @if let Some(care) = care(flag.level) { (care_card(care, &flag.title, body)) } @else { (body) }
            @for list in lists(flag, pathway, audience).filter(|list| list.level != flag.level) { (safety_card(list, audience)) }
        }
    }
}

fn plain(flag: &FlagWords, pathway: &Pathway, audience: Audience) -> Markup {
    html! { @for list in lists(flag, pathway, audience) { (plain_list(list, audience)) } }
}

fn plain_list(list: &SafetyList, audience: Audience) -> Markup {
    html! {
        h3 class="nhsuk-heading-s" { (list.heading.get(audience)) }
        (bullets(list.items.iter().map(|item| item.get(audience))))
        @if let Some(inset) = &list.inset { p { (inset.get(audience)) } }
    }
}

fn lists<'a>(
    flag: &'a FlagWords,
    pathway: &'a Pathway,
    audience: Audience,
) -> impl Iterator<Item = &'a SafetyList> {
    flag.lists
        .iter()
        .filter_map(|id| pathway.safety_list(id))
        .filter(move |list| list.is_for(audience))
}

//! Flags: what to do in care cards, what is worth knowing in a list.

use domain::Audience;
use domain::explanation::{Explanation, FlagWords};
use domain::pathway::{Level, Pathway};
use maud::{Markup, html};

use crate::components::care_card;
use crate::components::care_card::bullets;
use crate::components::safety::care;

/// Which of the flags.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FlagPart {
    /// Those that ask somebody to act.
    Care,
    /// Those that are worth knowing.
    Notes,
}

/// The flags of one part; nothing if there are none. A flag without words is not shown.
pub fn flags(explanation: &Explanation, pathway: &Pathway, part: FlagPart) -> Markup {
    let of_part = |flag: &&FlagWords| {
        (flag.level == Level::Note) == (part == FlagPart::Notes) && !flag.text.is_empty()
    };
    let mut shown: Vec<&FlagWords> = explanation.flags.iter().filter(of_part).collect();
    shown.sort_by_key(|flag| rank(flag.level));
    html! {
        @match part {
            FlagPart::Care => { @for flag in shown { (card(flag, pathway, explanation.audience)) } }
            FlagPart::Notes => @if !shown.is_empty() {
                h2 { "Good to know" }
                ul class="nhsuk-list nhsuk-list--bullet" {
                    @for flag in shown { li data-flag=(flag.id) { strong { (flag.title) ". " } (flag.text) } }
                }
            },
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

fn card(flag: &FlagWords, pathway: &Pathway, audience: Audience) -> Markup {
    let lists = flag.lists.iter().filter_map(|id| pathway.safety_list(id));
    let body = html! {
        p { (flag.text) }
        @for list in lists.filter(|list| list.is_for(audience)) {
            h3 class="nhsuk-heading-s" { (list.heading.get(audience)) }
            (bullets(list.items.iter().map(|item| item.get(audience))))
        }
    };
    html! {
        div data-flag=(flag.id) {
            @if let Some(care) = care(flag.level) { (care_card(care, &flag.title, body)) } @else { (body) }
        }
    }
}

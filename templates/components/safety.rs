//! The danger lists of a pathway as care cards, with what stands after them.

use domain::Audience;
use domain::pathway::{Level, SafetyList};
use maud::{Markup, html};

use super::care_card::bullets;
use super::{Care, care_card, inset};

/// How fast a level asks somebody to act; nothing for a mere note.
pub const fn care(level: Level) -> Option<Care> {
    match level {
        Level::Emergency => Some(Care::Emergency),
        Level::Urgent => Some(Care::Urgent),
        Level::NonUrgent => Some(Care::NonUrgent),
        Level::Note => None,
    }
}

/// One list as a card of its level, then its inset text.
pub fn safety_card(list: &SafetyList, audience: Audience) -> Markup {
    let heading = list.heading.get(audience);
    let items = html! { (bullets(list.items.iter().map(|item| item.get(audience)))) };
    html! {
        @if let Some(care) = care(list.level) { (care_card(care, heading, items)) }
        @else { h2 class="nhsuk-heading-m" { (heading) } (items) }
        @if let Some(words) = &list.inset { (inset(html! { p { (words.get(audience)) } })) }
    }
}

/// Every list that this audience sees before it starts.
pub fn safety_cards<'a>(
    lists: impl IntoIterator<Item = &'a SafetyList>,
    audience: Audience,
) -> Markup {
    html! {
        @for list in lists {
            @if list.on_start && list.is_for(audience) { (safety_card(list, audience)) }
        }
    }
}

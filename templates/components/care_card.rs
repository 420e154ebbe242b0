//! Care cards: what to do, with how fast. The coloured ones stand on start, stop and result
//! pages; question pages use [`safety_list`].

use maud::{Markup, html};

/// How fast somebody should act.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Care {
    /// See a GP.
    NonUrgent,
    /// Ask for help today.
    Urgent,
    /// Call 999.
    Emergency,
}

impl Care {
    const fn class(self) -> &'static str {
        match self {
            Self::NonUrgent => "non-urgent",
            Self::Urgent => "urgent",
            Self::Emergency => "emergency",
        }
    }

    /// Read out before the heading, since colour alone says nothing to many.
    const fn prefix(self) -> &'static str {
        match self {
            Self::NonUrgent => "Non-urgent advice: ",
            Self::Urgent => "Urgent advice: ",
            Self::Emergency => "Immediate action required: ",
        }
    }
}

/// A card with its heading at level 2.
#[expect(
    clippy::needless_pass_by_value,
    reason = "the body is made for this card alone"
)]
pub fn care_card(care: Care, heading: &str, body: Markup) -> Markup {
    html! {
        div class={ "nhsuk-card nhsuk-card--care nhsuk-card--care--" (care.class()) } data-care=(care.class()) {
            div class="nhsuk-card__heading-container" {
                h2 class="nhsuk-card__heading nhsuk-heading-m" {
                    span class="nhsuk-u-visually-hidden" { (care.prefix()) } (heading)
                }
                span class="nhsuk-card--care__arrow" aria-hidden="true" {}
            }
            div class="nhsuk-card__content" { (body) }
        }
    }
}

/// Bullets in a card or in a plain list.
pub fn bullets<'a>(items: impl IntoIterator<Item = &'a str>) -> Markup {
    html! { ul class="nhsuk-list nhsuk-list--bullet" { @for item in items { li { (item) } } } }
}

/// A plain list with a heading, for question pages.
pub fn safety_list<'a>(heading: &str, items: impl IntoIterator<Item = &'a str>) -> Markup {
    html! {
        div class="app-safety" {
            h2 class="nhsuk-heading-s" { (heading) }
            (bullets(items))
        }
    }
}

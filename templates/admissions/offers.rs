//! What can be done to a referral now: the next steps as buttons, all others in a short list with headings.

use maud::{Markup, html};

use crate::components::{button_link, form, submit};
use crate::layout::Frame;

/// Something that can be done.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Offer {
    /// Last part of its address.
    pub code: &'static str,
    /// In words.
    pub label: &'static str,
    /// Whether one press does it.
    pub at_once: bool,
}

/// Some of what can be done, with a heading.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Group {
    /// What they have in common; nothing for what is due now.
    pub heading: Option<&'static str>,
    /// What can be done.
    pub offers: Vec<Offer>,
}

/// The groups. Every form names the version that the page shows.
pub fn offers(
    frame: Frame<'_>,
    nonce: &str,
    reference: &str,
    version: i32,
    groups: &[Group],
) -> Markup {
    let address = |offer: &Offer| format!("/admissions/referrals/{reference}/{}", offer.code);
    let press = |offer: &Offer, button: Markup| {
        form(
            &address(offer),
            frame.csrf,
            nonce,
            html! {
                input type="hidden" name="version" value=(version);
                (button)
            },
        )
    };
    let one = |offer: &Offer, next: bool| {
        html! {
            @match (next, offer.at_once) {
                (true, true) => (press(offer, submit(offer.label))),
                (true, false) => (button_link(offer.label, &address(offer))),
                (false, true) => (press(offer, quiet(offer.label))),
                (false, false) => a href=(address(offer)) { (offer.label) },
            }
        }
    };
    html! {
        @if !groups.is_empty() {
            section class="app-offers" aria-labelledby="offers" {
                h2 id="offers" class="nhsuk-heading-s" { "What you can do" }
                @for group in groups {
                    div class={ "app-offers__group" @if group.heading.is_none() { " app-offers__group--next" } } {
                        @if let Some(heading) = group.heading { h3 class="app-offers__heading" { (heading) } }
                        ul class="app-offers__list" { @for offer in &group.offers { li { (one(offer, group.heading.is_none())) } } }
                    }
                }
            }
        }
    }
}

/// A button that stands in a list of links.
fn quiet(label: &str) -> Markup {
    html! {
        button class="app-offers__quiet" type="submit" data-module="nhsuk-button" data-prevent-double-click="true" { (label) }
    }
}

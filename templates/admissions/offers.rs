//! What can be done to a referral now: buttons for what is done with one press, links for what has a form.

use maud::{Markup, html};

use crate::components::{form, submit};
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
    let one = |offer: &Offer| {
        let action = format!("/admissions/referrals/{reference}/{}", offer.code);
        html! {
            @if offer.at_once {
                (form(&action, frame.csrf, nonce, html! {
                    input type="hidden" name="version" value=(version);
                    (submit(offer.label))
                }))
            } @else { a href=(action) { (offer.label) } }
        }
    };
    html! {
        @if !groups.is_empty() {
            section class="app-offers" aria-label="What you can do" {
                @for group in groups {
                    div class="app-offers__group" {
                        @if let Some(heading) = group.heading { h2 class="nhsuk-heading-xs" { (heading) } }
                        ul class="app-offers__list" { @for offer in &group.offers { li { (one(offer)) } } }
                    }
                }
            }
        }
    }
}

//! On a referral's page: what the practice amended since it was sent, and the way to ask it for information.

use maud::{Markup, html};

use crate::components::button::secondary_link;
use crate::components::{ChangeLine, changes, form, submit, tag};
use crate::layout::Frame;

/// What the part shows.
#[derive(Debug, Clone, Copy, Default)]
pub struct View<'a> {
    /// The frame of the page.
    pub frame: Frame<'a>,
    /// Of this showing of the form.
    pub nonce: &'a str,
    /// The reference.
    pub reference: &'a str,
    /// The version that a change must name.
    pub version: i32,
    /// Whether this person may ask for information now.
    pub ask: bool,
    /// What differs from what was sent.
    pub amended: &'a [ChangeLine],
    /// Whether there is an amendment that nobody has acknowledged.
    pub unread: bool,
    /// Whether this person may acknowledge it.
    pub acknowledge: bool,
}

/// The part; nothing where nothing was amended and nothing may be asked.
pub fn panel(view: &View<'_>) -> Markup {
    html! {
        @if view.ask {
            p { (secondary_link("Ask for information", &format!("/admissions/referrals/{}/ask", view.reference))) }
        }
        @if !view.amended.is_empty() || view.unread {
            section class="app-amended" data-amended=(view.unread) {
                h2 { "Amended by the referrer " @if view.unread { (tag("Not read yet", "orange")) } }
                p { "What was sent stays as it was, below. Each field that reads differently now:" }
                (changes(view.amended))
                @if view.acknowledge { (acknowledge(view)) }
            }
        }
    }
}

fn acknowledge(view: &View<'_>) -> Markup {
    let action = format!("/admissions/referrals/{}/acknowledge", view.reference);
    form(
        &action,
        view.frame.csrf,
        view.nonce,
        html! {
            input type="hidden" name="version" value=(view.version);
            (submit("I have read the amendment"))
        },
    )
}

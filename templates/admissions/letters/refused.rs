//! A letter that cannot be written, and why (409).

use maud::{Markup, html};

use crate::components::button_link;
use crate::layout::{self, Frame};

/// What the page shows.
#[derive(Debug, Clone, Copy)]
pub struct View<'a> {
    /// The frame of the page.
    pub frame: Frame<'a>,
    /// The reference.
    pub reference: &'a str,
    /// What was to be written, in words.
    pub kind: &'a str,
    /// Why it cannot be.
    pub why: &'a str,
    /// The reference of the referral in which this one goes on, if it was joined to one.
    pub main: Option<&'a str>,
}

/// The page.
pub fn page(view: &View<'_>) -> Markup {
    let letters = format!("/admissions/referrals/{}/letters", view.reference);
    let chrome = view
        .frame
        .titled("This letter cannot be written")
        .with_back(Some(&letters));
    layout::page(
        &chrome,
        html! {
            div class="app-text" {
                h1 { "This letter cannot be written" }
                p { (view.kind) ", referral " span class="app-reference" { (view.reference) } "." }
                p { (view.why) }
                @match view.main {
                    Some(main) => { (button_link(&format!("Letters of {main}"), &format!("/admissions/referrals/{main}/letters"))) }
                    None => { (button_link("Letters that can be written", &letters)) }
                }
            }
        },
    )
}

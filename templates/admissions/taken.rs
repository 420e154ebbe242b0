//! 409: somebody else was first. Says who has the referral now.

use maud::{Markup, html};

use crate::components::button::secondary_link;
use crate::components::button_link;
use crate::layout::{self, Frame};

/// What the page shows.
#[derive(Debug, Clone, Copy)]
pub struct View<'a> {
    /// The frame of the page.
    pub frame: Frame<'a>,
    /// The referral.
    pub reference: &'a str,
    /// Who has it now; nobody where it was put back.
    pub owner: Option<&'a str>,
    /// What it is now, in words.
    pub state: &'a str,
    /// Whether the person who asked has it now.
    pub yours: bool,
}

/// The page.
pub fn page(view: &View<'_>) -> Markup {
    let chrome = view.frame.titled("This referral has changed");
    layout::page(
        &chrome,
        html! {
            div class="app-text" {
                h1 { "This referral has changed" }
                p class="app-lede" { "Somebody changed it while you had it open. Nothing that you asked for was done." }
                p {
                    @match (view.owner, view.yours) {
                        (_, true) => { "It is " strong { "yours" } " now" }
                        (Some(owner), false) => { strong { (owner) } " has it now" }
                        (None, false) => { strong { "Nobody" } " has it now" }
                    }
                    ", and it stands at: " (view.state) "."
                }
                (button_link("Look at it again", &format!("/admissions/referrals/{}", view.reference)))
                " "
                (secondary_link("All referrals", "/admissions"))
            }
        },
    )
}

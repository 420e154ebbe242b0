//! `/refer/referrals/{reference}/text`: the text for the patient's record, on a page of its own.

use maud::{Markup, html};

use super::sent;
use crate::layout::{self, Frame};

/// What the page shows.
#[derive(Debug, Clone, Copy)]
pub struct View<'a> {
    /// The frame of the page.
    pub frame: Frame<'a>,
    /// The reference.
    pub reference: &'a str,
    /// The text.
    pub record: &'a str,
}

/// The page.
pub fn page(view: &View<'_>) -> Markup {
    let title = "Text for the patient’s record";
    let referral = format!("/refer/referrals/{}", view.reference);
    let chrome = view.frame.titled(title).with_back(Some(&referral));
    layout::page(
        &chrome,
        html! {
            div class="app-text" {
                h1 { (title) }
                p data-reference=(view.reference) { "Referral " span class="app-reference" { (view.reference) } "." }
                (sent::text(view.record))
            }
        },
    )
}

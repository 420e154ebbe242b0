//! `/admissions/referrals/{reference}/compare`: the patient's answers beside the referrer's, as both were sent.

use maud::{Markup, html};

use crate::components::comparison::{CompareRow, comparison};
use crate::layout::{self, Chrome, Frame};
use crate::referrer::compare::summary;

/// What the page shows.
#[derive(Debug, Clone, Copy)]
pub struct View<'a> {
    /// The frame of the page.
    pub frame: Frame<'a>,
    /// The reference.
    pub reference: &'a str,
    /// When the patient handed the answers over, in words.
    pub handed_over: &'a str,
    /// The questions that at least one of both answered.
    pub rows: &'a [CompareRow],
    /// How many differ.
    pub differing: usize,
}

/// The page.
pub fn page(view: &View<'_>) -> Markup {
    let title = format!("Both accounts of referral {}", view.reference);
    let back = format!("/admissions/referrals/{}", view.reference);
    let chrome = Chrome {
        wide: true,
        ..view.frame.titled(&title)
    };
    layout::page(
        &chrome.with_back(Some(&back)),
        html! {
            h1 { "Both accounts of referral " span class="app-reference" { (view.reference) } }
            p { "The patient’s answers were handed to the referrer with a code made on " (view.handed_over) ". " (summary(view.differing)) }
            p { "The result was worked out from the referrer’s answers alone. Clear up with either of them what differs." }
            (comparison("Answers of patient and referrer", view.rows))
        },
    )
}

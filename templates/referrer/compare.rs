//! `/refer/drafts/{id}/compare`: the patient's answers beside the referrer's.

use maud::{Markup, html};

use crate::components::button_link;
use crate::components::comparison::{CompareRow, comparison};
use crate::layout::{self, Chrome, Frame};

/// What the page shows.
#[derive(Debug, Clone, Copy)]
pub struct View<'a> {
    /// The frame of the page.
    pub frame: Frame<'a>,
    /// The page before.
    pub back: &'a str,
    /// When the patient handed the answers over, in words.
    pub handed_over: &'a str,
    /// The questions that at least one of both answered.
    pub rows: &'a [CompareRow],
    /// How many differ.
    pub differing: usize,
}

/// The page.
pub fn page(view: &View<'_>) -> Markup {
    let chrome = Chrome {
        wide: true,
        ..view.frame.titled("Both accounts side by side")
    };
    layout::page(
        &chrome.with_back(Some(view.back)),
        html! {
            h1 { "Both accounts side by side" }
            p { "The patient handed these answers over with a code made on " (view.handed_over) ". " (summary(view.differing)) }
            p { "Neither account changes the other. The hospital sees both." }
            (comparison("Answers of patient and referrer", view.rows))
            (button_link("Back to the referral", view.back))
        },
    )
}

/// How many answers differ, in a sentence.
pub fn summary(differing: usize) -> Markup {
    html! {
        @match differing {
            0 => "No answer that both gave differs.",
            1 => "1 answer differs.",
            many => { (many) " answers differ." },
        }
    }
}

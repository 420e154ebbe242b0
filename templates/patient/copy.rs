//! `/check/copy`: all that was sent, to print and keep.

use domain::explanation::Explanation;
use domain::pathway::Pathway;
use domain::snapshot::Snapshot;
use maud::{Markup, html};

use super::answers::rows;
use crate::components::{Row, print_button, summary_list};
use crate::layout::{self, Frame};
use crate::result::{self, FlagPart};

/// What the page shows.
#[derive(Debug, Clone, Copy)]
pub struct View<'a> {
    /// The frame of the page.
    pub frame: Frame<'a>,
    /// The page before.
    pub back: &'a str,
    /// The reference as it is written.
    pub reference: &'a str,
    /// When it was received, in words such as "22 November 2026 at 4:12pm".
    pub received: &'a str,
    /// Who it is about: name, contact details, NHS number.
    pub person: &'a [Row],
    /// What was added when it was sent.
    pub reason: Option<&'a str>,
    /// The result as it was shown.
    pub explanation: &'a Explanation,
    /// The questions and answers as they were.
    pub snapshot: &'a Snapshot,
    /// The pathway, for the danger lists of its flags.
    pub pathway: &'a Pathway,
}

/// The page.
pub fn page(view: &View<'_>) -> Markup {
    let chrome = view.frame.titled("Your copy").with_back(Some(view.back));
    layout::page(
        &chrome,
        html! {
            div class="app-text app-copy-page" {
                h1 { "What you sent" }
                p data-reference=(view.reference) { "Reference " strong class="app-reference" { (view.reference) } ", received " (view.received) "." }
                (print_button("Print or save as PDF"))
                h2 { "About you" }
                (summary_list(view.person))
                h2 { "Your result" }
                (result::outcome(view.explanation))
                (result::flags(view.explanation, view.pathway, FlagPart::First))
                (result::signs(view.explanation))
                (result::stay(view.explanation))
                (result::flags(view.explanation, view.pathway, FlagPart::Support))
                (result::flags(view.explanation, view.pathway, FlagPart::Notes))
                h2 { "Your answers" }
                @for section in &view.snapshot.sections {
                    h3 { (section.title) }
                    (summary_list(&rows(&section.questions, None)))
                }
                @if let Some(reason) = view.reason { h3 { "What you added" } p class="app-lines" { (reason) } }
                (result::version(view.explanation))
            }
        },
    )
}

//! `/refer/referrals/{reference}/summary`: the referral with its letter as it reads now, to print.

use domain::explanation::Explanation;
use domain::pathway::Pathway;
use domain::snapshot::Snapshot;
use maud::{Markup, html};

use crate::components::{Row, print_button, summary_list};
use crate::layout::{self, Frame};
use crate::patient::answers::rows;
use crate::result::{self, FlagPart};

/// What the page shows.
#[derive(Debug, Clone, Copy)]
pub struct View<'a> {
    /// The frame of the page.
    pub frame: Frame<'a>,
    /// The page before: that of the referral.
    pub back: &'a str,
    /// The reference.
    pub reference: &'a str,
    /// When it was received, in words.
    pub received: &'a str,
    /// Who it is about.
    pub person: &'a [Row],
    /// What was written beside the answers.
    pub letter: &'a [Row],
    /// "Refer anyway because …"
    pub rationale: Option<&'a str>,
    /// The result as it was sent.
    pub explanation: &'a Explanation,
    /// Questions and answers as they were.
    pub snapshot: &'a Snapshot,
    /// The pathway, for the danger lists of its flags.
    pub pathway: &'a Pathway,
}

/// The page.
pub fn page(view: &View<'_>) -> Markup {
    let chrome = view
        .frame
        .titled("Summary of a referral")
        .with_back(Some(view.back));
    layout::page(
        &chrome,
        html! {
            div class="app-text app-copy-page" {
                h1 { "Summary of the referral" }
                p data-reference=(view.reference) { "Reference " strong class="app-reference" { (view.reference) } ", received " (view.received) "." }
                (print_button("Print or save as PDF"))
                h2 { "Patient" }
                (summary_list(view.person))
                h2 { "Letter" }
                (summary_list(view.letter))
                h2 { "Result" }
                p { strong { (view.explanation.outcome.title) } }
                (result::outcome(view.explanation))
                (result::flags(view.explanation, view.pathway, FlagPart::First))
                (result::signs(view.explanation))
                (result::flags(view.explanation, view.pathway, FlagPart::Support))
                (result::flags(view.explanation, view.pathway, FlagPart::Notes))
                @if let Some(words) = view.rationale { h2 { "Rationale" } p class="app-lines" { (words) } }
                h2 { "Answers" }
                @for section in &view.snapshot.sections {
                    h3 { (section.title) }
                    (summary_list(&rows(&section.questions, None)))
                }
                (result::version(view.explanation))
            }
        },
    )
}

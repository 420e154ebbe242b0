//! `/admissions/referrals/{reference}`: everything about one referral.

use domain::explanation::Explanation;
use domain::pathway::Pathway;
use domain::snapshot::{Snapshot, SnapshotQuestion};
use maud::{Markup, html};

use super::from_referrer;
use super::letter;
use super::offers;
use super::sent_along;
use crate::components::files::FileLine;
use crate::components::{ChangeLine, Row, print_button, summary_list, tag, warning};
use crate::layout::{self, Chrome, Frame};
use crate::patient::answers::rows;
use crate::result::{self, FlagPart};

/// One line of the timeline.
#[derive(Debug, Clone)]
pub struct Moment {
    /// When, in words.
    pub at: String,
    /// What happened, in words.
    pub what: String,
    /// Who did it, in words.
    pub who: String,
}

/// What the page shows.
#[derive(Debug, Clone, Copy)]
pub struct View<'a> {
    /// The frame of the page.
    pub frame: Frame<'a>,
    /// Of this showing of the forms.
    pub nonce: &'a str,
    /// The reference.
    pub reference: &'a str,
    /// The version that a change must name.
    pub version: i32,
    /// Where it stands, in words.
    pub state: &'a str,
    /// Who has it.
    pub owner: Option<&'a str>,
    /// What this person can do now.
    pub offers: &'a [offers::Group],
    /// When it was received, in words, with the days since.
    pub received: &'a str,
    /// Who sent it, in words.
    pub source: &'a str,
    /// Whether somebody answered for the person.
    pub for_someone_else: bool,
    /// What that person was asked about themselves.
    pub proxy: &'a [SnapshotQuestion],
    /// Who it is about.
    pub person: &'a [Row],
    /// How to reach them.
    pub contact: &'a [Row],
    /// What a referrer wrote; absent where the person or somebody for them sent it.
    pub letter: Option<letter::View<'a>>,
    /// What was added when it was sent.
    pub reason: Option<&'a str>,
    /// The result as the sender saw it.
    pub explanation: &'a Explanation,
    /// Questions and answers as the sender saw them.
    pub snapshot: &'a Snapshot,
    /// The pathway, for the danger lists of its flags.
    pub pathway: &'a Pathway,
    /// The files that came along.
    pub files: &'a [FileLine],
    /// Where the patient's account stands beside the referrer's, if it came along.
    pub compare: Option<&'a str>,
    /// What happened, the newest first.
    pub timeline: &'a [Moment],
    /// What the practice amended since it was sent.
    pub amended: &'a [ChangeLine],
    /// Whether nobody has acknowledged an amendment.
    pub unread: bool,
}

/// The page.
pub fn page(view: &View<'_>) -> Markup {
    let title = format!("Referral {}", view.reference);
    let chrome = Chrome {
        wide: true,
        ..view.frame.titled(&title)
    };
    layout::page(
        &chrome.with_back(Some("/admissions")),
        html! {
            div class="app-case" data-outcome=(view.explanation.outcome.id) {
                (heading(view))
                (proxy(view))
                (result::flags(view.explanation, view.pathway, FlagPart::First))
                (result::flags(view.explanation, view.pathway, FlagPart::Support))
                div class="app-case__columns" {
                    div { (case(view)) }
                    aside class="app-case__aside" aria-label="Person and timeline" { (aside(view)) }
                }
            }
        },
    )
}

fn heading(view: &View<'_>) -> Markup {
    let flagged = view.explanation.outcome.flagged;
    html! {
        h1 data-reference=(view.reference) { "Referral " span class="app-reference" { (view.reference) } }
        ul class="app-tags" {
            @if flagged { li { (tag("Flagged", "orange")) } } @else { li { (tag("Not flagged", "grey")) } }
            li { (tag(view.state, "blue")) }
            @for flag in &view.explanation.flags { li data-flag=(flag.id) { (tag(&flag.title, "grey")) } }
        }
        p { "Received " (view.received) ". Sent by: " (view.source) "." }
        p data-owner { "Owner: " strong { (view.owner.unwrap_or("nobody yet")) } }
        (offers::offers(view.frame, view.nonce, view.reference, view.version, view.offers))
        (from_referrer::panel(view.amended, view.unread))
    }
}

/// Somebody answered for the person: who, and by what right, before anything else is read.
fn proxy(view: &View<'_>) -> Markup {
    html! {
        @if view.for_someone_else {
            (warning("Somebody else answered for this person", html! {
                (summary_list(&rows(view.proxy, None)))
                p { "Check their right to act before you share anything with them." }
            }))
        }
    }
}

fn case(view: &View<'_>) -> Markup {
    html! {
        h2 { "Result, as the sender saw it" }
        (result::outcome(view.explanation))
        (result::signs(view.explanation))
        (result::stay(view.explanation))
        (result::flags(view.explanation, view.pathway, FlagPart::Notes))
        @if let Some(reason) = view.reason { h2 { "Why it was sent anyway" } p class="app-lines" { (reason) } }
        @if let Some(letter) = &view.letter { (letter::part(letter)) }
        (sent_along::files(view.files))
        (sent_along::accounts(view.compare))
        h2 { "Answers" }
        @for section in &view.snapshot.sections {
            h3 { (section.title) }
            (summary_list(&rows(&section.questions, None)))
        }
        (result::version(view.explanation))
    }
}

fn aside(view: &View<'_>) -> Markup {
    html! {
        h2 { "Person" }
        (summary_list(view.person))
        h2 { "Contact" }
        (summary_list(view.contact))
        h2 { "Timeline" }
        ol class="app-timeline" reversed {
            @for moment in view.timeline {
                li { p class="app-timeline__what" { (moment.what) } p class="app-quiet" { (moment.at) ", " (moment.who) } }
            }
        }
        (print_button("Print"))
    }
}

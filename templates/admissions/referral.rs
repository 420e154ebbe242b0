//! `/admissions/referrals/{reference}`: everything about one referral, on one screen.

use domain::explanation::Explanation;
use domain::pathway::Pathway;
use domain::snapshot::{Snapshot, SnapshotQuestion, SnapshotSection};
use maud::{Markup, html};

use super::assessment::{self, Assessment};
use super::case::{evidence, head, measures, messages, notices, related, safety, timeline};
use super::from_referrer;
use super::letter;
use super::offers;
use super::presence;
use super::progress;
use super::sent_along;
use crate::components::{ChangeLine, Row, print_button, summary_list, warning};
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
    /// The list that one came from.
    pub back: &'a str,
    /// The reference.
    pub reference: &'a str,
    /// The version that a change must name.
    pub version: i32,
    /// Who, where, whose, by when.
    pub head: head::View<'a>,
    /// The colleagues who have it open too.
    pub open_by: &'a [String],
    /// What must not be overlooked.
    pub notices: notices::View<'a>,
    /// What this person can do now.
    pub offers: &'a [offers::Group],
    /// Whether somebody answered for the person.
    pub for_someone_else: bool,
    /// What that person was asked about themselves.
    pub proxy: &'a [SnapshotQuestion],
    /// How to reach the person.
    pub contact: &'a [Row],
    /// What a referrer wrote; absent where the person or somebody for them sent it.
    pub letter: Option<letter::View<'a>>,
    /// What was added when it was sent.
    pub reason: Option<&'a str>,
    /// The result as the sender saw it.
    pub explanation: &'a Explanation,
    /// Questions and answers as the sender saw them.
    pub snapshot: &'a Snapshot,
    /// Of these, the sections that tell of treatment and the like.
    pub evidence: &'a [&'a SnapshotSection],
    /// The pathway, for the danger lists of its flags.
    pub pathway: &'a Pathway,
    /// What is pressing about cases that were joined to it.
    pub joined: &'a [safety::Joined],
    /// The files that came along.
    pub files: &'a [sent_along::Sent],
    /// Where the patient's account came along: what differs.
    pub accounts: Option<sent_along::Accounts<'a>>,
    /// Messages and notes.
    pub messages: messages::View<'a>,
    /// Measures.
    pub measures: measures::View<'a>,
    /// Other cases.
    pub related: related::View<'a>,
    /// What a clinician last said of the signs.
    pub assessment: Option<&'a Assessment>,
    /// How far it is on its way to a bed.
    pub progress: &'a progress::View,
    /// How many letters were written.
    pub letters: usize,
    /// What happened.
    pub timeline: timeline::View<'a>,
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
        &chrome.with_back(Some(view.back)),
        html! {
            div class="app-case" data-outcome=(view.explanation.outcome.id) {
                div class="app-case__split" {
                    div class="app-case__top" {
                        (notices::done(&view.notices))
                        (head::part(&view.head))
                        (presence::presence(view.frame, view.reference, view.version, view.open_by))
                        (safety::part(view.explanation, view.pathway, view.joined))
                        (notices::part(&view.notices))
                        (from_referrer::panel(view.amended, view.unread))
                        (proxy(view))
                    }
                    aside class="app-case__aside" aria-label="What you can do, and how to reach the person" { (aside(view)) }
                    div class="app-case__body" { (body(view)) }
                }
            }
        },
    )
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

fn aside(view: &View<'_>) -> Markup {
    html! {
        div class="app-case__fixed" {
            (offers::offers(view.frame, view.nonce, view.reference, view.version, view.offers))
            p class="app-case__letters" { a href={ "/admissions/referrals/" (view.reference) "/letters" } { "Letters (" (view.letters) ")" } }
            @if !view.contact.is_empty() {
                section class="app-case__contact" aria-labelledby="contact" {
                    h2 id="contact" class="nhsuk-heading-s" { "Contact" }
                    (summary_list(view.contact))
                }
            }
            (print_button("Print"))
        }
    }
}

fn body(view: &View<'_>) -> Markup {
    html! {
        (parts())
        (progress::progress(view.progress))
        (why(view))
        (sent_along::accounts(view.accounts))
        (messages::part(&view.messages))
        (evidence::part(view.evidence))
        @if let Some(letter) = &view.letter { (letter::part(letter)) }
        (sent_along::files(view.files))
        (measures::part(&view.measures))
        (related::part(&view.related))
        (timeline::part(&view.timeline))
        (evidence::answers(view.snapshot))
        (result::version(view.explanation))
    }
}

/// The parts of the page.
fn parts() -> Markup {
    let parts = [
        ("why", "Why"),
        ("messages", "Messages and notes"),
        ("evidence", "Evidence"),
        ("files", "Files"),
        ("measures", "Measures"),
        ("related", "Other referrals"),
        ("timeline", "Timeline"),
        ("answers", "All answers"),
    ];
    html! {
        nav class="app-parts app-no-print" aria-label="Parts of this page" {
            ul { @for (id, words) in parts { li { a href={ "#" (id) } { (words) } } } }
        }
    }
}

fn why(view: &View<'_>) -> Markup {
    html! {
        section aria-labelledby="why" {
            h2 id="why" { "Why: the signs and their answers" }
            (result::outcome(view.explanation))
            (result::signs(view.explanation))
            @if let Some(latest) = view.assessment { (assessment::assessment(latest)) }
            @if let Some(reason) = view.reason { h3 { "Why it was sent anyway" } p class="app-lines app-break" { (reason) } }
            (result::flags(view.explanation, view.pathway, FlagPart::Notes))
            (result::stay(view.explanation))
        }
    }
}

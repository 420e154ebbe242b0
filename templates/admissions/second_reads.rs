//! `/admissions/second-reads`: declines that wait for a second reader, the case as they read it without the decision, and both
//! judgements side by side.

use domain::explanation::Explanation;
use domain::pathway::Pathway;
use domain::snapshot::Snapshot;
use maud::{Markup, html};

use super::casework::{Ask, control};
use super::letter;
use super::sent_along;
use super::sent_along::Sent;
use crate::components::{
    Problem, Row, Values, button_link, error_summary, form, submit, summary_list,
};
use crate::layout::{self, Chrome, Frame};
use crate::patient::answers::rows;
use crate::result::{self, FlagPart};

/// A case in a list.
#[derive(Debug, Clone)]
pub struct Line {
    /// The reference.
    pub reference: String,
    /// Where it leads.
    pub href: String,
    /// When it was drawn or read, in words.
    pub at: String,
}

/// What the list shows. A part is absent for those whom it does not concern.
#[derive(Debug, Clone, Copy)]
pub struct List<'a> {
    /// The frame of the page.
    pub frame: Frame<'a>,
    /// What waits for this reader.
    pub waiting: Option<&'a [Line]>,
    /// What they have read, or others of theirs.
    pub done: Option<&'a [Line]>,
    /// Declines of which a second reader would have gone on, for those who lead.
    pub disagreements: Option<&'a [Line]>,
    /// What nobody is left to read blind, for those who lead.
    pub unreadable: Option<&'a [Line]>,
}

/// The list.
pub fn list(view: &List<'_>) -> Markup {
    let chrome = view.frame.titled("Second reads");
    layout::page(
        &chrome,
        html! {
            div class="app-text" {
                h1 { "Second reads" }
                p class="app-lede" { "A sample of the referrals that the hospital declined is read again, without the decision, so that refusals stay fair." }
                @if let Some(lines) = view.disagreements {
                    h2 { "The second reader would have gone on" }
                    @if lines.is_empty() { p { "None." } }
                    @else {
                        p { "Look at each again. It leaves this list when it is reopened, or when you leave a note on it." }
                        (reads(lines, "Read on"))
                    }
                }
                @if let Some(lines) = view.unreadable.filter(|lines| !lines.is_empty()) {
                    h2 { "Nobody is left to read these blind" }
                    p { "Every clinician has declined them or seen the decision. They wait for a clinician who has not." }
                    ul class="app-reads" {
                        @for line in lines { li { span class="app-reference" { (line.reference) } p class="app-quiet nhsuk-u-margin-bottom-0" { "Declined on " (line.at) } } }
                    }
                }
                @if let Some(lines) = view.waiting {
                    h2 { "Waiting for you" }
                    @if lines.is_empty() { p { "Nothing waits for a second reader." } } @else { (reads(lines, "Declined on")) }
                }
                @if let Some(lines) = view.done.filter(|lines| !lines.is_empty()) {
                    h2 { "Read" }
                    (reads(lines, "Read on"))
                }
            }
        },
    )
}

fn reads(lines: &[Line], what: &str) -> Markup {
    html! {
        ul class="app-reads" {
            @for line in lines {
                li { a class="app-reference" href=(line.href) { (line.reference) } p class="app-quiet nhsuk-u-margin-bottom-0" { (what) " " (line.at) } }
            }
        }
    }
}

/// A question or an answer on the way to the decision.
#[derive(Debug, Clone)]
pub struct Word {
    /// What it is: a question, an answer.
    pub what: &'static str,
    /// When, in words.
    pub at: String,
    /// What was written.
    pub text: String,
}

/// The case without the decision.
#[derive(Debug, Clone, Copy)]
pub struct Blind<'a> {
    /// The frame of the page.
    pub frame: Frame<'a>,
    /// Of this showing of the form.
    pub nonce: &'a str,
    /// Where the form goes.
    pub action: &'a str,
    /// The reference.
    pub reference: &'a str,
    /// When it was received, and who sent it, in a sentence.
    pub received: &'a str,
    /// Who it is about.
    pub person: &'a [Row],
    /// What a referrer wrote, as it read when it was decided.
    pub letter: Option<letter::View<'a>>,
    /// What was added when it was sent.
    pub reason: Option<&'a str>,
    /// The result as the sender saw it.
    pub explanation: &'a Explanation,
    /// Questions and answers as the sender saw them.
    pub snapshot: &'a Snapshot,
    /// For the danger lists of the flags.
    pub pathway: &'a Pathway,
    /// Files that were there.
    pub files: &'a [Sent],
    /// What was asked and answered, in order.
    pub words: &'a [Word],
    /// What is asked of the reader.
    pub asks: &'a [Ask],
    /// What stands in the form.
    pub values: Values<'a>,
    /// What is wrong.
    pub problems: &'a [Problem],
}

/// The case, and what the reader would do.
pub fn blind(view: &Blind<'_>) -> Markup {
    let title = format!("Second read {}", view.reference);
    let chrome = Chrome {
        wide: true,
        ..view.frame.titled(&title)
    };
    layout::page(
        &chrome
            .with_error(!view.problems.is_empty())
            .with_back(Some("/admissions/second-reads")),
        html! {
            (error_summary(view.problems))
            h1 { "Second read " span class="app-reference" { (view.reference) } }
            p class="app-lede" { "This is what was known when the referral was decided. What was decided, by whom and why is shown once you have said what you would do." }
            (result::flags(view.explanation, view.pathway, FlagPart::First))
            (result::flags(view.explanation, view.pathway, FlagPart::Support))
            div class="app-case__columns" {
                div { (case(view)) }
                aside class="app-case__aside" aria-label="Person" { h2 { "Person" } (summary_list(view.person)) p { (view.received) } }
            }
            (question(view))
        },
    )
}

fn case(view: &Blind<'_>) -> Markup {
    html! {
        h2 { "Result, as the sender saw it" }
        (result::outcome(view.explanation))
        (result::signs(view.explanation))
        (result::flags(view.explanation, view.pathway, FlagPart::Notes))
        @if let Some(reason) = view.reason { h2 { "Why it was sent anyway" } p class="app-lines" { (reason) } }
        @if let Some(letter) = &view.letter { (letter::part(letter)) }
        (sent_along::files(view.files))
        @if !view.words.is_empty() {
            h2 { "Questions and answers" }
            @for word in view.words {
                h3 { (word.what) }
                p class="app-quiet" { (word.at) }
                p class="app-lines app-break" { (word.text) }
            }
        }
        h2 { "Answers" }
        @for section in &view.snapshot.sections {
            h3 { (section.title) }
            (summary_list(&rows(&section.questions, None)))
        }
        (result::version(view.explanation))
    }
}

fn question(view: &Blind<'_>) -> Markup {
    html! {
        div class="app-text" {
            h2 { "What would you do?" }
            (form(view.action, view.frame.csrf, view.nonce, html! {
                @for ask in view.asks { (control(ask, view.values, view.problems)) }
                (submit("Keep my judgement"))
            }))
        }
    }
}

/// A judgement: who, when, what and why.
#[derive(Debug, Clone)]
pub struct Judgement {
    /// Heading.
    pub title: &'static str,
    /// Who and when, in words.
    pub by: String,
    /// What, in words.
    pub what: String,
    /// Why.
    pub rationale: String,
}

/// Both judgements.
#[derive(Debug, Clone, Copy)]
pub struct Both<'a> {
    /// The frame of the page.
    pub frame: Frame<'a>,
    /// The reference.
    pub reference: &'a str,
    /// The first and the second.
    pub judgements: &'a [Judgement; 2],
    /// How they compare, in a sentence.
    pub compared: &'a str,
}

/// The page of both judgements.
pub fn both(view: &Both<'_>) -> Markup {
    let title = format!("Second read {}", view.reference);
    let case = format!("/admissions/referrals/{}", view.reference);
    let chrome = Chrome {
        wide: true,
        ..view.frame.titled(&title)
    };
    layout::page(
        &chrome.with_back(Some("/admissions/second-reads")),
        html! {
            h1 { "Second read " span class="app-reference" { (view.reference) } }
            p class="app-lede" { (view.compared) }
            div class="app-verdicts" { @for one in view.judgements { (judgement(one)) } }
            p { a href=(case) { "Open the referral" } }
        },
    )
}

fn judgement(one: &Judgement) -> Markup {
    html! {
        div {
            h2 class="nhsuk-heading-m" { (one.title) }
            p { strong { (one.what) } }
            p class="app-lines app-break" { (one.rationale) }
            p class="app-quiet" { (one.by) }
        }
    }
}

/// What is shown of a case to somebody who could be its second reader: that it is read blind.
#[derive(Debug, Clone, Copy)]
pub struct Usual<'a> {
    /// The frame of the page.
    pub frame: Frame<'a>,
    /// Of this showing of the form.
    pub nonce: &'a str,
    /// The reference.
    pub reference: &'a str,
    /// Where it is read blind.
    pub blind: &'a str,
    /// Where the form goes that shows the case.
    pub see: &'a str,
}

/// The page in place of the case.
pub fn usual(view: &Usual<'_>) -> Markup {
    let title = format!("Referral {} waits for a second reader", view.reference);
    let chrome = view
        .frame
        .titled(&title)
        .with_back(Some("/admissions/second-reads"));
    layout::page(
        &chrome,
        html! {
            div class="app-text" {
                h1 { "Referral " span class="app-reference" { (view.reference) } " waits for a second reader" }
                p class="app-lede" { "It was drawn to be read again by a clinician who does not know what was decided, why and by whom. You could be that reader, so its pages and letters are not shown." }
                (button_link("Read it without the decision", view.blind))
                h2 { "If you need the referral now" }
                p { "You can see it with everything. It is noted that you know the decision, and another clinician has to be the second reader." }
                (form(view.see, view.frame.csrf, view.nonce, html! {
                    button class="nhsuk-button nhsuk-button--secondary" type="submit" data-module="nhsuk-button" data-prevent-double-click="true" { "See the referral anyway" }
                }))
            }
        },
    )
}

/// Where somebody else was first, or the reader has `seen` the decision: what was written, to copy.
pub fn late(frame: Frame<'_>, reference: &str, written: &str, seen: bool) -> Markup {
    let (heading, why) = if seen {
        (
            "You have seen the decision meanwhile",
            "a second reader does not know the decision, so another clinician reads it.",
        )
    } else {
        (
            "Somebody else has read this meanwhile",
            "one second reader is enough.",
        )
    };
    let chrome = frame
        .titled(heading)
        .with_back(Some("/admissions/second-reads"));
    layout::page(
        &chrome,
        html! {
            div class="app-text" {
                h1 { (heading) }
                p { "Your judgement of " span class="app-reference" { (reference) } " was not kept: " (why) }
                @if !written.trim().is_empty() { h2 { "What you wrote" } p class="app-lines app-break" { (written) } }
                p { a href="/admissions/second-reads" { "Second reads" } }
            }
        },
    )
}

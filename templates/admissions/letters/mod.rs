//! `/admissions/referrals/{reference}/letters`: the letters of a case, and those that can be written now.

pub mod refused;
pub mod write;

use maud::{Markup, html};

use crate::components::{details, inset};
use crate::layout::{self, Frame};

/// A letter that was sent.
#[derive(Debug, Clone)]
pub struct Line {
    /// What it is and who it is written to, in words.
    pub what: String,
    /// When and by whom, in words.
    pub written: String,
    /// Where it is read.
    pub href: String,
}

/// A letter that can be written, or why it cannot.
#[derive(Debug, Clone)]
pub struct Choice {
    /// What it is.
    pub kind: &'static str,
    /// Who it would be written to.
    pub to: &'static str,
    /// Where it is written.
    pub href: String,
    /// Whether one was written before.
    pub again: bool,
    /// Why it cannot be.
    pub why_not: Option<&'static str>,
}

/// What the page shows.
#[derive(Debug, Clone, Copy)]
pub struct View<'a> {
    /// The frame of the page.
    pub frame: Frame<'a>,
    /// The reference.
    pub reference: &'a str,
    /// The letters, the newest first.
    pub lines: &'a [Line],
    /// The most that are listed, where there may be more.
    pub most: Option<i64>,
    /// Letters that this person may write; empty where they only read.
    pub choices: &'a [Choice],
    /// The reference of the referral in which this one goes on: letters are written there.
    pub main: Option<&'a str>,
}

/// The page.
pub fn page(view: &View<'_>) -> Markup {
    let case = format!("/admissions/referrals/{}", view.reference);
    let title = format!("Letters, referral {}", view.reference);
    let chrome = view.frame.titled(&title).with_back(Some(&case));
    layout::page(
        &chrome,
        html! {
            div class="app-text" {
                h1 { "Letters" }
                p { "Referral " a class="app-reference" href=(case) { (view.reference) } }
                (sent(view))
                @match view.main {
                    Some(main) => { (elsewhere(main)) }
                    None => { (choices(view.choices)) }
                }
            }
        },
    )
}

fn elsewhere(main: &str) -> Markup {
    html! {
        h2 { "Write a letter" }
        (inset(html! {
            p {
                "This referral was joined to " a class="app-reference" href={ "/admissions/referrals/" (main) "/letters" } { (main) }
                ". Letters are written there."
            }
        }))
    }
}

fn sent(view: &View<'_>) -> Markup {
    html! {
        h2 { "Written" }
        @if view.lines.is_empty() { p { "No letter has been written yet." } }
        @else {
            ul class="app-letters" {
                @for line in view.lines {
                    li { a href=(line.href) { (line.what) } p class="app-quiet" { (line.written) } }
                }
            }
        }
        @if let Some(most) = view.most { p { "The newest " (most) " are shown." } }
    }
}

fn choices(choices: &[Choice]) -> Markup {
    html! {
        @if !choices.is_empty() {
            h2 { "Write a letter" }
            @let can: Vec<&Choice> = choices.iter().filter(|choice| choice.why_not.is_none()).collect();
            @if can.is_empty() { (inset(html! { p { "No letter can be written while the referral stands as it does." } })) }
            @else {
                ul class="app-letters" {
                    @for choice in can { li { a href=(choice.href) { (choice.kind) ", " (choice.to) } @if choice.again { span class="app-quiet" { " – written before" } } } }
                }
            }
            (not_now(choices))
        }
    }
}

/// What cannot be written, each with the reason; nothing where all can.
fn not_now(choices: &[Choice]) -> Markup {
    let refused: Vec<(&Choice, &str)> = choices
        .iter()
        .filter_map(|choice| Some((choice, choice.why_not?)))
        .collect();
    html! {
        @if !refused.is_empty() {
            (details("Letters that cannot be written now", html! {
                dl class="app-letters__not" {
                    @for (choice, why) in refused { div { dt { (choice.kind) ", " (choice.to) } dd { (why) } } }
                }
            }))
        }
    }
}

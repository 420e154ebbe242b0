//! `/refer/referrals/{reference}`: one referral, as the practice that made it sees it.

use domain::explanation::Explanation;
use domain::pathway::Pathway;
use maud::{Markup, html};

use super::message::{self, Message};
use super::timeline::{Moment, timeline};
use crate::components::button::secondary_link;
use crate::components::files::{FileLine, Tokens, file_list};
use crate::components::{
    ChangeLine, Row, button_link, buttons, changes, inset, print_button, summary_list, tag,
};
use crate::layout::{self, Chrome, Frame};
use crate::result::{self, FlagPart};

/// A question of the hospital, with the answer once it is there.
#[derive(Debug, Clone)]
pub struct Exchange {
    /// What was asked.
    pub question: String,
    /// When and until when, in words.
    pub asked: String,
    /// The answer.
    pub answer: Option<String>,
    /// When and by whom it was answered, in words.
    pub answered: Option<String>,
}

/// Why the hospital said no, or sent the person to another service.
#[derive(Debug, Clone)]
pub struct Decision {
    /// What was decided.
    pub title: &'static str,
    /// The coded reason, in words.
    pub reason: &'static str,
    /// Why, in the hospital's words.
    pub rationale: String,
    /// Where the person can turn to.
    pub signpost: String,
}

/// A letter of the hospital to the practice.
#[derive(Debug, Clone)]
pub struct LetterLine {
    /// What it is.
    pub what: &'static str,
    /// When it was written.
    pub at: String,
    /// Where it is read.
    pub href: String,
}

/// What the practice can do now.
#[derive(Debug, Clone, Copy, Default)]
pub struct Doing<'a> {
    /// Answer what was asked.
    pub answer: bool,
    /// Amend the letter.
    pub amend: bool,
    /// Take it back.
    pub withdraw: bool,
    /// Why nothing of that can be done.
    pub nothing: Option<&'a str>,
}

/// What the page shows.
#[derive(Debug, Clone, Copy)]
pub struct View<'a> {
    /// The frame of the page.
    pub frame: Frame<'a>,
    /// Of this showing of the form.
    pub nonce: &'a str,
    /// The reference.
    pub reference: &'a str,
    /// Where it stands, in words.
    pub state: &'a str,
    /// Whether it was joined to another referral, and state, holder, dates and decision are those of that one.
    pub joined: bool,
    /// Person, holder, dates.
    pub facts: &'a [Row],
    /// What the practice can do.
    pub doing: Doing<'a>,
    /// What the hospital decided, where it said no.
    pub decision: Option<&'a Decision>,
    /// What the hospital asked, the newest first.
    pub exchanges: &'a [Exchange],
    /// Messages both ways, the newest first.
    pub messages: &'a [Message],
    /// What was amended in all, from what was sent to how it reads now.
    pub amended: &'a [ChangeLine],
    /// The files: those sent with it and those that came with answers.
    pub files: &'a [FileLine],
    /// Letters of the hospital, the newest first.
    pub letters: &'a [LetterLine],
    /// The result, as it was sent.
    pub explanation: &'a Explanation,
    /// The pathway, for the danger lists of its flags.
    pub pathway: &'a Pathway,
    /// What happened, the newest first.
    pub timeline: &'a [Moment],
}

/// The page.
pub fn page(view: &View<'_>) -> Markup {
    let title = format!("Referral {}", view.reference);
    let chrome = Chrome {
        wide: true,
        ..view.frame.titled(&title)
    };
    layout::page(
        &chrome.with_back(Some("/refer")),
        html! {
            h1 data-reference=(view.reference) { "Referral " span class="app-reference" { (view.reference) } }
            p { (tag(view.state, "blue")) }
            div class="app-case__columns" {
                div {
                    @if view.joined { (joined()) }
                    (summary_list(view.facts))
                    (doing(view))
                    (decision(view.decision))
                    (letters(view.letters))
                    (exchanges(view.exchanges))
                    (message::part(view.frame, view.nonce, view.reference, view.messages))
                    (amended(view.amended))
                    h2 { "Files" }
                    (file_list(view.files, Tokens::default()))
                    (outcome(view))
                }
                aside class="app-case__aside" aria-label="Documents and timeline" { (aside(view)) }
            }
        },
    )
}

fn joined() -> Markup {
    inset(html! {
        p { strong { "Joined to another referral of the same patient. " } "The hospital works on both as one. State, holder and dates here, and what is decided, are those of that one." }
    })
}

fn doing(view: &View<'_>) -> Markup {
    let to = |page: &str| format!("/refer/referrals/{}/{page}", view.reference);
    html! {
        @if let Some(why) = view.doing.nothing { (inset(html! { p { (why) } })) }
        @else {
            (buttons(html! {
                @if view.doing.answer { (button_link("Answer the hospital", &to("answer"))) }
                @if view.doing.amend { (secondary_link("Amend", &to("amend"))) }
                @if view.doing.withdraw { (secondary_link("Withdraw", &to("withdraw"))) }
            }))
        }
    }
}

fn decision(decision: Option<&Decision>) -> Markup {
    html! {
        @if let Some(decision) = decision {
            section data-decision {
                h2 { (decision.title) }
                p { strong { (decision.reason) } }
                p class="app-lines" { (decision.rationale) }
                h3 { "Where the patient can turn to" }
                p class="app-lines" { (decision.signpost) }
            }
        }
    }
}

fn letters(letters: &[LetterLine]) -> Markup {
    html! {
        @if !letters.is_empty() {
            h2 { "Letters from the hospital" }
            ul class="app-letters" {
                @for letter in letters { li { a href=(letter.href) { (letter.what) } p class="app-quiet" { (letter.at) } } }
            }
        }
    }
}

fn exchanges(exchanges: &[Exchange]) -> Markup {
    html! {
        @if !exchanges.is_empty() {
            h2 { "Questions of the hospital" }
            @for one in exchanges {
                section class="app-exchange" {
                    h3 { "Question" }
                    p class="app-lines" { (one.question) }
                    p class="app-quiet" { (one.asked) }
                    @if let Some(answer) = &one.answer { h3 { "Answer" } p class="app-lines" { (answer) } }
                    @if let Some(answered) = &one.answered { p class="app-quiet" { (answered) } }
                }
            }
        }
    }
}

fn amended(lines: &[ChangeLine]) -> Markup {
    html! {
        @if !lines.is_empty() {
            h2 { "Amended since it was sent" }
            (changes(lines))
        }
    }
}

fn outcome(view: &View<'_>) -> Markup {
    html! {
        h2 { "Result, as it was sent" }
        (result::outcome(view.explanation))
        (result::flags(view.explanation, view.pathway, FlagPart::First))
        (result::signs(view.explanation))
        (result::flags(view.explanation, view.pathway, FlagPart::Support))
        (result::flags(view.explanation, view.pathway, FlagPart::Notes))
        (result::version(view.explanation))
    }
}

fn aside(view: &View<'_>) -> Markup {
    html! {
        h2 { "Documents" }
        ul class="nhsuk-list" {
            li { a href={ "/refer/referrals/" (view.reference) "/summary" } { "Summary to print" } }
            li { a href={ "/refer/referrals/" (view.reference) "/text" } { "Text for the patient’s record" } }
        }
        h2 { "Timeline" }
        (timeline(view.timeline))
        (print_button("Print"))
    }
}

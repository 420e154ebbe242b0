//! `/admissions/referrals/{reference}/letters/new/{kind}/{reader}`: a letter before it is sent. First its parts are written, then it is looked at
//! as it will be sent, and agreed.

use domain::correspondence::{Block, Kind, Letter, Part, Reader};
use maud::{Markup, html};

use crate::components::button::secondary;
use crate::components::{Problem, buttons, error_summary, form, inset, submit, warning};
use crate::layout::{self, Frame};
use crate::letters::{Editing, read, sheet, words};

/// Where the writing is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Step {
    /// Its parts are written.
    Edit,
    /// It is looked at as it will be sent.
    Agree,
}

/// What is wrong with a part.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fault {
    /// Nothing is written.
    Blank(Part),
    /// It is longer than [`Part::LONGEST`].
    TooLong(Part),
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
    /// The version of the case that the letter speaks of.
    pub version: i32,
    /// What is written.
    pub kind: Kind,
    /// To whom.
    pub reader: Reader,
    /// The letter, with what was typed.
    pub letter: &'a Letter,
    /// Where the writing is.
    pub step: Step,
    /// What is wrong.
    pub faults: &'a [Fault],
    /// Whether there is an address to write to.
    pub addressed: bool,
    /// Whether mail reaches whoever referred.
    pub reached: bool,
    /// Characters that the PDF cannot show.
    pub missing: &'a str,
    /// Whether the case changed since the letter was begun.
    pub changed: bool,
}

/// The page.
pub fn page(view: &View<'_>) -> Markup {
    let problems: Vec<Problem> = view.faults.iter().copied().map(problem).collect();
    let letters = format!("/admissions/referrals/{}/letters", view.reference);
    let title = format!("{}, referral {}", words::kind(view.kind), view.reference);
    let chrome = view
        .frame
        .titled(&title)
        .with_error(!problems.is_empty())
        .with_back(Some(&letters));
    let action = format!("{letters}/new/{}/{}", view.kind.code(), view.reader.code());
    layout::page(
        &chrome,
        html! {
            (error_summary(&problems))
            (heading(view))
            (form(&action, view.frame.csrf, view.nonce, html! {
                input type="hidden" name="version" value=(view.version);
                @match view.step {
                    Step::Edit => (edit(view, &problems)),
                    Step::Agree => (agree(view)),
                }
            }))
        },
    )
}

fn heading(view: &View<'_>) -> Markup {
    html! {
        h1 { (words::kind(view.kind)) ", " (words::reader(view.reader)) }
        @if view.changed {
            (warning("The referral changed while you wrote", html! {
                p { "What you typed is kept. Look at the letter again: what it quotes is as the referral stands now." }
            }))
        }
        @match view.step {
            Step::Edit => { p { "You can change the parts in boxes. The signs, the reason and the note at the end stay as they are." } }
            Step::Agree => { p { "This is the letter as it will be kept. It cannot be changed afterwards." } }
        }
        (told(view))
        (read::missing(view.missing))
    }
}

/// How it comes to its reader, and whether there is a way.
fn told(view: &View<'_>) -> Markup {
    html! {
        @if !view.addressed {
            (warning("There is no address to write to", html! {
                @match view.reader {
                    Reader::Patient => p { "The referral gives no postal address. Ask for it, or hand the letter over." },
                    Reader::Referrer => p { "The practice has no postal address here. The referrer can read the letter in this service." },
                }
            }))
        }
        @match view.reader {
            Reader::Referrer if !view.reached => (inset(html! { p { "The practice reads it in this service. No e-mail goes out: whoever referred is not there any more." } })),
            Reader::Referrer => (inset(html! { p { "The practice reads it in this service. The referrer gets an e-mail that a letter is there, without what it says." } })),
            Reader::Patient => (inset(html! { p { "Nothing is sent by e-mail. Print it or save it as PDF once it is kept, and post it." } })),
        }
    }
}

fn edit(view: &View<'_>, problems: &[Problem]) -> Markup {
    html! {
        (sheet(view.letter, Some(Editing { problems })))
        (submit("Look at the letter"))
    }
}

fn agree(view: &View<'_>) -> Markup {
    html! {
        @for block in &view.letter.blocks {
            @if let Block::Part { part, text } = block { input type="hidden" name=(part.code()) value=(text); }
        }
        input type="hidden" name="agreed" value="yes";
        (sheet(view.letter, None))
        (buttons(html! {
            (submit("Keep the letter as sent"))
            (secondary("Change it", "change", "yes"))
        }))
    }
}

fn problem(fault: Fault) -> Problem {
    let (part, message) = match fault {
        Fault::Blank(part) => (part, format!("Enter the {}", name(part))),
        Fault::TooLong(part) => (
            part,
            format!(
                "The {} must be {} characters or fewer",
                name(part),
                Part::LONGEST
            ),
        ),
    };
    Problem {
        control: part.code().to_owned(),
        message,
    }
}

fn name(part: Part) -> &'static str {
    match part {
        Part::Opening => "opening",
        Part::Why => "reason in plain words",
        Part::Signpost => "place where the person can turn to",
        Part::Extra => "text that you add",
        Part::Closing => "closing",
    }
}

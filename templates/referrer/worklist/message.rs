//! `/refer/referrals/{reference}/message`: a message to the hospital. The same form stands on the referral's page.

use maud::{Markup, html};

use super::doing::{self, Doing};
use crate::components::error_summary::message_for;
use crate::components::{Field, Problem, form, submit, textarea};
use crate::layout::Frame;

/// Longest message, in characters.
pub const LONGEST: u32 = 4000;

/// What is wrong with the form.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fault {
    /// Nothing was written.
    Missing,
    /// It is longer than [`LONGEST`].
    TooLong,
}

/// A message, one way or the other.
#[derive(Debug, Clone)]
pub struct Message {
    /// Whether the hospital wrote it.
    pub from_hospital: bool,
    /// What was written.
    pub text: String,
    /// When and who, in words.
    pub about: String,
}

/// What the page shows.
#[derive(Debug, Clone, Copy)]
pub struct View<'a> {
    /// The frame of the page.
    pub frame: Frame<'a>,
    /// Of this showing of the form.
    pub nonce: &'a str,
    /// The referral.
    pub reference: &'a str,
    /// Who it is about.
    pub person: &'a str,
    /// What was typed.
    pub text: &'a str,
    /// What is wrong.
    pub fault: Option<Fault>,
}

/// The page.
pub fn page(view: &View<'_>) -> Markup {
    let problems: Vec<Problem> = view.fault.into_iter().map(problem).collect();
    let doing = Doing {
        frame: view.frame,
        reference: view.reference,
        person: view.person,
        title: "Write to the hospital",
        heading: "Write to the hospital",
        problems: &problems,
        happened: &[],
    };
    doing::page(
        &doing,
        html! {
            (writing(view.frame, view.nonce, view.reference, view.text, &problems))
        },
    )
}

/// The messages, the newest first, and the form.
pub fn part(frame: Frame<'_>, nonce: &str, reference: &str, messages: &[Message]) -> Markup {
    html! {
        section aria-labelledby="messages" data-messages {
            h2 id="messages" { "Messages" }
            @for message in messages {
                div class={ "app-talk__one app-talk__one--" (if message.from_hospital { "came" } else { "sent" }) } {
                    p class="app-talk__head" {
                        strong { @if message.from_hospital { "From the hospital" } @else { "To the hospital" } }
                        span class="app-quiet" { (message.about) }
                    }
                    p class="app-lines app-break" { (message.text) }
                }
            }
            (writing(frame, nonce, reference, "", &[]))
        }
    }
}

/// The form: `text`.
fn writing(
    frame: Frame<'_>,
    nonce: &str,
    reference: &str,
    text: &str,
    problems: &[Problem],
) -> Markup {
    let field = Field {
        name: "text",
        label: "Write to the hospital",
        hint: Some(
            "The admissions team reads it on working days. It is not for emergencies. Your colleagues at the practice can read it too.",
        ),
        error: message_for(problems, "text"),
        ..Field::default()
    };
    let action = format!("/refer/referrals/{reference}/message");
    form(
        &action,
        frame.csrf,
        nonce,
        html! { (textarea(&field, text, LONGEST, 5)) (submit("Send")) },
    )
}

fn problem(fault: Fault) -> Problem {
    let message = match fault {
        Fault::Missing => "Enter your message".to_owned(),
        Fault::TooLong => format!("The message must be {LONGEST} characters or fewer"),
    };
    Problem {
        control: "text".to_owned(),
        message,
    }
}

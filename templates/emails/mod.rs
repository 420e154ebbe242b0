//! E-mails: plain text, and the same in simple HTML. None says anything about health.

pub mod access;

use maud::{DOCTYPE, Markup, html};

use crate::layout::{HOSPITAL, SERVICE};

/// A message ready to send.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Email {
    /// Subject line.
    pub subject: String,
    /// Plain text.
    pub text: String,
    /// HTML with the same words.
    pub html: String,
}

/// A link to come back to saved answers. `link` is a whole address; `days` is how long it works.
pub fn saved_link(link: &str, days: u32) -> Email {
    compose(
        "Your link to continue",
        &[
            "You asked for a link to continue with your answers.",
            &format!(
                "It works once, for {days} days. Do not pass it on: whoever has it can open your answers."
            ),
            "If you did not ask for this, you can ignore this message.",
        ],
        Some(("Continue with your answers", link)),
    )
}

/// The receipt for what was sent: the reference alone.
pub fn receipt(reference: &str) -> Email {
    compose(
        &format!("We have received your answers: {reference}"),
        &[
            &format!(
                "Thank you. Your reference is {reference}. Keep it: you need it if you call us."
            ),
            "A member of our team will read what you told us and contact you about what happens next.",
            "This service is not monitored for emergencies. In an emergency call 999. For urgent help call 111.",
        ],
        None,
    )
}

/// Tells the admissions team that something arrived: the reference alone.
pub fn new_referral(reference: &str, link: &str) -> Email {
    compose(
        &format!("New referral {reference}"),
        &["A new referral has arrived. Sign in to read it."],
        Some((&format!("Open {reference}"), link)),
    )
}

/// Tells a referrer that a draft is deleted on `day` unless it is sent or saved. Nothing about the patient.
pub fn draft_expires(link: &str, day: &str) -> Email {
    compose(
        "A draft referral is about to be deleted",
        &[
            &format!("A referral that you began has not been sent. It is deleted on {day}."),
            "Open it to send it, or save a part of it to keep it longer. If you no longer need it, you can ignore this message.",
        ],
        Some(("Open the draft", link)),
    )
}

/// Tells a referrer that the hospital asks for something: the reference alone.
pub fn information_requested(reference: &str, link: &str) -> Email {
    compose(
        &format!("The hospital asks for information: {reference}"),
        &[
            "The hospital needs more information about a referral that you sent. Sign in to read what is asked and to answer.",
        ],
        Some((&format!("Open {reference}"), link)),
    )
}

/// Tells a referrer that the hospital has written: the reference alone, and nothing of the letter.
pub fn letter_written(reference: &str, link: &str) -> Email {
    compose(
        &format!("A letter from the hospital: {reference}"),
        &[
            "The hospital has written to you about a referral that you sent. Sign in to read the letter.",
        ],
        Some((&format!("Open {reference}"), link)),
    )
}

/// Tells a referrer that a person of the team has seen the referral: the reference alone.
pub fn acknowledged(reference: &str, link: &str) -> Email {
    compose(
        &format!("We have your referral: {reference}"),
        &[
            "The admissions team has your referral and will triage it. Sign in to see who holds it and what comes next.",
        ],
        Some((&format!("Open {reference}"), link)),
    )
}

/// Tells a referrer that something happened: the reference alone.
pub fn news(reference: &str, link: &str) -> Email {
    compose(
        &format!("There is news about a referral: {reference}"),
        &["Something has happened to a referral that you sent. Sign in to read it."],
        Some((&format!("Open {reference}"), link)),
    )
}

/// Reminds a referrer that the hospital waits for an answer until `day`: the reference alone.
pub fn information_reminder(reference: &str, day: &str, link: &str) -> Email {
    compose(
        &format!("The hospital still waits for information: {reference}"),
        &[
            &format!(
                "The hospital asked for information about a referral that you sent, and asked for it by {day}."
            ),
            "Sign in to read what is asked and to answer. If you have answered in another way, you can ignore this message.",
        ],
        Some((&format!("Open {reference}"), link)),
    )
}

/// Tells the admissions team that information which was asked for has not come in time: the reference alone.
pub fn information_overdue(reference: &str, link: &str) -> Email {
    compose(
        &format!("Information has not come: {reference}"),
        &[
            "Information that was asked for has not come by its day. The referral stays open and waits for you to decide what happens next.",
        ],
        Some((&format!("Open {reference}"), link)),
    )
}

/// Tells a lead how many promised days have passed: the number alone. `more` where there may be more.
pub fn overdue_promises(count: i64, more: bool, link: &str) -> Email {
    let (referrals, have) = if count == 1 {
        ("referral", "has")
    } else {
        ("referrals", "have")
    };
    let or_more = if more { " or more" } else { "" };
    compose(
        &format!("Overdue: {count}{or_more} {referrals}"),
        &[&format!(
            "{count}{or_more} open {referrals} {have} a promised day, or one to be looked at again by, that has passed. Sign in to see them."
        )],
        Some(("Open the overdue referrals", link)),
    )
}

/// Asks a patient to call, and says nothing else: whoever reads the message learns neither what it is about nor what is asked.
pub fn please_call(phone: &str) -> Email {
    compose(
        "Please call us",
        &[
            &format!("{HOSPITAL} would like to speak with you. Please call us on {phone}."),
            "This service is not monitored for emergencies. In an emergency call 999. For urgent help call 111.",
        ],
        None,
    )
}

/// Asks a patient once more to call, until `day`, and says nothing else.
pub fn please_call_reminder(phone: &str, day: &str) -> Email {
    compose(
        "Please call us",
        &[
            &format!(
                "{HOSPITAL} would still like to speak with you. Please call us on {phone} by {day}."
            ),
            "If you have called us already, you can ignore this message.",
            "This service is not monitored for emergencies. In an emergency call 999. For urgent help call 111.",
        ],
        None,
    )
}

/// Tells the admissions team that a referrer did something: the reference alone. `what` is such as "answered".
pub fn referrer_acted(reference: &str, what: &str, link: &str) -> Email {
    compose(
        &format!("The referrer has {what}: {reference}"),
        &["The referrer has done something about a referral. Sign in to read it."],
        Some((&format!("Open {reference}"), link)),
    )
}

fn compose(subject: &str, paragraphs: &[&str], link: Option<(&str, &str)>) -> Email {
    Email {
        subject: subject.to_owned(),
        text: text(paragraphs, link),
        html: html(subject, paragraphs, link).into_string(),
    }
}

fn text(paragraphs: &[&str], link: Option<(&str, &str)>) -> String {
    let mut text = paragraphs.join("\n\n");
    if let Some((label, address)) = link {
        text = format!("{text}\n\n{label}:\n{address}");
    }
    format!("{text}\n\n{SERVICE}\n{HOSPITAL}\n")
}

fn html(subject: &str, paragraphs: &[&str], link: Option<(&str, &str)>) -> Markup {
    html! {
        (DOCTYPE)
        html lang="en-GB" {
            head { meta charset="utf-8"; title { (subject) } }
            body {
                @for paragraph in paragraphs { p { (paragraph) } }
                @if let Some((label, address)) = link { p { a href=(address) { (label) } } p { (address) } }
                p { (SERVICE) br; (HOSPITAL) }
            }
        }
    }
}

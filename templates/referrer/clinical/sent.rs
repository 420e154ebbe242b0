//! `/refer/drafts/{id}/sent`: it arrived. Shown only once it is safely stored.

use maud::{Markup, html};

use crate::components::{button, buttons, copy_button, inset, panel};
use crate::layout::{self, Frame};

/// What the page shows.
#[derive(Debug, Clone, Copy)]
pub struct View<'a> {
    /// The frame of the page.
    pub frame: Frame<'a>,
    /// The reference.
    pub reference: &'a str,
    /// Who has it now, in words.
    pub holder: &'a str,
    /// Working days until it is acknowledged.
    pub acknowledge_days: u32,
    /// Working days until a clinician has read it.
    pub triage_days: u32,
    /// Telephone of the admissions team, where the hospital gives one.
    pub phone: Option<&'a str>,
    /// When it is answered, where the hospital says so.
    pub opening_hours: Option<&'a str>,
    /// Plain text for the practice's record.
    pub record: &'a str,
}

/// The page.
pub fn page(view: &View<'_>) -> Markup {
    let chrome = view.frame.titled("Referral sent");
    let referral = format!("/refer/referrals/{}", view.reference);
    layout::page(
        &chrome,
        html! {
            div class="app-text" {
                div data-reference=(view.reference) {
                    (panel("Referral sent", html! {
                        "Its reference" br;
                        strong class="app-reference" id="reference" { (view.reference) }
                    }))
                }
                (copy_button("Copy the reference", "reference"))
                p data-holder { "It is now with: " strong { (view.holder) } "." }
                h2 { "What happens next" }
                ol class="nhsuk-list nhsuk-list--number" {
                    li { "The admissions team acknowledges it within " (days(view.acknowledge_days)) "." }
                    li { "A clinician triages it within " (days(view.triage_days)) ". You may be asked for more." }
                    li { "You see where it stands, and answer what is asked, on the page of the referral." }
                }
                p { "This is not acceptance. Present care goes on until the hospital has decided together with you and the patient." }
                @if let Some(phone) = view.phone {
                    p { "Call the admissions team on " strong { (phone) } "." @if let Some(hours) = view.opening_hours { " " (hours) } }
                }
                (inset(html! { p { "This service is not monitored for emergencies." } }))
                (record(view.record))
                (buttons(html! {
                    (button::secondary_link("Print a summary", &format!("{referral}/summary")))
                    (button::secondary_link("Go to the referral", &referral))
                    (button::secondary_link("All referrals", "/refer"))
                }))
            }
        },
    )
}

fn record(words: &str) -> Markup {
    html! { h2 { "For your record" } (text(words)) }
}

/// The text for the practice's record, with a button that copies it.
pub fn text(words: &str) -> Markup {
    html! {
        p { "Plain text for the patient’s record in your practice. A code stands only for what was stated." }
        (copy_button("Copy the text", "record-text"))
        pre class="app-record" id="record-text" tabindex="0" role="region" aria-label="Text for your record" { (words) }
    }
}

fn days(count: u32) -> String {
    if count == 1 {
        "1 working day".to_owned()
    } else {
        format!("{count} working days")
    }
}

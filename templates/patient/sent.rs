//! `/check/sent`: it arrived. Shown only once it is safely stored.

use maud::{Markup, html};

use crate::components::care_card::bullets;
use crate::components::{button, buttons, copy_button, form, inset, panel, submit};
use crate::layout::{self, Frame};

/// What the page shows.
#[derive(Debug, Clone, Copy)]
pub struct View<'a> {
    /// The frame of the page.
    pub frame: Frame<'a>,
    /// The reference as it is written, such as `7K4M-29XQ`.
    pub reference: &'a str,
    /// The reference letter by letter, as it is read over the phone.
    pub spoken: &'a str,
    /// Working days within which somebody looks at it.
    pub acknowledge_days: u32,
    /// Working days within which a clinician has read it.
    pub triage_days: u32,
    /// Whether a receipt goes to an e-mail address.
    pub receipt: bool,
    /// Of this showing of the form.
    pub nonce: &'a str,
    /// Telephone of the admissions team, where the hospital gives one.
    pub phone: Option<&'a str>,
    /// When it is answered, where the hospital says so.
    pub opening_hours: Option<&'a str>,
}

/// The page.
pub fn page(view: &View<'_>) -> Markup {
    let chrome = view.frame.titled("We have received your answers");
    layout::page(
        &chrome,
        html! {
            div class="app-text" {
                div data-reference=(view.reference) {
                    (panel("We have received your answers", html! {
                        "Your reference" br;
                        strong class="app-reference" id="reference" { (view.reference) }
                    }))
                }
                (copy_button("Copy the reference", "reference"))
                p { "On the phone, say: " span class="app-spoken" { (view.spoken) } "." }
                @if view.receipt { p { "We are also sending the reference to your e-mail address. That message says nothing about your health." } }
                h2 { "What happens next" }
                ol class="nhsuk-list nhsuk-list--number" {
                    li { "Somebody in our admissions team sees your answers within " (days(view.acknowledge_days)) "." }
                    li { "A clinician reads everything you told us within " (days(view.triage_days)) "." }
                    li { "We contact you in the way you chose, and tell you what we suggest. We may ask you or your GP for more." }
                }
                p { "This is not an offer of a place. Nobody is turned away by a computer: a person reads every referral." }
                h2 { "While you wait" }
                (bullets([
                    "Keep taking your medicine and going to your appointments.",
                    "Tell your GP that you have sent this.",
                    "Keep your reference: you need it if you call us.",
                ]))
                @if let Some(phone) = view.phone {
                    p { "Call the admissions team on " strong { (phone) } "." @if let Some(hours) = view.opening_hours { " " (hours) } }
                }
                (inset(html! { p { "This service is not monitored for emergencies. If things get worse, " a href="/get-help" { "find out how to get urgent help" } "." } }))
                (buttons(html! {
                    (button::secondary_link("Print or save a copy", "/check/copy"))
                }))
                h2 { "If others use this device" }
                p { "Until you finish, anybody with this browser open can read your copy." }
                (form("/check/start-again", view.frame.csrf, view.nonce, submit("Finish and clear this device")))
            }
        },
    )
}

fn days(count: u32) -> String {
    if count == 1 {
        "1 working day".to_owned()
    } else {
        format!("{count} working days")
    }
}

//! `/privacy`: what is kept, why, and for how long.

use maud::{Markup, html};

use crate::components::care_card::bullets;
use crate::layout::{self, Frame, HOSPITAL};

/// What the page shows.
#[derive(Debug, Clone, Copy)]
pub struct View<'a> {
    /// The frame of the page.
    pub frame: Frame<'a>,
    /// Days after which a draft that was not sent is deleted.
    pub draft_days: u32,
    /// Years for which the record of a patient who was accepted is kept.
    pub record_years: u32,
    /// Years for which a referral that was not accepted is kept.
    pub declined_years: u32,
    /// The hospital's address, in lines, where one is given.
    pub address: Option<&'a str>,
}

/// The page.
pub fn page(view: &View<'_>) -> Markup {
    let chrome = view.frame.titled("Privacy");
    layout::page(
        &chrome,
        html! {
            div class="app-text" {
                h1 { "Privacy" }
                p class="app-lede" { "What you tell us is about your health. We keep it safe, and we use it only to decide with you about your care." }
                h2 { "What we keep, and when" }
                (bullets([
                    "Nothing is kept until you have answered the first question, about emergency signs.",
                    "After that your answers are kept page by page, so that you can go back and change them.",
                    "Your name, contact details and anything you write in your own words are encrypted.",
                    "If you make a code for your GP, we keep an encrypted copy of your answers for it until it is used or runs out. Only somebody with the code and your date of birth can take them over.",
                    "Only the admissions team of the hospital can read what you send. Every time somebody opens it, we record who and when.",
                ]))
                h2 { "How long we keep it" }
                (bullets([
                    format!("Answers that you do not send: {} days after you last saved them.", view.draft_days).as_str(),
                    format!("A referral that does not lead to a stay: {} years.", view.declined_years).as_str(),
                    format!("If you become a patient here, as part of your health record: {} years.", view.record_years).as_str(),
                ]))
                h2 { "Why we may use it" }
                p { "We use your information to provide health care (UK GDPR Article 9(2)(h)). We ask whether you agree to share what you told us with our team before you send it. You can say no, and nothing is sent." }
                h2 { "Your rights" }
                (bullets([
                    "You can print or save a copy of what you sent.",
                    "You can ask us to correct it.",
                    "You can ask us to stop, and withdraw what you sent.",
                    "You can complain to the Information Commissioner’s Office, at ico.org.uk or on 0303 123 1113.",
                ]))
                h2 { "Cookies" }
                p { "We use cookies only to keep your place in the questions and to check that forms come from you. People who work here have three more: two to sign in, and one to find the list again that they came from. We do not use cookies to follow you or to count visits." }
                h2 { "Who is responsible" }
                p { (HOSPITAL) " is the controller of your information." }
                @if let Some(address) = view.address { p class="app-lines" { (address) } }
            }
        },
    )
}

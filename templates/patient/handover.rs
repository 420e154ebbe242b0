//! `/check/handover`: a code with which the answers can be given to a GP, and the sheet to take along.

use maud::{Markup, html};

use crate::components::care_card::bullets;
use crate::components::{button, buttons, form, inset, print_button, submit};
use crate::layout::{self, Frame};

/// What the first page shows.
#[derive(Debug, Clone, Copy)]
pub struct View<'a> {
    /// The frame of the page.
    pub frame: Frame<'a>,
    /// Of this showing of the form.
    pub nonce: &'a str,
    /// Days for which a code works.
    pub days: u32,
}

/// What it does and who will see it, before a code is made.
pub fn page(view: &View<'_>) -> Markup {
    let chrome = view
        .frame
        .titled("Give your answers to your GP")
        .with_back(Some("/check/result"));
    layout::page(
        &chrome,
        html! {
            div class="app-text" {
                h1 { "Give your answers to your GP" }
                p { "You can get a code for your GP, or for another professional who refers you. With the code and your date of birth they can see what you answered when they write a referral." }
                h2 { "Who sees your answers" }
                (bullets([
                    "The person you give the code to, and people at their practice who work on your referral.",
                    "The hospital’s admissions team, if the referral is sent.",
                ]))
                h2 { "Good to know" }
                ul class="nhsuk-list nhsuk-list--bullet" {
                    li { "The code works once, for " (view.days) " days." }
                    li { "Nothing is sent to the hospital by making a code." }
                    li { "Your GP still gives their own answers. Yours stay as you gave them." }
                    li { "If you change your answers, make a new code. It replaces the one before." }
                }
                (form("/check/handover", view.frame.csrf, view.nonce, submit("Make a code")))
            }
        },
    )
}

/// What the sheet shows.
#[derive(Debug, Clone, Copy)]
pub struct Sheet<'a> {
    /// The frame of the page.
    pub frame: Frame<'a>,
    /// The code as it is written, such as `7K4M-29XQ`.
    pub code: &'a str,
    /// The day until which it works, in words.
    pub until: &'a str,
    /// Where referrers begin, as it is typed.
    pub address: &'a str,
    /// What the questions are about, such as "cervical dystonia".
    pub condition: &'a str,
    /// The hospital's signs, word for word.
    pub signs: &'a [&'a str],
}

/// The sheet. The code is shown here and never again.
pub fn sheet(view: &Sheet<'_>) -> Markup {
    let chrome = view
        .frame
        .titled("Your code")
        .with_back(Some("/check/result"));
    layout::page(
        &chrome,
        html! {
            div class="app-text app-copy-page" {
                h1 { "Your code for your GP" }
                div class="app-lede" { strong class="app-reference" id="code" data-code { (view.code) } }
                p { "It works once, until " strong { (view.until) } ", together with your date of birth. Print this page or write the code down now: we cannot show it again." }
                (buttons(print_button("Print this page")))
                h2 { "For the GP or other referrer" }
                p { "Your patient has answered this hospital’s questions about " (view.condition) " and would like you to see the answers. Start a referral at " strong class="app-break" { (view.address) } " and choose “Take over a patient’s answers”. You need the code above and the patient’s date of birth." }
                h2 { "When this hospital suggests considering inpatient support" }
                (bullets(view.signs.iter().copied()))
                (inset(html! { p { "Whoever has this code and your date of birth can read your answers. Give it only to the person who refers you." } }))
                (buttons(html! { span class="app-no-print" { (button::secondary_link("Back to your result", "/check/result")) } }))
            }
        },
    )
}

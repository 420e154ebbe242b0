//! `/`: the ways in.

use maud::{Markup, html};

use crate::components::button_link;
use crate::layout::{self, Frame};

/// What the page shows.
#[derive(Debug, Clone, Copy)]
pub struct View<'a> {
    /// The frame of the page.
    pub frame: Frame<'a>,
    /// Plain names of the conditions.
    pub conditions: &'a str,
}

/// The page.
pub fn page(view: &View<'_>) -> Markup {
    let chrome = view
        .frame
        .titled("Find out whether a hospital stay may help");
    layout::page(
        &chrome,
        html! {
            div class="app-hero" {
                h1 class="nhsuk-heading-xl" { "Could a hospital stay help you?" }
                p class="app-lede" {
                    "Compare how things are for you with the signs this hospital publishes for when to "
                    "consider inpatient support."
                }
                p { strong { "For adults with: " } (view.conditions) }
            }
            div class="app-ways" {
                section class="app-way app-way--first" aria-labelledby="way-patient" {
                    h2 class="nhsuk-heading-m" id="way-patient" { "Patients, family and carers" }
                    p { "Answer questions about how you are, see which signs match and why, and send your answers to our team if you want to." }
                    p class="app-quiet" { "About 15 minutes. No account needed. You can stop and come back." }
                    (button_link("Check the signs", "/check"))
                }
                section class="app-way" aria-labelledby="way-referrer" {
                    h2 class="nhsuk-heading-m" id="way-referrer" { "GPs and other health professionals" }
                    p { "Refer somebody from your practice, and see where each referral stands." }
                    p { a href="/refer" { "Sign in to refer" } }
                }
                section class="app-way" aria-labelledby="way-staff" {
                    h2 class="nhsuk-heading-m" id="way-staff" { "Admissions team" }
                    p { "Read what has been sent and decide what happens next." }
                    p { a href="/admissions" { "Sign in to admissions" } }
                }
            }
            p class="app-urgent-line" {
                strong { "Is it urgent? " }
                "This service is not for emergencies. " a href="/get-help" { "Find out how to get urgent help" } "."
            }
        },
    )
}

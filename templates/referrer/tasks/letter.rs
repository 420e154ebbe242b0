//! `/refer/drafts/{id}/letter/{part}`: free text under the letter's headings.

use domain::letter::Heading;
use maud::{Markup, html};

use super::{Controls, problem, version};
use crate::components::{Field, Level, Problem, Values, checkboxes, error_summary, form, submit};
use crate::layout::{self, Frame};

/// Most characters under one heading.
pub const MOST: u32 = 4000;

/// What the page shows. Controls: the code of each heading, and `nothing` (`yes`).
#[derive(Debug, Clone, Copy)]
pub struct View<'a> {
    /// The frame of the page.
    pub frame: Frame<'a>,
    /// Of this showing of the form.
    pub nonce: &'a str,
    /// Of the part that is shown.
    pub version: &'a str,
    /// The task list.
    pub back: &'a str,
    /// Where the form goes.
    pub action: &'a str,
    /// The page's heading.
    pub title: &'a str,
    /// The letter's headings on this page.
    pub headings: &'a [Heading],
    /// What stands in the form.
    pub values: Values<'a>,
    /// The headings under which there is too much.
    pub long: &'a [Heading],
}

/// The page.
pub fn page(view: &View<'_>) -> Markup {
    let problems: Vec<Problem> = view
        .long
        .iter()
        .map(|heading| problem(heading.code(), &too_long(*heading)))
        .collect();
    let chrome = view
        .frame
        .titled(view.title)
        .with_error(!problems.is_empty())
        .with_back(Some(view.back));
    let controls = Controls {
        values: view.values,
        problems: &problems,
    };
    layout::page(
        &chrome,
        html! {
            div class="app-text" {
                (error_summary(&problems))
                h1 { (view.title) }
                (form(view.action, view.frame.csrf, view.nonce, html! {
                    (version(view.version))
                    @for heading in view.headings {
                        (controls.text(heading.code(), heading.title(), Some(hint(*heading)), MOST, 5))
                    }
                    (nothing(&controls))
                    (submit("Save and continue"))
                }))
            }
        },
    )
}

fn nothing(controls: &Controls<'_>) -> Markup {
    let field = Field {
        name: "nothing",
        label: "What is left blank",
        level: Level::Hidden,
        ..Field::default()
    };
    let label = "I have nothing to add under the headings that are blank";
    checkboxes(&field, &[controls.item("nothing", "yes", label)])
}

fn too_long(heading: Heading) -> String {
    format!(
        "Shorten “{}” to {MOST} characters or fewer",
        heading.title()
    )
}

fn hint(heading: Heading) -> &'static str {
    match heading {
        Heading::Reason => {
            "Why inpatient neurorehabilitation, why now, and what is expected of it."
        }
        Heading::History => "Relevant medical, surgical and mental health history.",
        Heading::Medicines => "Current medicines with dose, and changes that matter.",
        Heading::Allergies => {
            "Substance and reaction. If there are none, write “No known allergies”."
        }
        Heading::Examination => "Findings that matter, with their date.",
        Heading::Investigations => {
            "Imaging, neurophysiology, blood tests and procedures, with dates and results."
        }
        Heading::SocialContext => "Home, work, carers and support, driving.",
        Heading::LegalInformation => "Safeguarding, attorney or deputy, advance decisions.",
        Heading::SafetyAlerts => "Risks to the patient or to others.",
        Heading::PatientConcerns => "What the patient worries about, and hopes for.",
        Heading::InformationGiven => "What the patient has been told about this referral.",
    }
}

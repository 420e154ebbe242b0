//! `/refer/drafts/{id}/handover`: taking over what the patient answered.

use maud::{Markup, html};

use crate::components::error_summary::message_for;
use crate::components::{
    DateParts, Field, Input, Item, Level, Problem, Values, checkboxes, date_input, error_summary,
    form, inset, submit, text_input,
};
use crate::layout::{self, Frame};

/// What the page shows.
#[derive(Debug, Clone, Copy)]
pub struct View<'a> {
    /// The frame of the page.
    pub frame: Frame<'a>,
    /// Of this showing of the form.
    pub nonce: &'a str,
    /// The draft's task list.
    pub back: &'a str,
    /// Where the form goes.
    pub action: &'a str,
    /// Where both accounts stand side by side, if a patient's are there already.
    pub compare: Option<&'a str>,
    /// What was typed, without the code.
    pub values: Values<'a>,
    /// What is wrong.
    pub faults: &'a [Fault],
}

/// What is wrong with what was typed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fault {
    /// No code.
    Code,
    /// No date that can be a date of birth.
    DateOfBirth,
    /// Another date of birth than the one in the draft.
    OtherPerson,
    /// Not ticked that the patient agrees.
    Agrees,
    /// No answers are kept under this code and date: which of both is wrong, or whether it was used, is not told.
    Unknown,
}

impl Fault {
    fn problem(self) -> Problem {
        let (control, message) = match self {
            Self::Code => (
                "code",
                "Enter the code that the patient gave you: eight characters in two groups",
            ),
            Self::DateOfBirth => (
                "date_of_birth.day",
                "Enter the patient’s date of birth, such as 14 3 1974",
            ),
            Self::OtherPerson => (
                "date_of_birth.day",
                "This is not the date of birth in this referral: check that it is the same patient",
            ),
            Self::Agrees => ("agrees", "Confirm that the patient agrees"),
            Self::Unknown => (
                "code",
                "We hold no answers for this code and date of birth. Check both with the patient. A code works once, for a limited time: the patient can make a new one",
            ),
        };
        Problem {
            control: control.to_owned(),
            message: message.to_owned(),
        }
    }
}

/// The page.
pub fn page(view: &View<'_>) -> Markup {
    let problems: Vec<Problem> = view.faults.iter().map(|fault| fault.problem()).collect();
    let chrome = view
        .frame
        .titled("Take over a patient’s answers")
        .with_error(!problems.is_empty())
        .with_back(Some(view.back));
    layout::page(
        &chrome,
        html! {
            div class="app-text" {
                (error_summary(&problems))
                h1 { "Take over a patient’s answers" }
                p { "A patient who has used the online check can give you a code. It brings their answers beside yours. They never replace yours, and they go to the hospital as the patient’s account." }
                @if let Some(compare) = view.compare {
                    (inset(html! { p { "The patient’s answers are here already: " a href=(compare) { "compare them with yours" } ". Another code replaces them." } }))
                }
                (form(view.action, view.frame.csrf, view.nonce, controls(view, &problems)))
            }
        },
    )
}

fn controls(view: &View<'_>, problems: &[Problem]) -> Markup {
    let part = |part| view.values.get_part("date_of_birth", part);
    html! {
        (text_input(
            &Field { name: "code", label: "Code", hint: Some("For example 7K4M-29XQ"), error: message_for(problems, "code"), ..Field::default() },
            &Input { width: 10, autocomplete: Some("off"), ..Input::default() },
        ))
        (date_input(
            &Field {
                name: "date_of_birth", label: "Patient’s date of birth", hint: Some("For example 14 3 1974"),
                error: message_for(problems, "date_of_birth.day"), level: Level::Plain, ..Field::default()
            },
            &DateParts { day: part("day"), month: part("month"), year: part("year"), birthday: false },
        ))
        (checkboxes(
            &Field { name: "agrees", label: "Agreement", error: message_for(problems, "agrees"), ..Field::default() },
            &[Item {
                value: "yes", label: "The patient agrees that I see these answers and send them with the referral",
                checked: view.values.has("agrees", "yes"), ..Item::default()
            }],
        ))
        (submit("Bring in the answers"))
    }
}

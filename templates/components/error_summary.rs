//! The list of what is wrong, at the top of a page, linked to the controls.

use maud::{Markup, html};

/// One thing to put right.
#[derive(Debug, Clone)]
pub struct Problem {
    /// Id of the control to go to.
    pub control: String,
    /// What to do, in the words shown at the control too.
    pub message: String,
}

/// The summary, or nothing when there is nothing wrong.
pub fn error_summary(problems: &[Problem]) -> Markup {
    html! {
        @if !problems.is_empty() {
            div class="nhsuk-error-summary" data-module="nhsuk-error-summary" {
                div role="alert" {
                    h2 class="nhsuk-error-summary__heading" { "There is a problem" }
                    div class="nhsuk-error-summary__body" {
                        ul class="nhsuk-list nhsuk-error-summary__list" {
                            @for problem in problems { li { a href={ "#" (problem.control) } { (problem.message) } } }
                        }
                    }
                }
            }
        }
    }
}

/// The message for one control.
pub fn message_for<'a>(problems: &'a [Problem], control: &str) -> Option<&'a str> {
    problems
        .iter()
        .find(|problem| problem.control == control)
        .map(|problem| problem.message.as_str())
}

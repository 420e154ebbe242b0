//! `/check/send`: the last look, and anything else to say.

use maud::{Markup, html};

use crate::components::error_summary::message_for;
use crate::components::{
    Field, Problem, Row, Values, error_summary, form, submit, summary_list, textarea, warning,
};
use crate::layout::{self, Frame};

/// Longest reason, in characters.
pub const REASON_MAX: u32 = 2000;

/// What the page shows.
#[derive(Debug, Clone, Copy)]
pub struct View<'a> {
    /// The frame of the page.
    pub frame: Frame<'a>,
    /// Of this sending: the second press of the button finds the first one's receipt.
    pub nonce: &'a str,
    /// The page before.
    pub back: &'a str,
    /// The outcome in one line, such as "3 of 4 signs match".
    pub result: &'a str,
    /// Who is sent about: name, contact details, NHS number.
    pub person: &'a [Row],
    /// Whether the result is not flagged, and the reason is asked for with more weight.
    pub unflagged: bool,
    /// What was typed: `reason`.
    pub values: Values<'a>,
    /// Whether the reason is longer than [`REASON_MAX`].
    pub too_long: bool,
    /// The version of the draft that this page shows.
    pub version: i32,
    /// Whether the draft was changed in another window after the page was first shown.
    pub changed: bool,
}

/// The page: one control, `reason`, which may stay empty.
pub fn page(view: &View<'_>) -> Markup {
    let problems = problems(view);
    let chrome = view
        .frame
        .titled("Send your answers")
        .with_error(view.too_long)
        .with_back(Some(view.back));
    layout::page(
        &chrome,
        html! {
            div class="app-text" {
                (error_summary(&problems))
                h1 { "Send your answers" }
                @if view.changed { (warning("Your answers have changed", html! { p { "They were changed in another window after you opened this page. Nothing has been sent. Look at them again, then send." } })) }
                p { "Your result: " strong { (view.result) } ". " a href="/check/result" { "See your result again" } }
                h2 class="nhsuk-heading-m" { "How we will reach you" }
                (summary_list(view.person))
                p { a href="/check/answers" { "Check all your answers" } }
                (form("/check/send", view.frame.csrf, view.nonce, html! {
                    input type="hidden" name="version" value=(view.version);
                    (textarea(&reason(view, &problems), view.values.get("reason"), REASON_MAX, 5))
                    (submit("Send to the hospital"))
                }))
                p class="app-quiet" { "After you send, your answers cannot be changed here." }
            }
        },
    )
}

fn reason<'a>(view: &View<'a>, problems: &'a [Problem]) -> Field<'a> {
    let (label, hint) = if view.unflagged {
        (
            "Why do you think a stay would help? (optional)",
            "Our signs do not match today, but a person reads what you send. Tell them what the questions did not ask.",
        )
    } else {
        (
            "Anything else you want to tell us? (optional)",
            "For example what worries you most, or when is a bad time to call.",
        )
    };
    Field {
        name: "reason",
        label,
        hint: Some(hint),
        error: message_for(problems, "reason"),
        ..Field::default()
    }
}

fn problems(view: &View<'_>) -> Vec<Problem> {
    let message = format!("What you tell us must be {REASON_MAX} characters or fewer");
    if view.too_long {
        vec![Problem {
            control: "reason".to_owned(),
            message,
        }]
    } else {
        Vec::new()
    }
}

//! Choosing a new password: the field, its rules and what may be wrong with it.

use maud::Markup;

use crate::components::error_summary::message_for;
use crate::components::{Field, Input, Problem, text_input};

/// Why a new password is not taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Weak {
    /// Under 12 characters.
    Short,
    /// Over 128 characters.
    Long,
    /// Easy to guess.
    Guessable,
}

/// The control `new_password`.
pub(crate) fn new_password(label: &str, problems: &[Problem]) -> Markup {
    let field = Field {
        name: "new_password",
        label,
        hint: Some(
            "At least 12 characters. Four words that do not belong together make a good one. You may paste it from a password manager.",
        ),
        error: message_for(problems, "new_password"),
        ..Field::default()
    };
    let input = Input {
        kind: "password",
        autocomplete: Some("new-password"),
        ..Input::default()
    };
    text_input(&field, &input)
}

/// The words for what is wrong.
pub(crate) fn problem(weak: Weak) -> Problem {
    let message = match weak {
        Weak::Short => "Enter a new password with at least 12 characters",
        Weak::Long => "Enter a new password with at most 128 characters",
        Weak::Guessable => {
            "This password is easy to guess. Try four words that do not belong together"
        }
    };
    Problem {
        control: "new_password".to_owned(),
        message: message.to_owned(),
    }
}

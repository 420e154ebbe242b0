//! What came with a referral beside its answers: files, and the patient's own account.

use maud::{Markup, html};

use crate::components::files::{FileLine, Tokens, file_list};

/// The files of a case.
pub fn files(files: &[FileLine]) -> Markup {
    html! {
        @if !files.is_empty() {
            h2 { "Files" }
            (file_list(files, Tokens::default()))
        }
    }
}

/// The way to both accounts, where a patient's came along.
pub fn accounts(compare: Option<&str>) -> Markup {
    html! {
        @if let Some(compare) = compare {
            h2 { "Patient’s own answers" }
            p { "The patient answered too, before the referrer did. " a href=(compare) { "Compare both accounts" } "." }
        }
    }
}

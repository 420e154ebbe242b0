//! What happened to a referral, in a referrer's words.

use maud::{Markup, html};

use crate::components::{ChangeLine, changes, warning};

/// One thing that happened.
#[derive(Debug, Clone, Default)]
pub struct Moment {
    /// When, in words.
    pub at: String,
    /// What, in words.
    pub what: String,
    /// What was written about it.
    pub text: Option<String>,
    /// What was amended.
    pub changes: Vec<ChangeLine>,
    /// Who, in words.
    pub who: String,
}

/// The list, in the order given.
pub fn timeline(moments: &[Moment]) -> Markup {
    html! {
        ol class="app-timeline" {
            @for moment in moments {
                li {
                    p class="app-timeline__what" { (moment.what) }
                    @if let Some(text) = &moment.text { p class="app-lines" { (text) } }
                    @if !moment.changes.is_empty() { (changes(&moment.changes)) }
                    p class="app-quiet" { (moment.at) ", " (moment.who) }
                }
            }
        }
    }
}

/// Says that the referral changed while a form was open, and what happened; nothing where it did not.
pub fn meanwhile(moments: &[Moment]) -> Markup {
    html! {
        @if !moments.is_empty() {
            (warning("This referral changed while you had it open", html! {
                p { "Nothing of yours has been saved yet; what you wrote is still below. This happened meanwhile:" }
                (timeline(moments))
            }))
        }
    }
}

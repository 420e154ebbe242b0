//! On a referral's page: what the practice amended since it was sent.

use maud::{Markup, html};

use crate::components::{ChangeLine, changes, tag};

/// The part; nothing where nothing was amended. `unread` while nobody has acknowledged it.
pub fn panel(amended: &[ChangeLine], unread: bool) -> Markup {
    html! {
        @if !amended.is_empty() || unread {
            section class="app-amended" data-amended=(unread) {
                h2 { "Amended by the referrer " @if unread { (tag("Not read yet", "orange")) } }
                p { "What was sent stays as it was, below. Each field that reads differently now:" }
                (changes(amended))
            }
        }
    }
}

//! Words about accounts that several pages share.

use maud::{Markup, html};

/// What a format check proves, which must stand beside every number.
pub const CHECKED: &str = "Format checked, not verified with the register";

/// Register and number with what is known of them.
pub(super) fn registration(number: Option<&str>) -> Markup {
    html! {
        @if let Some(number) = number { (number) br; span class="app-quiet" { (CHECKED) } } @else { "–" }
    }
}

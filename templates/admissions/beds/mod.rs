//! Pages about beds.

pub mod bed;
pub mod picture;
pub mod unit;
pub mod units;

use maud::{Markup, html};

use crate::components::inset;

/// Longest name of a unit or a bed, in characters.
pub const NAME: u32 = 60;

/// Says that a change was made.
fn done(words: Option<&str>) -> Markup {
    html! { @if let Some(words) = words { div role="status" { (inset(html! { p { (words) } })) } } }
}

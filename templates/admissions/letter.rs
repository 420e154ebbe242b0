//! The part of a referral's page that a referrer wrote: who refers, the letter, consent.

use maud::{Markup, html};

use crate::components::{Row, summary_list};

/// What a referrer wrote, and who it was.
#[derive(Debug, Clone, Copy)]
pub struct View<'a> {
    /// Who refers: name, practice, profession, number.
    pub referrer: &'a [Row],
    /// The number that was given, and that only its form was checked; absent where none was given.
    pub unverified: bool,
    /// The headings of the letter, consent and authorisation.
    pub letter: &'a [Row],
}

/// The part, before the answers.
pub fn part(view: &View<'_>) -> Markup {
    let is_written = |row: &&Row| !row.value.is_empty();
    let written: Vec<Row> = view.letter.iter().filter(is_written).cloned().collect();
    // That nothing stands under a heading is told as well, in a line for all of them.
    let blank: Vec<&str> = view
        .letter
        .iter()
        .filter(|row| row.value.is_empty())
        .map(|row| row.key.as_str())
        .collect();
    html! {
        section aria-labelledby="letter" {
            h2 id="letter" { "Referral letter" }
            h3 { "From" }
            div data-referrer { (summary_list(view.referrer)) }
            @if view.unverified { p class="app-quiet" { "Number: format checked, not verified with the register." } }
            h3 { "What it says" }
            div data-letter {
                (summary_list(&written))
                @if !blank.is_empty() { p class="app-quiet" { "Left blank: " (blank.join(", ")) "." } }
            }
        }
    }
}

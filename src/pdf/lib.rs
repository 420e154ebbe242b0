//! Letters as PDF that screen readers can read: tagged, with language, title and outline, as PDF/UA-1 asks.
//!
//! The library checks what a program can check of that standard and refuses to write what does not keep it. Everything in a letter is
//! data: nothing in it is read as markup.

mod draw;
mod faces;
mod flow;
mod place;

use domain::correspondence::Letter;

/// The library would not write it: a fault of ours, since the standard's rules are kept by how a letter is made.
#[derive(Debug, thiserror::Error)]
#[error("the letter could not be written as PDF: {0}")]
pub struct Unwritable(String);

/// The letter as PDF.
pub fn pdf(letter: &Letter) -> Result<Vec<u8>, Unwritable> {
    let flow = flow::of(letter);
    let pages = place::pages(&flow.texts);
    draw::document(&letter.title, &flow, &pages)
}

/// The characters of a letter that the PDF cannot show, each once; a mark stands in their place, and the text itself
/// stays readable for screen readers.
pub fn missing(letter: &Letter) -> String {
    let flow = flow::of(letter);
    let mut missing: Vec<char> = flow.texts.iter().flat_map(faces::missing).collect();
    missing.sort_unstable();
    missing.dedup();
    missing.into_iter().collect()
}

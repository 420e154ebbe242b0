//! Definitions with one thing changed, and the fault that must be told for it.

use domain::pathway::{Fault, Pathway};

/// A small sound definition.
pub const KNEE: &str = include_str!("../pathways/knee-pain.toml");

/// The faults of a definition.
pub fn faults(text: &str) -> Vec<Fault> {
    Pathway::parse("x.toml", text).map_or_else(|faults| faults.0, |_| Vec::new())
}

/// Replaces the first `old` after `after`, and expects a fault with `words` on the line where
/// `at` stands in the new text (first place after `after`).
#[track_caller]
pub fn expect(after: &str, old: &str, new: &str, at: &str, words: &str) {
    let start = KNEE.find(after).expect("the place to change");
    let (before, rest) = KNEE.split_at(start);
    assert!(rest.contains(old), "{old} is not there");
    let changed = format!("{before}{}", rest.replacen(old, new, 1));
    let line = changed[..start + changed[start..].find(at).expect("the place of the fault")]
        .matches('\n')
        .count()
        + 1;
    let found = faults(&changed);
    let fits = |fault: &Fault| fault.message.contains(words) && fault.line == line;
    assert!(
        found.iter().any(fits),
        "wanted line {line}: {words}\nfound {found:#?}"
    );
}

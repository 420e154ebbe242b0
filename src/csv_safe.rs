//! Cells of CSV files that a spreadsheet takes as text.

use std::borrow::Cow;

/// The text, with an apostrophe before it where a spreadsheet would take it for a formula (CWE-1236).
pub fn cell(text: &str) -> Cow<'_, str> {
    if text.starts_with(['=', '+', '-', '@', '\t', '\r']) {
        Cow::Owned(format!("'{text}"))
    } else {
        Cow::Borrowed(text)
    }
}

#[cfg(test)]
mod tests {
    use super::cell;

    #[test]
    fn what_looks_like_a_formula_is_text() {
        for text in ["=1+1", "+44 7700", "-1", "@SUM(A1)", "\t=1", "\r=1"] {
            assert_eq!(cell(text), format!("'{text}"));
        }
        for text in ["", "Ada", "1-2", "O’Brien", "'=1"] {
            assert_eq!(cell(text), text);
        }
    }
}

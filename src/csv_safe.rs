//! Files of comma-separated values that a spreadsheet opens without running anything that stands in them.
//!
//! A cell that begins like a formula gets an apostrophe before it, which spreadsheets take as "this is text"
//! (OWASP, "CSV Injection"). Every file of ours is written here.

use std::borrow::Cow;

use csv::{Terminator, WriterBuilder};

/// What spreadsheets take as the beginning of a formula, or skip before they look for one.
const DANGEROUS: [char; 6] = ['=', '+', '-', '@', '\t', '\r'];

/// A cell that no spreadsheet runs.
pub fn cell(text: &str) -> Cow<'_, str> {
    if text.starts_with(DANGEROUS) {
        Cow::Owned(format!("'{text}"))
    } else {
        Cow::Borrowed(text)
    }
}

/// A file of these lines, each cell guarded and quoted where it has to be (RFC 4180). It begins with a byte order mark, by
/// which spreadsheets know that it is UTF-8.
pub fn file<'a, L>(lines: impl IntoIterator<Item = L>) -> Vec<u8>
where
    L: IntoIterator<Item = &'a str>,
{
    let mut writer = WriterBuilder::new()
        .terminator(Terminator::CRLF)
        .flexible(true)
        .from_writer("\u{feff}".as_bytes().to_vec());
    for line in lines {
        let guarded = line.into_iter().map(|text| cell(text).into_owned());
        writer
            .write_record(guarded.map(String::into_bytes))
            .expect("writing into memory does not fail");
    }
    writer
        .into_inner()
        .expect("writing into memory does not fail")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_begins_like_a_formula_is_text() {
        for text in ["=1+1", "+44", "-1", "@SUM(A1)", "\t=1", "\r=1"] {
            assert_eq!(cell(text), format!("'{text}"));
        }
        for text in ["", "12", "fewer than 5", "a=b", " =1", "'=1"] {
            assert_eq!(cell(text), text);
        }
    }

    #[test]
    fn cells_with_commas_quotes_and_lines_are_quoted() {
        let file = file([vec!["a", "b, c"], vec!["say \"yes\"", "=x\ny"]]);
        let text = String::from_utf8(file).unwrap();
        assert_eq!(
            text,
            "\u{feff}a,\"b, c\"\r\n\"say \"\"yes\"\"\",\"'=x\ny\"\r\n"
        );
    }
}

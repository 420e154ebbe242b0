//! Files that are sent along: what kinds are taken, and how their names are cleaned.

use std::fmt;

use crate::people::is_reordering;

/// The most characters of a name.
const LONGEST_NAME: usize = 120;
/// What a file without a usable name is called.
const NAMELESS: &str = "file";

/// A kind of file that is taken. Which one a file is, its content tells and never its name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum MediaType {
    /// A PDF document.
    Pdf,
    /// A JPEG picture.
    Jpeg,
    /// A PNG picture.
    Png,
    /// A Word document (Office Open XML).
    Docx,
}

impl MediaType {
    /// All that are taken.
    pub const ALL: [Self; 4] = [Self::Pdf, Self::Jpeg, Self::Png, Self::Docx];

    /// The registered media type (IANA).
    pub fn code(self) -> &'static str {
        match self {
            Self::Pdf => "application/pdf",
            Self::Jpeg => "image/jpeg",
            Self::Png => "image/png",
            Self::Docx => "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        }
    }

    /// The kind that a media type names.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.code() == code)
    }

    /// In words.
    pub fn words(self) -> &'static str {
        match self {
            Self::Pdf => "PDF",
            Self::Jpeg => "JPEG picture",
            Self::Png => "PNG picture",
            Self::Docx => "Word document",
        }
    }

    /// How names of such files end, the usual ending first.
    fn endings(self) -> &'static [&'static str] {
        match self {
            Self::Pdf => &[".pdf"],
            Self::Jpeg => &[".jpg", ".jpeg"],
            Self::Png => &[".png"],
            Self::Docx => &[".docx"],
        }
    }
}

/// The name of a file: no folders, nothing that cannot be seen or turns the order of characters, and not long.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FileName(String);

impl FileName {
    /// Cleans a name as a browser gives it.
    pub fn clean(given: &str) -> Self {
        let last = given.rsplit(['/', '\\']).next().unwrap_or_default();
        let shown: String = last
            .chars()
            .filter(|c| !c.is_control() && !is_reordering(*c))
            .collect();
        let short: String = shown.trim().chars().take(LONGEST_NAME).collect();
        let only_dots = short.chars().all(|c| c == '.');
        Self(if only_dots {
            NAMELESS.to_owned()
        } else {
            short.trim_end().to_owned()
        })
    }

    /// The name under which it is saved elsewhere: it ends as its kind's names do, so that nothing opens it as another.
    pub fn saved_as(&self, kind: MediaType) -> String {
        let lower = self.0.to_lowercase();
        let fits = kind.endings().iter().any(|ending| lower.ends_with(ending));
        if fits {
            self.0.clone()
        } else {
            format!("{}{}", self.0, kind.endings()[0])
        }
    }

    /// The name.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for FileName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn folders_and_what_cannot_be_seen_go() {
        for (given, kept) in [
            ("letter.pdf", "letter.pdf"),
            ("C:\\Users\\gp\\letter.pdf", "letter.pdf"),
            ("../../etc/passwd", "passwd"),
            ("a\u{202e}fdp.exe", "afdp.exe"),
            ("scan\r\nSet-Cookie: x.png", "scanSet-Cookie: x.png"),
            ("..", "file"),
            ("", "file"),
        ] {
            assert_eq!(FileName::clean(given).as_str(), kept);
        }
    }

    #[test]
    fn a_saved_name_ends_as_its_content_is() {
        let saved = |name, kind| FileName::clean(name).saved_as(kind);
        assert_eq!(saved("letter.PDF", MediaType::Pdf), "letter.PDF");
        assert_eq!(saved("scan.jpeg", MediaType::Jpeg), "scan.jpeg");
        assert_eq!(saved("run.exe", MediaType::Png), "run.exe.png");
    }

    #[test]
    fn kinds_are_found_by_their_code() {
        for kind in MediaType::ALL {
            assert_eq!(MediaType::from_code(kind.code()), Some(kind));
        }
        assert_eq!(MediaType::from_code("text/html"), None);
    }

    proptest! {
        #[test]
        fn a_name_is_short_and_cleaning_it_again_changes_nothing(given: String) {
            let name = FileName::clean(&given);
            prop_assert!(!name.as_str().is_empty() && name.as_str().chars().count() <= LONGEST_NAME);
            prop_assert_eq!(FileName::clean(name.as_str()), name);
        }
    }
}

//! Files in the words of a list.

use chrono::{DateTime, Utc};
use templates::components::files::FileLine;

use crate::clock::england;
use crate::store::attachments::{Attachment, Scan};

/// The lines of a list. `base` is the address before a file's id, such as `/refer/files/`; `delete` makes the address of the form
/// that takes one away, where it may be.
pub fn lines(
    files: &[Attachment],
    base: &str,
    delete: impl Fn(&Attachment) -> Option<String>,
) -> Vec<FileLine> {
    let line = |file: &Attachment| FileLine {
        name: file.name.to_string(),
        kind: format!("{}, {}", file.kind.words(), size(file.size)),
        added: format!("Added by {} on {}", file.by, moment(file.at)),
        scanned: file.scan == Scan::Clean,
        href: format!("{base}{}", file.id),
        delete: delete(file),
    };
    files.iter().map(line).collect()
}

/// A moment in England: "22 November 2026 at 3:42pm".
fn moment(at: DateTime<Utc>) -> String {
    let local = england::local(at);
    local.format("%-d %B %Y at %-I:%M%P").to_string()
}

/// A size as people read it: never nothing, and one place after the point for megabytes.
fn size(bytes: u32) -> String {
    const KB: u32 = 1024;
    const MB: u32 = KB * KB;
    if bytes < MB {
        format!("{} KB", bytes.div_ceil(KB))
    } else {
        let tenths = (u64::from(bytes) * 10).div_ceil(MB.into());
        format!("{}.{} MB", tenths / 10, tenths % 10)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sizes_are_rounded_up() {
        for (bytes, words) in [
            (1, "1 KB"),
            (1025, "2 KB"),
            (1024 * 1024, "1.0 MB"),
            (10 * 1024 * 1024, "10.0 MB"),
            (1_100_000, "1.1 MB"),
        ] {
            assert_eq!(size(bytes), words);
        }
    }
}

//! What a file is, by its content and never by its name.

use domain::attachment::MediaType;
use infer::{doc, image};

/// The part of a Word document that holds its text.
const WORD_DOCUMENT: &[u8] = b"word/document.xml";

/// The kind of a file, if it is one that is taken.
pub fn kind_of(content: &[u8]) -> Option<MediaType> {
    if infer::archive::is_pdf(content) {
        Some(MediaType::Pdf)
    } else if image::is_jpeg(content) {
        Some(MediaType::Jpeg)
    } else if image::is_png(content) {
        Some(MediaType::Png)
    } else if is_docx(content) {
        Some(MediaType::Docx)
    } else {
        None
    }
}

/// The first entries tell Word from other Office files; the list of entries, which is not compressed, names the document.
fn is_docx(content: &[u8]) -> bool {
    let is_zip_of_word = doc::is_docx(content) || starts_as_word_does(content);
    is_zip_of_word && contains(content, WORD_DOCUMENT)
}

/// Word writes `[Content_Types].xml` first and may write any entry next.
fn starts_as_word_does(content: &[u8]) -> bool {
    infer::archive::is_zip(content) && contains(content, b"[Content_Types].xml")
}

fn contains(content: &[u8], wanted: &[u8]) -> bool {
    content.windows(wanted.len()).any(|window| window == wanted)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A ZIP archive's local header of an entry with this name, stored and empty.
    fn entry(name: &str) -> Vec<u8> {
        let mut header = b"PK\x03\x04".to_vec();
        header.extend([0; 22]);
        header.extend(u16::try_from(name.len()).unwrap().to_le_bytes());
        header.extend([0; 2]);
        header.extend(name.as_bytes());
        header
    }

    #[test]
    fn content_decides() {
        assert_eq!(kind_of(b"%PDF-1.7\n..."), Some(MediaType::Pdf));
        assert_eq!(kind_of(b"\xff\xd8\xff\xe0...."), Some(MediaType::Jpeg));
        assert_eq!(kind_of(b"\x89PNG\r\n\x1a\n...."), Some(MediaType::Png));
        let word = [entry("[Content_Types].xml"), entry("word/document.xml")].concat();
        assert_eq!(kind_of(&word), Some(MediaType::Docx));
    }

    #[test]
    fn what_is_not_one_of_them_is_none() {
        let sheet = [entry("[Content_Types].xml"), entry("xl/workbook.xml")].concat();
        let bare = entry("letter.txt");
        let programs: [&[u8]; 4] = [b"MZ\x90\0", b"<html>", b"", b"PK"];
        for content in programs.into_iter().chain([&*sheet, &*bare]) {
            assert_eq!(kind_of(content), None);
        }
    }
}

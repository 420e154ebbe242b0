//! What a reader's software finds in the PDF of a letter.

use std::io::Read as _;

use domain::correspondence::{Block, Letter, Part};

fn lines<const N: usize>(lines: [&str; N]) -> Vec<String> {
    lines.map(str::to_owned).to_vec()
}

fn letter() -> Letter {
    Letter {
        title: "Our decision about your referral".to_owned(),
        from: lines(["The Royal Buckinghamshire Hospital", "Admissions team"]),
        to: lines(["Grace Hopper", "1 Test Street", "Aylesbury"]),
        date: "24 November 2026".to_owned(),
        about: lines(["Reference: 7K4M-29XQ", "Patient: Grace Hopper"]),
        greeting: "Dear Grace Hopper".to_owned(),
        blocks: vec![
            Block::Part {
                part: Part::Opening,
                text: "First.\n\nSecond <b>&amp; (literal) \\par.".to_owned(),
            },
            Block::Heading {
                text: "The signs".to_owned(),
            },
            Block::Quote {
                sentence: "Pain or involuntary movement is impacting your daily life".to_owned(),
                result: "Matches".to_owned(),
                because: lines(["Pain or movements get in your way."]),
            },
            Block::List {
                items: lines(["One point", "Another point"]),
            },
            Block::Paragraph {
                text: "Words that fill a line and go on. ".repeat(120),
            },
        ],
        signed: lines(["Yours sincerely", "Ada Okafor", "Clinician"]),
        notice: lines(["This service compares answers.", "Version 1."]),
    }
}

fn written(letter: &Letter) -> String {
    let bytes = pdf::pdf(letter).expect("a letter is written");
    String::from_utf8_lossy(&bytes).into_owned()
}

/// What the pages draw: every stream that is packed, unpacked.
fn drawn(pdf: &[u8]) -> String {
    let begins = b"stream\n";
    let starts = pdf
        .windows(begins.len())
        .enumerate()
        .filter(|(_, bytes)| bytes == begins)
        .map(|(at, _)| at + begins.len());
    let unpacked = starts.filter_map(|at| {
        let mut text = Vec::new();
        let mut packed = flate2::read::ZlibDecoder::new(&pdf[at..]);
        packed.read_to_end(&mut text).ok()?;
        Some(String::from_utf8_lossy(&text).into_owned())
    });
    unpacked.collect()
}

#[test]
fn it_is_tagged_and_says_its_language_title_and_standard() {
    let pdf = written(&letter());
    assert!(pdf.starts_with("%PDF-1.7"));
    for part in [
        "/StructTreeRoot",
        "/MarkInfo",
        "/Marked true",
        "/Lang(en-GB)",
        "/DisplayDocTitle true",
        "<rdf:li xml:lang=\"x-default\">Our decision about your referral</rdf:li>",
        "<pdfuaid:part>1</pdfuaid:part>",
        "/Outlines",
    ] {
        assert!(pdf.contains(part), "{part}");
    }
}

#[test]
fn headings_paragraphs_lists_and_quotations_are_told_apart() {
    let pdf = written(&letter());
    let count = |part: &str| pdf.matches(part).count();
    assert_eq!(count("/S/H1/"), 1);
    assert_eq!(count("/S/H2/"), 1);
    assert_eq!(count("/S/BlockQuote/"), 1);
    assert_eq!(count("/S/L/"), 1);
    assert_eq!(count("/S/LI/"), 2);
    assert_eq!(count("/S/LBody/"), 2);
    // Head 5, greeting 1, opening 2, quotation 3, text 1, end 2, note 2.
    assert_eq!(count("/S/P/"), 16);
    assert!(count("/Type/Page/") > 1, "the long text runs over a page");
}

#[test]
fn what_the_type_cannot_show_is_named_and_still_read_aloud() {
    let mut letter = letter();
    assert_eq!(pdf::missing(&letter), "");
    letter.to[0] = "Grace 王\u{200D} Hopper 王🏊".to_owned();
    letter.greeting = "Dear\u{7}\tŽofia Nguyễn Ωmega".to_owned();
    assert_eq!(pdf::missing(&letter), "王🏊");
    let bytes = pdf::pdf(&letter).expect("a letter is written");
    assert!(
        drawn(&bytes).contains("/ActualText"),
        "the text that was meant"
    );
}

#[test]
fn a_letter_may_be_blank_or_very_long() {
    let mut letter = letter();
    let word = "w".repeat(4000);
    letter.blocks.push(Block::Paragraph { text: word });
    letter.blocks.push(Block::Quote {
        sentence: "A sentence. ".repeat(300),
        result: "Matches".to_owned(),
        because: vec!["Reason. ".repeat(400)],
    });
    assert!(written(&letter).matches("/Type/Page/").count() > 3);
    letter.blocks.clear();
    letter.to.clear();
    letter.signed.clear();
    letter.notice.clear();
    assert!(written(&letter).contains("/StructTreeRoot"));
}

//! What a reader's software finds in the PDF of a letter.

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
    if let Ok(file) = std::env::var("PDF_OUT") {
        std::fs::write(file, &bytes).unwrap();
    }
    String::from_utf8_lossy(&bytes).into_owned()
}

#[test]
fn it_is_tagged_and_says_its_language_title_and_standard() {
    let pdf = written(&letter());
    assert!(pdf.starts_with("%PDF-1.7"));
    for part in [
        "/StructTreeRoot",
        "/MarkInfo",
        "/Marked true",
        "/Lang (en-GB)",
        "/DisplayDocTitle true",
        "/Title (Our decision about your referral)",
        "<pdfuaid:part>1</pdfuaid:part>",
        "/Outlines",
    ] {
        assert!(pdf.contains(part), "{part}");
    }
}

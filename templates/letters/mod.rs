//! Letters of the hospital: each a function from what it tells to a [`Letter`], which page and PDF are made of.
//!
//! To whoever referred in clinical words, to the person concerned in plain ones. Every letter quotes the published signs that matter word
//! for word, and says what the service is and is not.

pub mod acknowledgement;
pub mod booking;
pub mod decline;
pub mod offer;
mod pieces;
pub mod read;
pub mod redirect;
mod refusal;
pub mod request;
mod sheet;
pub mod words;

pub use sheet::{Editing, sheet};

use domain::correspondence::{Block, Letter, Part, Reader};
use domain::explanation::SignWords;
use domain::pathway::Verdict;

use crate::components::Mark;
use crate::layout::HOSPITAL;

/// Who sent the referral.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SentBy {
    /// The person concerned.
    Person,
    /// Somebody for them.
    SomeoneElse,
    /// A practice.
    Practice,
}

/// Who a letter is about.
#[derive(Debug, Clone, Copy)]
pub struct Person<'a> {
    /// Name.
    pub name: &'a str,
    /// Date of birth, in words.
    pub born: Option<&'a str>,
    /// NHS number as it is written.
    pub nhs_number: Option<&'a str>,
}

/// Something of the case that may need help soon, and when it does.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Safety {
    /// What it is.
    pub text: String,
    /// What to do, and the signs for it.
    pub lists: Vec<(String, Vec<String>)>,
}

/// What every letter is made of.
#[derive(Debug, Clone, Copy)]
pub struct View<'a> {
    /// Who reads it, and so its words.
    pub reader: Reader,
    /// Name and address, line by line.
    pub to: &'a [String],
    /// Whom it greets.
    pub greets: &'a str,
    /// Telephone of the admissions team.
    pub phone: Option<&'a str>,
    /// The day, in words.
    pub date: &'a str,
    /// The reference.
    pub reference: &'a str,
    /// The day on which the referral came, in words.
    pub received: &'a str,
    /// Who it is about.
    pub person: Person<'a>,
    /// Who sent it.
    pub sent_by: SentBy,
    /// The signs, in the words of this reader; empty where none was worked out.
    pub signs: &'a [SignWords],
    /// What may need help soon, in the words of this reader.
    pub safety: &'a [Safety],
    /// What the service is and is not.
    pub notice: &'a str,
    /// Id of the pathway.
    pub pathway: &'a str,
    /// Version of its questions and rules.
    pub version: &'a str,
    /// Who writes.
    pub author: &'a str,
    /// As what, in words.
    pub role: &'a str,
    /// What was typed in the parts that may be changed; those that are not here read as they are proposed.
    pub parts: &'a [(Part, String)],
}

impl View<'_> {
    fn is_plain(&self) -> bool {
        self.reader == Reader::Patient
    }

    /// The words for this reader: clinical or plain.
    fn words(&self, clinical: &str, plain: &str) -> String {
        if self.is_plain() { plain } else { clinical }.to_owned()
    }

    /// A part that may be changed: what was typed, or else what is proposed.
    fn part(&self, part: Part, proposed: String) -> Block {
        let typed = self.parts.iter().find(|(typed, _)| *typed == part);
        let text = typed.map_or(proposed, |(_, text)| text.clone());
        Block::Part { part, text }
    }

    fn count(&self, verdict: Verdict) -> usize {
        let signs = self.signs.iter();
        signs.filter(|sign| sign.result == verdict).count()
    }

    /// The whole letter around its text.
    fn letter(&self, title: String, blocks: Vec<Block>) -> Letter {
        Letter {
            title,
            from: pieces::from(self),
            to: self.to.to_vec(),
            date: self.date.to_owned(),
            about: pieces::about(self),
            greeting: format!("Dear {}", self.greets),
            blocks,
            signed: pieces::signed(self),
            notice: vec![
                self.notice.to_owned(),
                format!(
                    "Questions and rules: {}, version {}.",
                    self.pathway, self.version
                ),
            ],
        }
    }
}

fn paragraph(text: impl Into<String>) -> Block {
    Block::Paragraph { text: text.into() }
}

fn heading(text: impl Into<String>) -> Block {
    Block::Heading { text: text.into() }
}

fn quote(sign: &SignWords) -> Block {
    let change = sign.change.as_ref();
    let change = change.map(|change| format!("What would change this: {change}"));
    Block::Quote {
        sentence: sign.sentence.clone(),
        result: Mark::from(sign.result).words().to_owned(),
        because: [sign.because.clone()].into_iter().chain(change).collect(),
    }
}

fn hospital() -> String {
    HOSPITAL.to_owned()
}

//! Reads and completely checks the definition of a pathway.
//!
//! Reading goes on after a fault, so that an author sees all of them at once.

mod cells;
mod condition;
mod conditional;
mod formula;
mod kind;
mod log;
mod question;
mod satisfy;
mod sign;
mod table;
mod texts;
mod words;

use std::collections::HashMap;
use std::fmt::Write as _;

use chrono::NaiveDate;
use sha2::{Digest, Sha256};
use toml::de::DeTable;

use super::{Faults, Outcome, OutcomeKind, Pathway, Question, Section, Texts};
use crate::Text;
use log::Log;
use question::Questions;
use table::{At, Table, no_duplicates};
use texts::Readers;

/// Reads a definition.
pub(super) fn pathway(file: &str, text: &str) -> Result<Pathway, Faults> {
    let log = Log::new(file, text);
    let (root, errors) = DeTable::parse_recoverable(text);
    for error in &errors {
        log.at(&error.span().unwrap_or(0..0), error.message());
    }
    if !errors.is_empty() {
        return Err(log.into_faults());
    }
    let read = read(Table::new(root.get_ref(), 0..0, &log), text);
    match read {
        Some(pathway) if log.count() == 0 => Ok(pathway),
        _ => {
            if log.count() == 0 {
                log.at(&(0..0), "the definition is incomplete");
            }
            Err(log.into_faults())
        }
    }
}

/// What stands at the top of a definition.
struct Heading {
    id: String,
    version: String,
    date: NaiveDate,
    name: Text,
    intro: Text,
    notice: Text,
}

fn heading(root: &mut Table<'_>) -> Option<Heading> {
    let id = root.name("id");
    let version = root.string("version");
    let date = root.string("date");
    let name = root.text("name", Readers::BOTH);
    let intro = root.text("intro", Readers::BOTH);
    let notice = root.text("notice", Readers::BOTH);
    let date = date.and_then(|date| {
        let day = date.value.parse().ok();
        if day.is_none() {
            root.log.at(&date.span, "`date` must be a day, YYYY-MM-DD");
        }
        day
    });
    Some(Heading {
        id: id?.value.to_owned(),
        version: version?.value.to_owned(),
        date: date?,
        name: name?,
        intro: intro?,
        notice: notice?,
    })
}

fn read(mut root: Table<'_>, text: &str) -> Option<Pathway> {
    let heading = heading(&mut root);
    let sections = sections(&mut root);
    let safety = words::safety(&mut root);
    let questions = question::questions(&mut root, &sections, &safety);
    let signs = sign::signs(&mut root, &questions);
    let outcomes = words::outcomes(&mut root, &questions, &safety, signs.len());
    let flags = words::flags(&mut root, &questions, &safety, signs.len());
    let stay = words::stay(&mut root, &questions);
    let prompts = words::prompts(&mut root, &questions);
    let codes = words::codes(&mut root, &questions);
    root.finish();
    let heading = heading?;
    let Questions {
        list: mut questions,
        by_id,
        ..
    } = questions;
    mark_deciding(&mut questions, &outcomes);
    Some(Pathway {
        id: heading.id,
        version: heading.version,
        date: heading.date,
        hash: hash(text),
        source: text.to_owned(),
        name: heading.name,
        sections,
        questions,
        signs,
        outcomes,
        flags,
        texts: Texts {
            notice: heading.notice,
            intro: heading.intro,
            safety,
            stay,
            prompts,
            codes,
        },
        by_id: by_id.into_iter().collect::<HashMap<_, _>>(),
    })
}

/// Marks the questions that outcomes look at before any sign is worked out.
fn mark_deciding(questions: &mut [Question], outcomes: &[Outcome]) {
    let early = outcomes
        .iter()
        .filter(|outcome| outcome.kind != OutcomeKind::Result);
    for condition in early.filter_map(|outcome| outcome.when.as_ref()) {
        condition.each_question(&mut |ix| questions[ix.get()].decides = true);
    }
}

fn sections(root: &mut Table<'_>) -> Vec<Section> {
    let (mut ids, mut sections) = (Vec::new(), Vec::new());
    for mut table in root.tables("section") {
        let id = table.name("id");
        let title = table.text("title", Readers::BOTH);
        table.finish();
        if let Some(id) = id {
            ids.push(At {
                value: id.value.to_owned(),
                span: id.span,
            });
            let title = title.unwrap_or_else(|| Text::plain(""));
            sections.push(Section {
                id: id.value.to_owned(),
                title,
            });
        }
    }
    no_duplicates(root.log, "section", &ids);
    sections
}

/// SHA-256 in hexadecimal digits.
fn hash(text: &str) -> String {
    Sha256::digest(text.as_bytes())
        .iter()
        .fold(String::new(), |mut hex, byte| {
            // Writing to a string cannot fail.
            let _ = write!(hex, "{byte:02x}");
            hex
        })
}

//! A letter as it stands on a page and on paper.

use domain::correspondence::{Block, Letter, Part, paragraphs};
use maud::{Markup, html};

use super::words;
use crate::components::error_summary::message_for;
use crate::components::{Field, Problem, textarea};

/// That the parts that may be changed are controls.
#[derive(Debug, Clone, Copy)]
pub struct Editing<'a> {
    /// What is wrong with them.
    pub problems: &'a [Problem],
}

/// The sheet. A page gives the heading of the first level; the letter's own title is of the second.
pub fn sheet(letter: &Letter, editing: Option<Editing<'_>>) -> Markup {
    html! {
        article class="app-letter" aria-label="Letter" {
            @if let Some((name, rest)) = letter.from.split_first() {
                p class="app-letter__head" { strong { (name) } @for line in rest { br; (line) } }
            }
            p class="app-letter__to" { (lines(&letter.to)) }
            p { (letter.date) }
            p class="app-letter__about" { strong { (lines(&letter.about)) } }
            p { (letter.greeting) }
            h2 { (letter.title) }
            @for block in &letter.blocks { (piece(block, editing)) }
            (signed(&letter.signed))
            div class="app-letter__notice" { @for line in &letter.notice { p { (line) } } }
        }
    }
}

fn piece(block: &Block, editing: Option<Editing<'_>>) -> Markup {
    html! {
        @match block {
            Block::Heading { text } => { h3 { (text) } }
            Block::Paragraph { text } => { p class="app-lines" { (text) } }
            Block::List { items } => { ul class="nhsuk-list nhsuk-list--bullet" { @for item in items { li { (item) } } } }
            Block::Quote { sentence, result, because } => {
                blockquote class="app-letter__sign" {
                    p { strong { "“" (sentence) "”" } }
                    p { strong { (result) } }
                    @for reason in because { p { (reason) } }
                }
            }
            Block::Part { part, text } => {
                @if let Some(editing) = editing { (control(*part, text, editing)) }
                @else { @for paragraph in paragraphs(text) { p class="app-lines" { (paragraph) } } }
            }
        }
    }
}

fn control(part: Part, text: &str, editing: Editing<'_>) -> Markup {
    let field = Field {
        name: part.code(),
        label: words::part(part),
        error: message_for(editing.problems, part.code()),
        ..Field::default()
    };
    let most = u32::try_from(Part::LONGEST).unwrap_or(u32::MAX);
    html! { div class="app-letter__part" { (textarea(&field, text, most, 4)) } }
}

fn signed(signed: &[String]) -> Markup {
    html! {
        @if let Some((words, rest)) = signed.split_first() {
            p class="app-letter__signed" { (words) }
            p { (lines(rest)) }
        }
    }
}

fn lines(lines: &[String]) -> Markup {
    html! {
        @for (number, line) in lines.iter().enumerate() {
            @if number > 0 { br; }
            (line)
        }
    }
}

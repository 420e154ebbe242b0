//! Referrals as a table, each a card on a phone: on the dashboard and in search results.

use maud::{Markup, html};

use crate::components::{Mark, four_marks, mark, tag};

/// One referral.
#[derive(Debug, Clone, Default)]
pub struct Line {
    /// The reference.
    pub reference: String,
    /// Name of the person.
    pub person: String,
    /// Age in years today, if the date of birth is known.
    pub age: Option<u32>,
    /// Who sent it, in words.
    pub source: &'static str,
    /// Short name and result of every sign; `None` where none was worked out.
    pub signs: Option<Vec<(String, Mark)>>,
    /// Whether its outcome asks for attention.
    pub flagged: bool,
    /// The flags, in words.
    pub flags: Vec<String>,
    /// Whether the referrer amended it since staff last read it.
    pub amended: bool,
    /// Whole days since it was received.
    pub days: i64,
    /// The day it was received, in words.
    pub received: String,
    /// Where it stands, in words.
    pub state: String,
    /// Who has it.
    pub owner: Option<String>,
}

const COLUMNS: [&str; 9] = [
    "Reference",
    "Person",
    "Age",
    "Sent by",
    "Signs",
    "Flags",
    "Received",
    "State",
    "Owner",
];

/// The table. `caption` says what the referrals have in common.
pub fn list(caption: &str, lines: &[Line]) -> Markup {
    html! {
        table class="nhsuk-table-responsive app-list" role="table" {
            caption class="nhsuk-table__caption nhsuk-u-visually-hidden" { (caption) }
            thead class="nhsuk-table__head" role="rowgroup" {
                tr role="row" { @for column in COLUMNS { th role="columnheader" scope="col" { (column) } } }
            }
            tbody class="nhsuk-table__body" role="rowgroup" { @for line in lines { (row(line)) } }
        }
    }
}

fn row(line: &Line) -> Markup {
    let cells = [
        html! { a class="app-list__reference" href={ "/admissions/referrals/" (line.reference) } { (line.reference) } },
        html! { (line.person) },
        html! { @if let Some(age) = line.age { (age) } @else { span class="app-quiet" { "Not given" } } },
        html! { (line.source) },
        signs(line),
        flags(line),
        received(line),
        html! { (line.state) },
        html! { @if let Some(owner) = &line.owner { (owner) } @else { span class="app-quiet" { "Nobody yet" } } },
    ];
    html! {
        tr class={ "nhsuk-table__row app-list__row" @if line.flagged { " app-list__row--flagged" } }
            role="row" data-reference=(line.reference) data-flagged=(line.flagged) {
            @for (heading, cell) in COLUMNS.iter().zip(cells) {
                td class="nhsuk-table__cell" role="cell" {
                    span class="nhsuk-table-responsive__heading" aria-hidden="true" { (heading) " " }
                    div class="app-list__value" { (cell) }
                }
            }
        }
    }
}

fn signs(line: &Line) -> Markup {
    let named: Option<Vec<(&str, Mark)>> = line.signs.as_ref().map(|signs| {
        signs
            .iter()
            .map(|(name, mark)| (name.as_str(), *mark))
            .collect()
    });
    four_marks(named.as_deref())
}

fn flags(line: &Line) -> Markup {
    html! {
        ul class="app-tags" {
            @if line.flagged { li { (tag("Flagged", "orange")) } }
            @if line.amended { li { (tag("Amended", "purple")) } }
            @for flag in &line.flags { li { (tag(flag, "grey")) } }
        }
        @if !line.flagged && !line.amended && line.flags.is_empty() { span class="app-quiet" { "None" } }
    }
}

fn received(line: &Line) -> Markup {
    html! {
        @match line.days {
            ..=0 => "Today",
            1 => "1 day ago",
            days => { (days) " days ago" },
        }
        span class="app-list__date app-quiet" { (line.received) }
    }
}

/// What the marks mean: every sign in order, and every shape.
pub fn legend(sentences: &[&str]) -> Markup {
    html! {
        details class="nhsuk-details" {
            summary class="nhsuk-details__summary" { span class="nhsuk-details__summary-text" { "What the marks mean" } }
            div class="nhsuk-details__text" {
                ul class="app-legend" {
                    @for result in [Mark::Met, Mark::NotMet, Mark::Unclear] { li { (mark(result)) " " (result.words()) } }
                }
                p { "From left to right:" }
                ol class="nhsuk-list nhsuk-list--number" { @for sentence in sentences { li { (sentence) } } }
            }
        }
    }
}

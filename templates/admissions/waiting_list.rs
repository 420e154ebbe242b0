//! `/admissions/waiting-list`: who waits for a bed, in order.

use maud::{Markup, html};

use crate::components::{inset, tag};
use crate::layout::{self, Chrome, Frame};

/// Somebody who waits.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Line {
    /// The reference.
    pub reference: String,
    /// Name of the person.
    pub person: String,
    /// Age in years today.
    pub age: Option<u32>,
    /// Set by a clinician, in words.
    pub priority: Option<&'static str>,
    /// Whether that is the highest.
    pub urgent: bool,
    /// How many who stand before are less urgent.
    pub behind: usize,
    /// Who pays, in words.
    pub payer: &'static str,
    /// Whole days since the wait began.
    pub days: i64,
    /// The day on which it began.
    pub since: String,
    /// Whether it is paused.
    pub on_hold: bool,
    /// What is still to be done.
    pub missing: Vec<String>,
    /// The day of the last move on the list, and its reason.
    pub moved: Option<(String, String)>,
}

/// What the page shows.
#[derive(Debug, Clone, Copy)]
pub struct View<'a> {
    /// The frame of the page.
    pub frame: Frame<'a>,
    /// Those who wait, in order.
    pub lines: &'a [Line],
    /// Whether this person moves them.
    pub moves: bool,
    /// Most that are shown.
    pub most: usize,
}

const COLUMNS: [&str; 8] = [
    "Place",
    "Person",
    "Age",
    "Priority",
    "Payer",
    "Waits",
    "Missing",
    "Last move",
];

/// The page.
pub fn page(view: &View<'_>) -> Markup {
    let chrome = Chrome {
        wide: true,
        ..view.frame.titled("Waiting list")
    };
    let overtaken = view.lines.iter().filter(|line| line.behind > 0).count();
    layout::page(
        &chrome,
        html! {
            h1 { "Waiting list" }
            @if view.lines.is_empty() {
                (inset(html! { p { "Nobody waits for a bed." } }))
            } @else {
                p { (view.lines.len()) @if view.lines.len() == 1 { " person waits" } @else { " people wait" } " for a bed. The first gets the next one that fits." }
                @if overtaken > 0 { (hint(overtaken, view.moves)) }
                @if view.lines.len() >= view.most { (inset(html! { p { "The list is longer than this. Only its beginning is shown." } })) }
                (list(view))
            }
        },
    )
}

/// Nobody is moved by the service: who joins is the last, and a person decides.
fn hint(overtaken: usize, moves: bool) -> Markup {
    inset(html! {
        p {
            @if overtaken == 1 { "1 person is" } @else { (overtaken) " people are" }
            " more urgent than somebody who stands before them. "
            @if moves { "If that is not right, move them up, with a reason." } @else { "A coordinator can move them up, with a reason." }
        }
    })
}

fn list(view: &View<'_>) -> Markup {
    html! {
        table class="nhsuk-table-responsive app-list app-waiting" role="table" {
            caption class="nhsuk-table__caption nhsuk-u-visually-hidden" { "People who wait for a bed, in order" }
            thead class="nhsuk-table__head" role="rowgroup" {
                tr role="row" { @for column in COLUMNS { th role="columnheader" scope="col" { (column) } } }
            }
            tbody class="nhsuk-table__body" role="rowgroup" {
                @for (at, line) in view.lines.iter().enumerate() { (row(at + 1, line, view.moves)) }
            }
        }
    }
}

fn row(place: usize, line: &Line, moves: bool) -> Markup {
    let address = format!("/admissions/referrals/{}", line.reference);
    let cells = [
        html! { strong { (place) } },
        html! {
            a class="app-list__reference" href=(address) { (line.reference) }
            span class="app-waiting__name app-break" { (line.person) }
            @if moves {
                a href={ (address) "/move-on-list" } { "Move" span class="nhsuk-u-visually-hidden" { " " (line.reference) " on the list" } }
            }
        },
        html! { @if let Some(age) = line.age { (age) } @else { span class="app-quiet" { "Not given" } } },
        priority(line),
        html! { (line.payer) },
        html! {
            @match line.days { ..=0 => "Since today", 1 => "1 day", days => { (days) " days" } }
            span class="app-list__date app-quiet" { "since " (line.since) }
            @if line.on_hold { ul class="app-tags" { li { (tag("On hold", "yellow")) } } }
        },
        missing(&line.missing),
        html! {
            @if let Some((day, reason)) = &line.moved {
                span class="app-break" { (reason) } span class="app-list__date app-quiet" { (day) }
            } @else { span class="app-blank app-quiet" { "None" } }
        },
    ];
    html! {
        tr class="nhsuk-table__row app-list__row" role="row" data-reference=(line.reference) {
            @for (heading, cell) in COLUMNS.iter().zip(cells) {
                td class="nhsuk-table__cell" role="cell" {
                    span class="nhsuk-table-responsive__heading" aria-hidden="true" { (heading) " " }
                    div class="app-list__value" { (cell) }
                }
            }
        }
    }
}

fn priority(line: &Line) -> Markup {
    html! {
        @match line.priority {
            Some(priority) if line.urgent => (tag(priority, "red")),
            Some(priority) => (priority),
            None => span class="app-quiet" { "Not set" },
        }
        @if line.behind > 0 {
            span class="app-list__date app-quiet" { "behind " (line.behind) " less urgent" }
        }
    }
}

fn missing(missing: &[String]) -> Markup {
    html! {
        @if missing.is_empty() { span class="app-blank app-quiet" { "Nothing" } }
        @else { ul class="app-waiting__missing" { @for one in missing { li { (one) } } } }
    }
}

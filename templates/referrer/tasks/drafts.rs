//! `/refer/drafts`: the drafts of a practice.

use maud::{Markup, html};

use crate::components::{form, inset, submit};
use crate::layout::{self, Chrome, Frame};

/// One draft.
#[derive(Debug, Clone)]
pub struct Line {
    /// Its task list.
    pub address: String,
    /// Where it is deleted.
    pub delete: String,
    /// The patient's name, once it was given.
    pub patient: Option<String>,
    /// Who began it.
    pub begun_by: String,
    /// When it was last saved, in words.
    pub saved_at: String,
    /// The day on which it is deleted, in words.
    pub expires_on: String,
}

/// What the page shows.
#[derive(Debug, Clone, Copy)]
pub struct View<'a> {
    /// The frame of the page.
    pub frame: Frame<'a>,
    /// Of this showing of the form.
    pub nonce: &'a str,
    /// The drafts, the last saved first.
    pub lines: &'a [Line],
    /// How many are shown, where there are more.
    pub more: Option<usize>,
}

const COLUMNS: [&str; 5] = ["Patient", "Begun by", "Saved", "Deleted on", "Delete"];

/// The page.
pub fn page(view: &View<'_>) -> Markup {
    let chrome = Chrome {
        wide: true,
        ..view.frame.titled("Drafts").with_back(Some("/refer"))
    };
    layout::page(
        &chrome,
        html! {
            h1 { "Drafts" }
            p class="app-text" { "Referrals of your practice that have not been sent. Everybody of your practice can go on with them." }
            @if view.lines.is_empty() { (inset(html! { p { "There are no drafts." } })) } @else { (table(view.lines)) }
            @if let Some(most) = view.more { p { "The " (most) " saved last are shown. Send or delete some to see the others." } }
            (form("/refer/start", view.frame.csrf, view.nonce, submit("Begin a referral")))
        },
    )
}

fn table(lines: &[Line]) -> Markup {
    html! {
        table class="nhsuk-table-responsive app-list" role="table" {
            caption class="nhsuk-table__caption nhsuk-u-visually-hidden" { "Drafts, the last saved first" }
            thead class="nhsuk-table__head" role="rowgroup" {
                tr role="row" { @for column in COLUMNS { th role="columnheader" scope="col" { (column) } } }
            }
            tbody class="nhsuk-table__body" role="rowgroup" { @for line in lines { (row(line)) } }
        }
    }
}

fn row(line: &Line) -> Markup {
    let name = line.patient.as_deref().unwrap_or("No patient yet");
    let cells = [
        html! { a href=(line.address) { (name) } },
        html! { (line.begun_by) },
        html! { (line.saved_at) },
        html! { (line.expires_on) },
        html! { a href=(line.delete) { "Delete" span class="nhsuk-u-visually-hidden" { " the draft: " (name) ", saved " (line.saved_at) } } },
    ];
    html! {
        tr class="nhsuk-table__row app-list__row" role="row" {
            @for (heading, cell) in COLUMNS.iter().zip(cells) {
                td class="nhsuk-table__cell" role="cell" {
                    span class="nhsuk-table-responsive__heading" aria-hidden="true" { (heading) " " }
                    div class="app-list__value app-break" { (cell) }
                }
            }
        }
    }
}

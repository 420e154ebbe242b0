//! Two accounts side by side, question by question; stacked on a phone.

use domain::comparison::Agreement;
use maud::{Markup, html};

use super::tag;

/// One question.
#[derive(Debug, Clone)]
pub struct CompareRow {
    /// The question.
    pub question: String,
    /// The patient's answer in the words that the patient saw.
    pub patient: Vec<String>,
    /// The referrer's answer in clinical words.
    pub referrer: Vec<String>,
    /// Whether referrers are asked it at all.
    pub for_referrer: bool,
    /// How both stand to each other.
    pub agreement: Agreement,
}

const COLUMNS: [&str; 4] = ["Question", "Patient", "Referrer", "Comparison"];

/// The table. `caption` says whose accounts these are.
pub fn comparison(caption: &str, rows: &[CompareRow]) -> Markup {
    html! {
        table class="nhsuk-table-responsive app-compare" role="table" {
            caption class="nhsuk-table__caption" { (caption) }
            thead class="nhsuk-table__head" role="rowgroup" {
                tr role="row" { @for column in COLUMNS { th role="columnheader" scope="col" { (column) } } }
            }
            tbody class="nhsuk-table__body" role="rowgroup" { @for row in rows { (line(row)) } }
        }
    }
}

fn line(row: &CompareRow) -> Markup {
    let cells = [
        html! { (row.question) },
        answer(&row.patient, "Not answered"),
        answer(
            &row.referrer,
            if row.for_referrer {
                "Not answered"
            } else {
                "Not asked of referrers"
            },
        ),
        agreement(row.agreement),
    ];
    html! {
        tr class="nhsuk-table__row" role="row" data-agreement=(row.agreement.code()) {
            @for (heading, cell) in COLUMNS.iter().zip(cells) {
                td class="nhsuk-table__cell" role="cell" {
                    span class="nhsuk-table-responsive__heading" aria-hidden="true" { (heading) " " }
                    div class="app-compare__value" { (cell) }
                }
            }
        }
    }
}

fn answer(lines: &[String], none: &str) -> Markup {
    html! {
        @match lines {
            [] => span class="app-quiet" { (none) },
            [line] => span class="app-lines" { (line) },
            lines => ul class="nhsuk-list app-list-tight" { @for line in lines { li { (line) } } },
        }
    }
}

fn agreement(agreement: Agreement) -> Markup {
    match agreement {
        Agreement::Same => html! { "Same" },
        Agreement::Differs => tag("Differs", "orange"),
        Agreement::OnlyPatient => html! { "Patient only" },
        Agreement::OnlyReferrer => html! { "Referrer only" },
    }
}

//! Questions and answers in two columns, with links to change them.

use maud::{Markup, html};

/// One question with its answer.
#[derive(Debug, Clone)]
pub struct Row {
    /// The question.
    pub key: String,
    /// Lines of the answer; none is shown as "Not answered".
    pub value: Vec<String>,
    /// Where to change it.
    pub change: Option<String>,
}

/// The list. Rows without a link show none.
pub fn summary_list(rows: &[Row]) -> Markup {
    let links = rows.iter().any(|row| row.change.is_some());
    html! {
        dl class="nhsuk-summary-list" {
            @for row in rows {
                div class={ "nhsuk-summary-list__row" @if links && row.change.is_none() { " nhsuk-summary-list__row--no-actions" } } {
                    dt class="nhsuk-summary-list__key" { (row.key) }
                    dd class="nhsuk-summary-list__value" { (value(&row.value)) }
                    @if let Some(href) = &row.change {
                        dd class="nhsuk-summary-list__actions" {
                            a href=(href) { "Change" span class="nhsuk-u-visually-hidden" { " " (row.key) } }
                        }
                    }
                }
            }
        }
    }
}

fn value(lines: &[String]) -> Markup {
    html! {
        @match lines {
            [] => span class="app-quiet" { "Not answered" },
            [line] => span class="app-lines" { (line) },
            lines => ul class="nhsuk-list app-list-tight" { @for line in lines { li { (line) } } },
        }
    }
}

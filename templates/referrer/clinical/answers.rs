//! `/refer/drafts/{id}/answers`: everything before it is sent, what is missing, and what stands in the way.

use maud::{Markup, html};

use crate::components::{Row, button, button_link, buttons, inset, summary_list, warning};
use crate::layout::{self, Frame};

/// What the page shows.
#[derive(Debug, Clone, Copy)]
pub struct View<'a> {
    /// The frame of the page.
    pub frame: Frame<'a>,
    /// The page before: the draft's task list.
    pub back: &'a str,
    /// What stands in the way of sending.
    pub blocked: &'a [Item],
    /// What the hospital usually asks for.
    pub missing: &'a [Item],
    /// Everything, part by part.
    pub parts: &'a [Part],
    /// The outcome in one line.
    pub result: &'a str,
    /// Where the result is explained.
    pub explained: &'a str,
    /// Where to send.
    pub send: &'a str,
}

/// Something to add, and where.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Item {
    /// What it is.
    pub words: String,
    /// Where to do it; absent where nothing can be done.
    pub href: Option<String>,
}

/// A part of the referral.
#[derive(Debug, Clone)]
pub struct Part {
    /// Its heading.
    pub title: String,
    /// Its rows.
    pub rows: Vec<Row>,
}

/// The page.
pub fn page(view: &View<'_>) -> Markup {
    let chrome = view
        .frame
        .titled("Check the referral")
        .with_back(Some(view.back));
    layout::page(
        &chrome,
        html! {
            h1 { "Check the referral" }
            (blocked(view))
            (missing(view))
            p { "Result: " strong { (view.result) } ". " a href=(view.explained) { "See the result in full" } }
            @for part in view.parts {
                h2 class="nhsuk-heading-m" { (part.title) }
                (summary_list(&part.rows))
            }
            (buttons(html! {
                @if view.blocked.is_empty() { (button_link("Continue to send", view.send)) }
                (button::secondary_link("Back to the task list", view.back))
            }))
        },
    )
}

fn blocked(view: &View<'_>) -> Markup {
    html! {
        @if !view.blocked.is_empty() {
            div data-blocked=(view.blocked.len()) {
                (warning("This cannot be sent yet", items(view.blocked)))
            }
        }
    }
}

fn missing(view: &View<'_>) -> Markup {
    html! {
        @if !view.missing.is_empty() {
            div data-missing=(view.missing.len()) {
                (inset(html! {
                    h2 class="nhsuk-heading-s" { "The hospital usually asks for these" }
                    p { "You can send without them. Each one given now saves a question later." }
                    (items(view.missing))
                }))
            }
        }
    }
}

fn items(items: &[Item]) -> Markup {
    html! {
        ul class="nhsuk-list nhsuk-list--bullet" {
            @for item in items {
                li { @if let Some(href) = &item.href { a href=(href) { (item.words) } } @else { (item.words) } }
            }
        }
    }
}

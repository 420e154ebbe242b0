//! `/admissions/search`: found referrals, in answer to the form, so that no address carries a name.

use maud::{Markup, html};

use super::list::{self, Line};
use crate::components::error_summary::message_for;
use crate::components::{Field, Input, Problem, error_summary, form, inset, submit, text_input};
use crate::layout::{self, Chrome, Frame};

/// What the page shows. Control: `query`.
#[derive(Debug, Clone, Copy)]
pub struct View<'a> {
    /// The frame of the page.
    pub frame: Frame<'a>,
    /// Of this showing of the form.
    pub nonce: &'a str,
    /// What was searched for.
    pub query: &'a str,
    /// What was found; `None` when nothing was entered.
    pub lines: Option<&'a [Line]>,
    /// Whether there are more than are shown.
    pub more: bool,
    /// The published sentences of the signs, in order.
    pub sentences: &'a [&'a str],
}

/// The page.
pub fn page(view: &View<'_>) -> Markup {
    let problems: Vec<Problem> = view.lines.is_none().then(missing).into_iter().collect();
    let chrome = Chrome {
        wide: true,
        ..view.frame.titled("Search")
    };
    let chrome = chrome
        .with_error(!problems.is_empty())
        .with_back(Some("/admissions"));
    layout::page(
        &chrome,
        html! {
            (error_summary(&problems))
            h1 { "Search" }
            (search_form(view.frame.csrf, view.nonce, view.query, message_for(&problems, "query")))
            @if let Some(lines) = view.lines { (found(view, lines)) }
        },
    )
}

fn found(view: &View<'_>, lines: &[Line]) -> Markup {
    html! {
        @if lines.is_empty() {
            (inset(html! {
                p { "Nothing was found. Search for the whole reference, the whole NHS number, or whole words of a name." }
            }))
        } @else {
            div role="status" { h2 { (lines.len()) @if lines.len() == 1 { " referral" } @else { " referrals" } } }
            @if view.more { p { "There are more. Add another word of the name." } }
            (list::list("Referrals found", lines))
            (list::legend(view.sentences))
        }
    }
}

/// The search form, also on the dashboard.
pub(super) fn search_form(csrf: &str, nonce: &str, query: &str, error: Option<&str>) -> Markup {
    let field = Field {
        name: "query",
        label: "Search for a referral",
        hint: Some("Reference, NHS number or name"),
        error,
        ..Field::default()
    };
    let input = Input {
        value: query,
        autocomplete: Some("off"),
        width: 30,
        ..Input::default()
    };
    html! {
        search class="app-search" {
            (form("/admissions/search", csrf, nonce, html! { (text_input(&field, &input)) (submit("Search")) }))
        }
    }
}

fn missing() -> Problem {
    Problem {
        control: "query".to_owned(),
        message: "Enter a reference, an NHS number or a name".to_owned(),
    }
}

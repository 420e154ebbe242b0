//! `/refer`: the worklist of a practice, as a table, each line a card on a phone.

use maud::{Markup, html};

use crate::components::{form, inset, submit};
use crate::layout::{self, Chrome, Frame};

/// A link to a part of the worklist.
#[derive(Debug, Clone)]
pub struct Tab {
    /// Its name.
    pub label: &'static str,
    /// How many referrals it has; nothing where that is not counted.
    pub count: Option<i64>,
    /// Its address.
    pub href: String,
    /// Whether it is shown now.
    pub current: bool,
}

/// One referral.
#[derive(Debug, Clone, Default)]
pub struct Line {
    /// The reference.
    pub reference: String,
    /// Name of the person.
    pub person: String,
    /// Age in years today, if the date of birth is known.
    pub age: Option<u32>,
    /// Who holds it now, in words.
    pub holder: &'static str,
    /// Since when, in words.
    pub since: String,
    /// The next promised date, in words.
    pub promised: Option<String>,
    /// Where it stands, in words.
    pub state: &'static str,
    /// Whether it goes on in another referral, to which it was joined.
    pub joined: bool,
    /// Who referred.
    pub referrer: String,
    /// When it was received, in words.
    pub received: String,
}

/// What the page shows.
#[derive(Debug, Clone, Copy)]
pub struct View<'a> {
    /// The frame of the page.
    pub frame: Frame<'a>,
    /// Of this showing of the form.
    pub nonce: &'a str,
    /// The parts of the worklist.
    pub tabs: &'a [Tab],
    /// Whose referrals are shown: the practice's or one's own.
    pub filters: &'a [Tab],
    /// A number this large means "or more".
    pub most: i64,
    /// Drafts of the practice.
    pub drafts: i64,
    /// The referrals of the part.
    pub lines: &'a [Line],
    /// Address of the part's beginning, where it is not shown.
    pub newest: Option<&'a str>,
    /// Address of what follows.
    pub older: Option<&'a str>,
}

const COLUMNS: [&str; 9] = [
    "Reference",
    "Person",
    "Age",
    "Held by",
    "Since",
    "Next date",
    "State",
    "Referred by",
    "Received",
];

/// The page.
pub fn page(view: &View<'_>) -> Markup {
    let chrome = Chrome {
        wide: true,
        ..view.frame.titled("Referrals of your practice")
    };
    layout::page(
        &chrome,
        html! {
            h1 { "Referrals of your practice" }
            div class="app-worklist__start" {
                (form("/refer/start", view.frame.csrf, view.nonce, submit("Begin a referral")))
                p { a href="/refer/drafts" { "Drafts not sent yet: " (number(view.drafts, view.most)) } }
            }
            (tabs(view))
            (filters(view))
            @if view.lines.is_empty() {
                (inset(html! { p { "There are no referrals here." } }))
            } @else {
                (table(view.lines))
            }
            (further(view))
        },
    )
}

fn number(count: i64, most: i64) -> Markup {
    html! { (count) @if count >= most { " or more" } }
}

fn tabs(view: &View<'_>) -> Markup {
    html! {
        nav class="app-tabs" aria-label="Parts of the worklist" {
            ul {
                @for tab in view.tabs {
                    li {
                        a href=(tab.href) aria-current=[tab.current.then_some("page")] {
                            (tab.label) @if let Some(count) = tab.count { " (" (number(count, view.most)) ")" }
                        }
                    }
                }
            }
        }
    }
}

fn filters(view: &View<'_>) -> Markup {
    html! {
        nav class="app-filters" aria-label="Whose referrals" {
            span { "Show: " }
            ul { @for one in view.filters { li { a href=(one.href) aria-current=[one.current.then_some("true")] { (one.label) } } } }
        }
    }
}

fn table(lines: &[Line]) -> Markup {
    html! {
        table class="nhsuk-table-responsive app-list" role="table" {
            caption class="nhsuk-table__caption nhsuk-u-visually-hidden" { "Referrals, the newest first" }
            thead class="nhsuk-table__head" role="rowgroup" {
                tr role="row" { @for column in COLUMNS { th role="columnheader" scope="col" { (column) } } }
            }
            tbody class="nhsuk-table__body" role="rowgroup" { @for line in lines { (row(line)) } }
        }
    }
}

fn row(line: &Line) -> Markup {
    let cells = [
        html! { a class="app-list__reference" href={ "/refer/referrals/" (line.reference) } { (line.reference) } },
        html! { (line.person) },
        html! { @if let Some(age) = line.age { (age) } @else { span class="app-quiet" { "Not given" } } },
        html! { (line.holder) },
        html! { (line.since) },
        html! { @if let Some(date) = &line.promised { (date) } @else { span class="app-quiet" { "None" } } },
        html! { (line.state) @if line.joined { " " span class="app-quiet" { "(joined to another)" } } },
        html! { (line.referrer) },
        html! { (line.received) },
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

fn further(view: &View<'_>) -> Markup {
    html! {
        @if view.newest.is_some() || view.older.is_some() {
            nav class="app-pagination" aria-label="Further referrals" {
                @if let Some(href) = view.newest { a href=(href) rel="first" { "Newest" } }
                @if let Some(href) = view.older { a href=(href) rel="next" { "Older" } }
            }
        }
    }
}

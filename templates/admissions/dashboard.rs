//! `/admissions`: queues of referrals, and one of them as a list.

pub mod filters;
pub mod views;

use maud::{Markup, html};

use super::list::{self, Line, Table};
use super::live;
use super::search::{self, search_form};
use crate::components::inset;
use crate::layout::{self, Chrome, Frame};
use filters::Narrowing;
use views::View as Saved;

/// A name and a value of an address.
pub type Pair = (String, String);

/// A queue with its number.
#[derive(Debug, Clone)]
pub struct Queue {
    /// Its code, by which a script finds its number.
    pub code: &'static str,
    /// Its name.
    pub label: &'static str,
    /// How many there are.
    pub count: i64,
    /// Its address.
    pub href: String,
    /// Whether it is the one that is shown.
    pub current: bool,
}

/// What the page shows.
#[derive(Debug, Clone)]
pub struct View<'a> {
    /// The frame of the page.
    pub frame: Frame<'a>,
    /// Of this showing of the forms.
    pub nonce: &'a str,
    /// The queues.
    pub queues: &'a [Queue],
    /// A count this large means "or more".
    pub most: i64,
    /// The list; `None` for roles that see numbers only.
    pub list: Option<List<'a>>,
    /// What the list is narrowed by.
    pub narrowing: &'a Narrowing<'a>,
    /// The list as a file.
    pub export: Export<'a>,
}

/// A queue as a list.
#[derive(Debug, Clone)]
pub struct List<'a> {
    /// Its name.
    pub title: &'a str,
    /// What stands in it.
    pub about: &'a str,
    /// What is said where nothing is in it.
    pub empty: &'a str,
    /// Whether looking took too long, so that nothing can be shown.
    pub slow: bool,
    /// The referrals of this part.
    pub lines: &'a [Line],
    /// Whether it is the waiting list in its order.
    pub places: bool,
    /// Address of the part before.
    pub before: Option<&'a str>,
    /// Address of the part after.
    pub after: Option<&'a str>,
    /// The published sentences of the signs, in order.
    pub sentences: &'a [&'a str],
    /// The search, as it stands.
    pub search: search::Form<'a>,
    /// Lists that were saved.
    pub saved: &'a [Saved],
    /// This list as it can be saved: the query of its address.
    pub to_save: &'a str,
    /// Its own address.
    pub address: &'a str,
    /// What it has seen of changes, for the script that asks for later ones.
    pub seen: &'a str,
    /// The bar for what is done to several referrals at once; then each has a checkbox.
    pub bulk: Option<Markup>,
}

/// The list as a file.
#[derive(Debug, Clone, Copy)]
pub struct Export<'a> {
    /// Its address.
    pub href: &'a str,
    /// Its address with what identifies people, for those who may.
    pub with_names: Option<&'a str>,
    /// Most lines of a file, in words.
    pub most: &'a str,
}

/// The page.
pub fn page(view: &View<'_>) -> Markup {
    // Of several open tabs each says which list it is.
    let title = match &view.list {
        Some(list) => format!("{} – Referrals", list.title),
        None => "Referrals".to_owned(),
    };
    let chrome = Chrome {
        wide: true,
        ..view.frame.titled(&title)
    };
    layout::page(
        &chrome,
        html! {
            h1 class="app-dashboard__title" { "Referrals" }
            @match &view.list {
                Some(list) => {
                    div data-live-counts { (queues(view)) }
                    (queue(view, list))
                }
                None => {
                    div data-live-counts { (numbers(view)) }
                    (inset(html! { p { "Your role shows numbers only. It does not open the details of people." } }))
                    h2 { "Download a list" }
                    p { "The file has codes, ages in tens of years and months of receipt: no reference, practice, owner or day, and nothing that says who a referral is about." }
                    (filters::narrowing(view.narrowing))
                    (export(view.export))
                }
            }
        },
    )
}

fn queues(view: &View<'_>) -> Markup {
    html! {
        nav class="app-queues" aria-label="Queues" {
            ul {
                @for queue in view.queues {
                    li {
                        a href=(queue.href) aria-current=[queue.current.then_some("page")] {
                            span class="app-queues__label" { (queue.label) } " "
                            span class="app-queues__count" data-count=(queue.code) { (number(queue.count, view.most)) }
                        }
                    }
                }
            }
        }
    }
}

fn numbers(view: &View<'_>) -> Markup {
    html! {
        dl class="app-counts" {
            @for queue in view.queues { div { dt { (queue.label) } dd { (number(queue.count, view.most)) } } }
        }
    }
}

/// "12"; "1000+" where there may be more.
pub fn number(count: i64, most: i64) -> String {
    let more = if count >= most { "+" } else { "" };
    format!("{count}{more}")
}

fn queue(view: &View<'_>, list: &List<'_>) -> Markup {
    html! {
        div class="app-dashboard__tools" {
            (search_form(&list.search, None))
            (views::saved(list.saved))
        }
        (filters::narrowing(view.narrowing))
        div class="app-dashboard__head" {
            h2 class="nhsuk-heading-m" { (list.title) }
            p class="app-quiet" { (list.about) }
            (live::notice(list.address))
        }
        (live::list(list.seen, part(view, list)))
        // After the list, so that one goes on to it from the rows that were chosen.
        @if let Some(bulk) = &list.bulk { (bulk) }
        div class="app-dashboard__foot" {
            (list::legend(list.sentences))
            (views::save(view.frame.csrf, view.nonce, list.to_save))
            (as_file(view.export))
        }
    }
}

fn part(view: &View<'_>, list: &List<'_>) -> Markup {
    let table = Table {
        caption: list.title,
        lines: list.lines,
        places: list.places,
        choose: list.bulk.is_some(),
    };
    html! {
        @if list.slow { (slow()) }
        @else if list.lines.is_empty() { (empty(view, list)) }
        @else { (list::list(&table)) }
        @if list.before.is_some() || list.after.is_some() {
            nav class="app-pagination" aria-label="Parts of the list" {
                @if let Some(href) = list.before { a href=(href) rel="prev" { "Previous page" } }
                @if let Some(href) = list.after { a href=(href) rel="next" { "Next page" } }
            }
        }
    }
}

fn slow() -> Markup {
    inset(html! {
        p { strong { "This took too long." } " There are too many referrals to look through for these filters in this order." }
        p { "Choose a shorter period, take a filter off, or sort by “Flagged first, then the newest”." }
    })
}

fn empty(view: &View<'_>, list: &List<'_>) -> Markup {
    inset(html! {
        @if !list.search.query.is_empty() {
            p { "Nothing was found. Search for the whole reference, the whole NHS number, whole words of a name, or a practice’s name or ODS code." }
        } @else if view.narrowing.chips.is_empty() { p { (list.empty) } }
        @else { p { "No referral here fits these filters." } }
        @if !view.narrowing.chips.is_empty() {
            p { a href=(view.narrowing.clear) { @if list.search.query.is_empty() { "Clear filters" } @else { "Clear search and filters" } } }
        }
    })
}

fn as_file(file: Export<'_>) -> Markup {
    crate::components::details("Download this list", export(file))
}

fn export(file: Export<'_>) -> Markup {
    html! {
        p { "A CSV file with at most " (file.most) " lines. That you took it, and how many lines it has, is noted." }
        ul class="nhsuk-list" {
            li { a href=(file.href) download { "Download without what identifies people" } }
            @if let Some(href) = file.with_names {
                li { a href=(href) download { "Download with names, NHS numbers and dates of birth" } }
            }
        }
    }
}

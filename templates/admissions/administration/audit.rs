//! `/admissions/audit`: who changed what, and who looked at whose record.

use maud::{Markup, html};

use super::log_words;
use crate::components::error_summary::message_for;
use crate::components::{
    Field, Input, Problem, SelectItem, error_summary, inset, select, submit, text_input,
};
use crate::layout::{self, Chrome, Frame};

/// Which log.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Log {
    /// Who changed what.
    #[default]
    Changes,
    /// Who looked at whose record.
    Looks,
}

impl Log {
    /// The code in addresses.
    pub fn code(self) -> &'static str {
        match self {
            Self::Changes => "changes",
            Self::Looks => "looks",
        }
    }

    fn title(self) -> &'static str {
        match self {
            Self::Changes => "Changes",
            Self::Looks => "Looks at records",
        }
    }

    fn action(self, code: &str) -> String {
        match self {
            Self::Changes => log_words::change(code),
            Self::Looks => log_words::look(code),
        }
    }
}

/// A line in words.
#[derive(Debug, Clone, Default)]
pub struct Line {
    /// When.
    pub at: String,
    /// Who.
    pub who: String,
    /// What, as a code.
    pub action: String,
    /// The kind of thing, as a code.
    pub kind: String,
    /// The reference of the case, if it is one.
    pub reference: Option<String>,
    /// The name of the thing, if it has one.
    pub thing: Option<String>,
    /// Codes that say more, as pairs.
    pub more: Vec<(String, String)>,
}

/// What is wrong with the filters.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fault {
    /// The first day is none.
    From,
    /// The last day is none, or comes before the first.
    To,
    /// No case has this reference.
    Reference,
}

/// What stands in the filters; empty for whatever does not narrow.
#[derive(Debug, Clone, Copy, Default)]
pub struct Filters<'a> {
    /// The account.
    pub account: &'a str,
    /// The action's code.
    pub action: &'a str,
    /// The kind of thing.
    pub kind: &'a str,
    /// The reference of a case.
    pub reference: &'a str,
    /// First day, `YYYY-MM-DD`.
    pub from: &'a str,
    /// Last day.
    pub to: &'a str,
}

/// What the page shows. Controls, all in the address: `list`, `account`, `action`, `kind`, `reference`, `from`, `to`.
#[derive(Debug, Clone, Copy)]
pub struct View<'a> {
    /// The frame of the page.
    pub frame: Frame<'a>,
    /// Which log.
    pub log: Log,
    /// What stands in the filters.
    pub filters: Filters<'a>,
    /// Accounts to choose from: id and words.
    pub accounts: &'a [(String, String)],
    /// Codes of actions to choose from.
    pub actions: &'a [String],
    /// Kinds of things to choose from.
    pub kinds: &'a [String],
    /// The lines.
    pub lines: &'a [Line],
    /// Address of the part before this in time.
    pub older: Option<&'a str>,
    /// Address of the newest part, from a later one.
    pub newest: Option<&'a str>,
    /// How many lines were looked at, where that is why the part ends here.
    pub cut: Option<i64>,
    /// What is wrong.
    pub faults: &'a [Fault],
}

/// The page.
pub fn page(view: &View<'_>) -> Markup {
    let problems: Vec<Problem> = view.faults.iter().copied().map(problem).collect();
    let chrome = Chrome {
        wide: true,
        ..view.frame.titled("Audit and access log")
    };
    let chrome = chrome
        .with_error(!problems.is_empty())
        .with_back(Some("/admissions/administration"));
    layout::page(
        &chrome,
        html! {
            (error_summary(&problems))
            h1 { "Audit and access log" }
            p { "Each look at this page is a line of the log too." }
            (logs(view.log))
            (filters(view, &problems))
            h2 { (view.log.title()) }
            (lines(view))
        },
    )
}

fn logs(now: Log) -> Markup {
    html! {
        nav class="app-admin-tabs" aria-label="Logs" {
            ul {
                @for log in [Log::Changes, Log::Looks] {
                    li {
                        a href={ "/admissions/audit?list=" (log.code()) } aria-current=[(log == now).then_some("page")] { (log.title()) }
                    }
                }
            }
        }
    }
}

fn filters(view: &View<'_>, problems: &[Problem]) -> Markup {
    let log = view.log;
    html! {
        search class="app-admin-filters" {
            form method="get" action="/admissions/audit" {
                input type="hidden" name="list" value=(log.code());
                (choice(("account", "Who"), view.filters.account, view.accounts))
                (choice(("action", "What"), view.filters.action, &coded(view.actions, |code| log.action(code))))
                @if log == Log::Changes {
                    (choice(("kind", "Kind of thing"), view.filters.kind, &coded(view.kinds, log_words::kind)))
                }
                (line("reference", "Reference of a case", "text", view.filters.reference, problems))
                (line("from", "From", "date", view.filters.from, problems))
                (line("to", "Up to", "date", view.filters.to, problems))
                div class="app-admin-filters__button" { (submit("Show")) }
            }
        }
    }
}

fn coded(codes: &[String], words: impl Fn(&str) -> String) -> Vec<(String, String)> {
    let mut pairs: Vec<(String, String)> = codes
        .iter()
        .map(|code| (code.clone(), words(code)))
        .collect();
    pairs.sort_by(|one, other| one.1.cmp(&other.1));
    pairs
}

fn choice((name, label): (&str, &str), chosen: &str, pairs: &[(String, String)]) -> Markup {
    let all = SelectItem {
        value: "",
        label: "All",
        selected: chosen.is_empty(),
    };
    let items = pairs.iter().map(|(value, label)| SelectItem {
        value,
        label,
        selected: value == chosen,
    });
    let items: Vec<SelectItem<'_>> = std::iter::once(all).chain(items).collect();
    let field = Field {
        name,
        label,
        ..Field::default()
    };
    select(&field, &items)
}

fn line(name: &str, label: &str, kind: &str, value: &str, problems: &[Problem]) -> Markup {
    let field = Field {
        name,
        label,
        error: message_for(problems, name),
        ..Field::default()
    };
    let input = Input {
        value,
        kind,
        ..Input::default()
    };
    text_input(&field, &input)
}

const COLUMNS: [&str; 4] = ["Time", "Who", "What", "Record"];

fn lines(view: &View<'_>) -> Markup {
    html! {
        @if let Some(count) = view.cut {
            (inset(html! { p { (count) " lines were looked at, and these fit. “Older” goes on from there." } }))
        }
        @if view.lines.is_empty() {
            p { "No line fits." }
        } @else {
            table class="nhsuk-table-responsive app-admin-table" role="table" {
                caption class="nhsuk-table__caption nhsuk-u-visually-hidden" { (view.log.title()) ", newest first" }
                thead class="nhsuk-table__head" role="rowgroup" {
                    tr role="row" { @for column in COLUMNS { th role="columnheader" scope="col" { (column) } } }
                }
                tbody class="nhsuk-table__body" role="rowgroup" { @for one in view.lines { (row(view.log, one)) } }
            }
        }
        @if view.older.is_some() || view.newest.is_some() {
            nav class="app-pagination" aria-label="Parts of the log" {
                @if let Some(href) = view.newest { a href=(href) { "Newest" } }
                @if let Some(href) = view.older { a href=(href) rel="next" { "Older" } }
            }
        }
    }
}

fn row(log: Log, line: &Line) -> Markup {
    let cells = [
        html! { (line.at) },
        html! { (line.who) },
        html! {
            (log.action(&line.action))
            @if !line.more.is_empty() {
                span class="app-admin-table__more app-quiet" {
                    @for (at, (key, value)) in line.more.iter().enumerate() { @if at > 0 { ", " } (key) " " (value) }
                }
            }
        },
        of_which(log, line),
    ];
    html! {
        tr class="nhsuk-table__row" role="row" data-action=(line.action) {
            @for (heading, cell) in COLUMNS.iter().zip(cells) {
                td class="nhsuk-table__cell" role="cell" {
                    span class="nhsuk-table-responsive__heading" aria-hidden="true" { (heading) " " }
                    div class="app-admin-table__value" { (cell) }
                }
            }
        }
    }
}

fn of_which(log: Log, line: &Line) -> Markup {
    html! {
        @if let Some(reference) = &line.reference {
            a href={ "/admissions/referrals/" (reference) } { (reference) }
        } @else if let Some(thing) = &line.thing {
            (log_words::kind(&line.kind)) ": " (thing)
        } @else if log == Log::Looks {
            span class="app-quiet" { "No single case" }
        } @else {
            (log_words::kind(&line.kind))
        }
    }
}

fn problem(fault: Fault) -> Problem {
    let (control, message) = match fault {
        Fault::From => ("from", "Enter the first day as a date, like 2026-11-24"),
        Fault::To => (
            "to",
            "Enter the last day as a date that is not before the first",
        ),
        Fault::Reference => ("reference", "There is no case with this reference"),
    };
    Problem {
        control: control.to_owned(),
        message: message.to_owned(),
    }
}

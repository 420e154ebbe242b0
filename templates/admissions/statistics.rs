//! `/admissions/statistics`: numbers about many referrals, and no person.

mod figure;

pub use figure::{Figure, Kind, Table};

use maud::{Markup, html};

use crate::components::error_summary::message_for;
use crate::components::{
    Field, Input, Problem, SelectItem, Values, error_summary, inset, select, submit, text_input,
};
use crate::layout::{self, Chrome, Frame};

/// Where the page is.
pub const PATH: &str = "/admissions/statistics";

/// What is wrong with a period or a filter.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fault {
    /// The first day is no date.
    From,
    /// The last day is no date.
    To,
    /// The first day is after the last.
    Order,
    /// The last day is still to come.
    Future,
    /// The period is longer than is counted at once.
    Long,
    /// No such sender.
    Source,
}

/// A period that is one press away.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Quick {
    /// Its name.
    pub name: &'static str,
    /// Its address.
    pub href: String,
    /// Whether it is the one that is shown.
    pub current: bool,
}

/// What the page shows. Controls, all in the address: `from`, `to`, `source`.
#[derive(Debug, Clone, Copy)]
pub struct View<'a> {
    /// The frame of the page.
    pub frame: Frame<'a>,
    /// What stands in the filters.
    pub values: Values<'a>,
    /// What is wrong with it; nothing is counted then.
    pub faults: &'a [Fault],
    /// Periods that are one press away.
    pub quick: &'a [Quick],
    /// The period and the senders in words.
    pub about: &'a str,
    /// Whether small numbers are kept back from this reader.
    pub small_hidden: bool,
    /// Names and values of the few numbers on top.
    pub summary: &'a [(&'static str, String)],
    /// The figures; those without a number are named at the end.
    pub figures: &'a [Figure],
}

/// The page.
pub fn page(view: &View<'_>) -> Markup {
    let problems: Vec<Problem> = view.faults.iter().copied().map(problem).collect();
    let chrome = Chrome {
        wide: true,
        ..view.frame.titled("Statistics")
    };
    let chrome = chrome
        .with_error(!problems.is_empty())
        .with_back(Some("/admissions"));
    layout::page(
        &chrome,
        html! {
            (error_summary(&problems))
            h1 { "Statistics" }
            (filters(view, &problems))
            @if problems.is_empty() { (numbers(view)) }
        },
    )
}

fn filters(view: &View<'_>, problems: &[Problem]) -> Markup {
    let field = |name, label| Field {
        name,
        label,
        error: message_for(problems, name),
        ..Field::default()
    };
    let day = |name| Input {
        value: view.values.get(name),
        kind: "date",
        width: 10,
        ..Input::default()
    };
    let senders = SENDERS.map(|(value, label)| SelectItem {
        value,
        label,
        selected: value == view.values.get("source"),
    });
    html! {
        search class="app-statistics__filters" aria-label="What is counted" {
            form method="get" action=(PATH) {
                (text_input(&field("from", "First day"), &day("from")))
                (text_input(&field("to", "Last day"), &day("to")))
                (select(&field("source", "Sent by"), &senders))
                (submit("Show"))
            }
            @if !view.quick.is_empty() {
                nav aria-label="Periods up to today" {
                    ul class="app-statistics__quick" {
                        @for quick in view.quick {
                            li { a href=(quick.href) aria-current=[quick.current.then_some("true")] { (quick.name) } }
                        }
                    }
                }
            }
        }
    }
}

/// Codes and words of the filter by sender.
const SENDERS: [(&str, &str); 4] = [
    ("all", "Everybody"),
    ("patient", "Patients"),
    ("someone_else", "Somebody for the patient"),
    ("gp", "GPs and other referrers"),
];

fn numbers(view: &View<'_>) -> Markup {
    let (shown, empty): (Vec<&Figure>, Vec<&Figure>) = view
        .figures
        .iter()
        .partition(|one| !one.table.rows.is_empty());
    html! {
        p class="app-statistics__about" { (view.about) }
        @if view.small_hidden {
            (inset(html! { p {
                "So that nobody can be told from a number, counts from 1 to 4 are shown as “fewer than 5”. "
                "Where that count could be worked out from the others, another is not shown either."
            } }))
        }
        dl class="app-counts" {
            @for (name, value) in view.summary { div { dt { (name) } dd { (value) } } }
        }
        @if shown.is_empty() || empty.iter().any(|one| one.kind == Kind::Arrivals) {
            (inset(html! { p { "No referrals in this period. Choose another period or another sender." } }))
        }
        div class="app-statistics__figures" { @for one in shown { (figure::draw(one)) } }
        @if !empty.is_empty() {
            h2 { "Nothing to show" }
            p { "There are no numbers yet for these." }
            ul class="nhsuk-list nhsuk-list--bullet" { @for one in empty { li { (one.kind.title()) } } }
        }
    }
}

fn problem(fault: Fault) -> Problem {
    let (control, message) = match fault {
        Fault::From => ("from", "Enter the first day as a date from 2000 on"),
        Fault::To => ("to", "Enter the last day as a date from 2000 on"),
        Fault::Order => ("from", "The first day must not be after the last day"),
        Fault::Future => ("to", "The last day must be today or earlier"),
        Fault::Long => ("from", "Choose a period of at most 2 years"),
        Fault::Source => ("source", "Choose a sender from the list"),
    };
    Problem {
        control: control.to_owned(),
        message: message.to_owned(),
    }
}

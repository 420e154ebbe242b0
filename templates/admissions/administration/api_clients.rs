//! `/admissions/api-clients`: other systems that may ask for something, and making one.

use maud::{Markup, html};

use crate::components::error_summary::message_for;
use crate::components::{
    Field, Input, Item, Problem, Values, checkboxes, error_summary, form, inset, submit, tag,
    text_input,
};
use crate::layout::{self, Chrome, Frame};

/// The page of all clients.
pub const PATH: &str = "/admissions/api-clients";
/// Most characters of a system's name.
pub const NAME: usize = 80;

/// What a client may do: code, words, and what that comes to.
const SCOPES: [(&str, &str, &str); 1] = [(
    "statistics.read",
    "Read statistics",
    "The tables of the statistics page, as files. No person is in them, and counts below 5 are kept back.",
)];

const COLUMNS: [&str; 5] = ["System", "May", "Secret made", "Last used", "State"];

/// A client in words.
#[derive(Debug, Clone, Default)]
pub struct Line {
    /// Which.
    pub id: String,
    /// The system's name.
    pub name: String,
    /// Codes of what it may do.
    pub scopes: Vec<&'static str>,
    /// When its secret was made.
    pub secret_made: String,
    /// When it last asked for something.
    pub last_used: Option<String>,
    /// Whether it is disabled.
    pub disabled: bool,
}

/// What is wrong with what was entered.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fault {
    /// No name, or too long a one.
    Name,
    /// No address.
    Contact,
    /// Nothing that it may do.
    Scopes,
    /// There are too many clients.
    TooMany,
}

/// What the page shows. Controls: `name`, `contact`, `scopes`.
#[derive(Debug, Clone, Copy)]
pub struct View<'a> {
    /// The frame of the page.
    pub frame: Frame<'a>,
    /// Of this showing of the form.
    pub nonce: &'a str,
    /// All clients.
    pub clients: &'a [Line],
    /// What stands in the form.
    pub values: Values<'a>,
    /// What is wrong with it.
    pub faults: &'a [Fault],
}

/// The page.
pub fn page(view: &View<'_>) -> Markup {
    let problems = problems(view.faults);
    let chrome = Chrome {
        wide: true,
        ..view.frame.titled("API clients")
    };
    let chrome = chrome
        .with_error(!problems.is_empty())
        .with_back(Some("/admissions/administration"));
    layout::page(
        &chrome,
        html! {
            (error_summary(&problems))
            h1 { "API clients" }
            p class="app-text" {
                "An API client is another system, not a person: it proves itself with a secret and gets only what it was given here. "
                "Everything that a client takes out is in the audit log."
            }
            (all(view.clients))
            h2 { "Make an API client" }
            div class="app-text" { (form(PATH, view.frame.csrf, view.nonce, html! {
                (about(view.values, &problems))
                (submit("Make client"))
            })) }
        },
    )
}

fn all(clients: &[Line]) -> Markup {
    html! {
        @if clients.is_empty() {
            (inset(html! { p { "There is no client yet. Nothing but people can ask this service for anything." } }))
        } @else {
            table class="nhsuk-table-responsive" {
                caption class="nhsuk-table__caption nhsuk-u-visually-hidden" { "All API clients" }
                thead class="nhsuk-table__head" { tr { @for heading in COLUMNS { th scope="col" { (heading) } } } }
                tbody class="nhsuk-table__body" { @for line in clients { (row(line)) } }
            }
        }
    }
}

fn row(line: &Line) -> Markup {
    let cells = [
        html! { a href={ (PATH) "/" (line.id) } { (line.name) } },
        html! { (may(&line.scopes)) },
        html! { (line.secret_made) },
        html! { (line.last_used.as_deref().unwrap_or("Never")) },
        state(line.disabled),
    ];
    html! {
        tr class="nhsuk-table__row" {
            @for (heading, content) in COLUMNS.iter().zip(cells) {
                td class="nhsuk-table__cell" {
                    span class="nhsuk-table-responsive__heading" aria-hidden="true" { (heading) " " } (content)
                }
            }
        }
    }
}

/// Whether it works.
pub(super) fn state(disabled: bool) -> Markup {
    if disabled {
        tag("Disabled", "grey")
    } else {
        tag("Live", "green")
    }
}

/// What it may do, in words.
pub(super) fn may(codes: &[&str]) -> String {
    let words = SCOPES.iter().filter(|(code, ..)| codes.contains(code));
    let words: Vec<&str> = words.map(|(_, words, _)| *words).collect();
    words.join(", ")
}

/// The controls that say what a client is.
pub(super) fn about(values: Values<'_>, problems: &[Problem]) -> Markup {
    let field = |name, label, hint| Field {
        name,
        label,
        hint,
        error: message_for(problems, name),
        ..Field::default()
    };
    let name = Input {
        value: values.get("name"),
        width: 30,
        ..Input::default()
    };
    let contact = Input {
        value: values.get("contact"),
        kind: "email",
        autocomplete: Some("off"),
        ..Input::default()
    };
    let scopes: Vec<Item<'_>> = SCOPES
        .iter()
        .map(|(code, words, what)| Item {
            value: code,
            label: words,
            hint: Some(what),
            checked: values.has("scopes", code),
            ..Item::default()
        })
        .collect();
    html! {
        (text_input(&field("name", "Name of the system", Some("For example “Trust reporting”.")), &name))
        (text_input(&field("contact", "E-mail address of whoever answers for it", Some("To be told of changes. Nothing is sent by itself.")), &contact))
        (checkboxes(&field("scopes", "What it may do", None), &scopes))
    }
}

/// The words for all that is wrong.
pub(super) fn problems(faults: &[Fault]) -> Vec<Problem> {
    faults.iter().copied().map(problem).collect()
}

fn problem(fault: Fault) -> Problem {
    let (control, message) = match fault {
        Fault::Name => (
            "name",
            "Enter the name of the system, in at most 80 characters",
        ),
        Fault::Contact => ("contact", "Enter an e-mail address, like name@example.com"),
        Fault::Scopes => ("scopes", "Choose what it may do"),
        Fault::TooMany => (
            "name",
            "There are 100 clients, which is the most. Disable one that is no longer used",
        ),
    };
    Problem {
        control: control.to_owned(),
        message: message.to_owned(),
    }
}

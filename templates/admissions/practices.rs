//! `/admissions/practices`: practices that refer, and adding one.

use maud::{Markup, html};

use crate::components::error_summary::message_for;
use crate::components::{
    Field, Input, Problem, Values, error_summary, form, inset, pagination, submit, text_input,
    textarea,
};
use crate::layout::{self, Chrome, Frame};

/// Most characters of an address.
pub const ADDRESS: u32 = 400;

/// A practice in words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Practice {
    /// ODS code.
    pub code: String,
    /// Name.
    pub name: String,
    /// Address in one line.
    pub address: String,
}

/// What is wrong with what was entered.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fault {
    /// Not an ODS code.
    Code,
    /// No name, or too long a one.
    Name,
    /// No address, or too long a one.
    Address,
}

/// What the page shows. Controls: `search` (in the address); `ods_code`, `name`, `address`.
#[derive(Debug, Clone, Copy)]
pub struct View<'a> {
    /// The frame of the page.
    pub frame: Frame<'a>,
    /// Of this showing of the form.
    pub nonce: &'a str,
    /// What is searched for.
    pub search: &'a str,
    /// What was found of it on this page.
    pub practices: &'a [Practice],
    /// Which page, from 1.
    pub page: usize,
    /// Whether there is another page.
    pub more: bool,
    /// Whether a practice was just added.
    pub added: bool,
    /// What stands in the form that adds.
    pub values: Values<'a>,
    /// What is wrong.
    pub faults: &'a [Fault],
}

/// The page.
pub fn page(view: &View<'_>) -> Markup {
    let problems: Vec<Problem> = view.faults.iter().copied().map(problem).collect();
    let chrome = Chrome {
        wide: true,
        ..view.frame.titled("Practices")
    };
    let chrome = chrome
        .with_error(!problems.is_empty())
        .with_back(Some("/admissions/administration"));
    layout::page(
        &chrome,
        html! {
            (error_summary(&problems))
            @if view.added { div role="status" { (inset(html! { p { "The practice is added." } })) } }
            h1 { "Practices" }
            (search(view.search))
            (found(view))
            (add(view, &problems))
        },
    )
}

fn search(words: &str) -> Markup {
    let field = Field {
        name: "search",
        label: "Search",
        hint: Some("ODS code, or a part of the name"),
        ..Field::default()
    };
    let input = Input {
        value: words,
        width: 20,
        ..Input::default()
    };
    html! {
        search class="app-search" {
            form method="get" action="/admissions/practices" { (text_input(&field, &input)) (submit("Search")) }
        }
    }
}

fn found(view: &View<'_>) -> Markup {
    let pages = view.page + usize::from(view.more);
    let address = |page: usize| {
        let search = encoded(view.search);
        format!("/admissions/practices?search={search}&page={page}")
    };
    html! {
        @if view.practices.is_empty() {
            (inset(html! { p { "No practice was found." } }))
        } @else {
            table class="nhsuk-table-responsive" {
                caption class="nhsuk-table__caption nhsuk-u-visually-hidden" { "Practices found" }
                thead class="nhsuk-table__head" {
                    tr { th scope="col" { "ODS code" } th scope="col" { "Name" } th scope="col" { "Address" } }
                }
                tbody class="nhsuk-table__body" {
                    @for practice in view.practices {
                        tr class="nhsuk-table__row" {
                            (cell("ODS code", html! { a href={ "/admissions/practices/" (practice.code) } { (practice.code) } })) (cell("Name", html! { (practice.name) })) (cell("Address", html! { (practice.address) }))
                        }
                    }
                }
            }
            (pagination(view.page, pages, address))
        }
    }
}

/// Words as a part of an address (RFC 3986 §2.1).
fn encoded(words: &str) -> String {
    use std::fmt::Write as _;
    words.bytes().fold(String::new(), |mut text, byte| {
        if byte.is_ascii_alphanumeric() {
            text.push(char::from(byte));
        } else {
            // Writing into a String cannot fail.
            let _ = write!(text, "%{byte:02X}");
        }
        text
    })
}

#[expect(
    clippy::needless_pass_by_value,
    reason = "the content is made for this cell alone"
)]
fn cell(heading: &str, content: Markup) -> Markup {
    html! {
        td class="nhsuk-table__cell" {
            span class="nhsuk-table-responsive__heading" aria-hidden="true" { (heading) " " } (content)
        }
    }
}

fn add(view: &View<'_>, problems: &[Problem]) -> Markup {
    let code = Field {
        name: "ods_code",
        label: "ODS code",
        hint: Some("A letter and five digits, for example K81001."),
        error: message_for(problems, "ods_code"),
        ..Field::default()
    };
    let typed = Input {
        value: view.values.get("ods_code"),
        width: 10,
        ..Input::default()
    };
    html! {
        h2 { "Add a practice" }
        p { "One that is there already gets the new name and address." }
        div class="app-text" { (form("/admissions/practices", view.frame.csrf, view.nonce, html! {
            (text_input(&code, &typed))
            (name_and_address(view.values, problems))
            (submit("Add practice"))
        })) }
    }
}

/// The controls `name` and `address`.
pub(super) fn name_and_address(values: Values<'_>, problems: &[Problem]) -> Markup {
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
    let lines = Some("One line each; the postcode last.");
    html! {
        (text_input(&field("name", "Name", None), &name))
        (textarea(&field("address", "Address", lines), values.get("address"), ADDRESS, 4))
    }
}

pub(super) fn problem(fault: Fault) -> Problem {
    let (control, message) = match fault {
        Fault::Code => (
            "ods_code",
            "Enter an ODS code: a letter and five digits, like K81001",
        ),
        Fault::Name => (
            "name",
            "Enter the name of the practice, in at most 120 characters",
        ),
        Fault::Address => (
            "address",
            "Enter the address of the practice, in at most 400 characters",
        ),
    };
    Problem {
        control: control.to_owned(),
        message: message.to_owned(),
    }
}

//! `/admissions/accounts`: requests for accounts, invitations, and all accounts.

use maud::{Markup, html};

use super::account_words::{CHECKED, registration};
use crate::components::{
    Problem, Row, Values, error_summary, form, inset, pagination, submit, summary_list, tag,
};
use crate::doors::professional::{self, Faults};
use crate::layout::{self, Chrome, Frame};

/// Roles that can be given, by code.
pub const ROLES: [(&str, &str); 6] = [
    ("referrer", "Referrer"),
    ("coordinator", "Admissions coordinator"),
    ("clinician", "Clinician"),
    ("lead", "Admissions lead"),
    ("admin", "Administrator"),
    ("reporting", "Reporting"),
];

/// A request that waits for a decision.
#[derive(Debug, Clone)]
pub struct Request {
    /// Which.
    pub id: String,
    /// Who asks.
    pub name: String,
    /// Their confirmed address.
    pub email: String,
    /// The practice's code and name.
    pub practice: String,
    /// The profession, in words.
    pub profession: String,
    /// Register and number.
    pub registration: String,
    /// Since when it waits, in words.
    pub since: String,
}

/// An account as a line of the list.
#[derive(Debug, Clone)]
pub struct Line {
    /// Which.
    pub id: String,
    /// The name.
    pub name: String,
    /// The role, in words.
    pub role: &'static str,
    /// The practice's code and name.
    pub practice: Option<String>,
    /// Register and number.
    pub registration: Option<String>,
    /// Whether it is disabled.
    pub disabled: bool,
}

/// What was just done.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Done {
    /// Somebody was invited.
    Invited,
    /// A request was approved.
    Approved,
    /// A request was turned down.
    TurnedDown,
}

/// What the page shows. Controls: `email`, `role`, `ods_code`.
#[derive(Debug, Clone, Copy)]
pub struct View<'a> {
    /// The frame of the page.
    pub frame: Frame<'a>,
    /// Of this showing of the forms.
    pub nonce: &'a str,
    /// Requests, the longest waiting first.
    pub requests: &'a [Request],
    /// Accounts on this page.
    pub accounts: &'a [Line],
    /// Which page, from 1.
    pub page: usize,
    /// How many there are.
    pub pages: usize,
    /// What was just done.
    pub done: Option<Done>,
    /// What stands in the form that invites.
    pub values: Values<'a>,
    /// What is wrong with it.
    pub faults: Faults<'a>,
    /// Whether there is an account with that address.
    pub taken: bool,
}

/// The page.
pub fn page(view: &View<'_>) -> Markup {
    let mut problems = professional::problems(view.faults);
    problems.extend(view.taken.then(|| Problem {
        control: "email".to_owned(),
        message: "There is already an account with this address".to_owned(),
    }));
    let chrome = Chrome {
        wide: true,
        ..view.frame.titled("Accounts")
    };
    let chrome = chrome
        .with_error(!problems.is_empty())
        .with_back(Some("/admissions/administration"));
    layout::page(
        &chrome,
        html! {
            (error_summary(&problems))
            @if let Some(done) = view.done { (said(done)) }
            h1 { "Accounts" }
            (requests(view))
            (accounts(view))
            (invite(view, &problems))
        },
    )
}

fn said(done: Done) -> Markup {
    let words = match done {
        Done::Invited => "The invitation is on its way. It works for 7 days.",
        Done::Approved => "The request is approved. A link to choose a password is on its way.",
        Done::TurnedDown => "The request is turned down. The person is told so.",
    };
    html! { div role="status" { (inset(html! { p { (words) } })) } }
}

fn requests(view: &View<'_>) -> Markup {
    html! {
        h2 { "Requests" }
        @if view.requests.is_empty() { p class="app-quiet" { "No requests wait." } }
        @for request in view.requests { (one(view, request)) }
    }
}

fn one(view: &View<'_>, request: &Request) -> Markup {
    let row = |key: &str, value: &[&str]| Row {
        key: key.to_owned(),
        value: value.iter().map(|line| (*line).to_owned()).collect(),
        change: None,
    };
    let decide = |what: &str| format!("/admissions/accounts/requests/{}/{what}", request.id);
    html! {
        article class="app-mail" {
            h3 class="nhsuk-heading-s" { (request.name) }
            (summary_list(&[
                row("E-mail address", &[&request.email]),
                row("Practice", &[&request.practice]),
                row("Profession", &[&request.profession]),
                row("Registration", &[&request.registration, CHECKED]),
                row("Waiting since", &[&request.since]),
            ]))
            (form(&decide("approve"), view.frame.csrf, view.nonce, html! {
                button class="nhsuk-button" type="submit" { "Approve" span class="nhsuk-u-visually-hidden" { " " (request.name) } }
            }))
            (form(&decide("turn-down"), view.frame.csrf, view.nonce, html! {
                button class="nhsuk-button nhsuk-button--secondary" type="submit" { "Turn down" span class="nhsuk-u-visually-hidden" { " " (request.name) } }
            }))
        }
    }
}

fn accounts(view: &View<'_>) -> Markup {
    html! {
        h2 { "All accounts" }
        table class="nhsuk-table-responsive app-admin-table" {
            caption class="nhsuk-table__caption nhsuk-u-visually-hidden" { "All accounts" }
            thead class="nhsuk-table__head" {
                tr { @for heading in ["Name", "Role", "Practice", "Registration", "State"] { th scope="col" { (heading) } } }
            }
            tbody class="nhsuk-table__body" { @for line in view.accounts { (account(line)) } }
        }
        (pagination(view.page, view.pages, |page| format!("/admissions/accounts?page={page}")))
    }
}

fn account(line: &Line) -> Markup {
    let state = if line.disabled {
        tag("Disabled", "grey")
    } else {
        tag("Live", "green")
    };
    html! {
        tr class="nhsuk-table__row" {
            (cell("Name", html! { a href={ "/admissions/accounts/" (line.id) } { (line.name) } }))
            (cell("Role", html! { (line.role) }))
            (cell("Practice", html! { @if let Some(practice) = &line.practice { (practice) } @else { (blank()) } }))
            (cell("Registration", html! { @if line.registration.is_some() { (registration(line.registration.as_deref())) } @else { (blank()) } }))
            (cell("State", state))
        }
    }
}

#[expect(
    clippy::needless_pass_by_value,
    reason = "the content is made for this cell alone"
)]
fn cell(heading: &str, content: Markup) -> Markup {
    html! {
        td class="nhsuk-table__cell" {
            span class="nhsuk-table-responsive__heading" aria-hidden="true" { (heading) " " }
            div class="app-admin-table__value" { (content) }
        }
    }
}

/// Nothing to say; on a phone the line is left out.
fn blank() -> Markup {
    html! { span class="app-blank app-quiet" aria-hidden="true" { "–" } span class="nhsuk-u-visually-hidden" { "None" } }
}

fn invite(view: &View<'_>, problems: &[Problem]) -> Markup {
    html! {
        h2 { "Invite somebody" }
        div class="app-text" { (form("/admissions/accounts/invite", view.frame.csrf, view.nonce, html! {
            (professional::email(view.values, problems, Some("They get a link that works once, for 7 days.")))
            (professional::choice("role", "Role", &ROLES, view.values, problems))
            p { "For a referrer also:" }
            (professional::ods_code(view.values, problems))
            (submit("Invite"))
        })) }
    }
}

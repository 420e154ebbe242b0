//! `/admissions/practices/{code}`: one practice with its people.

use maud::{Markup, html};

use super::practices::{Fault, name_and_address, problem};
use crate::components::{Problem, Values, error_summary, form, inset, submit, tag, warning};
use crate::layout::{self, Frame};

/// Somebody of the practice.
#[derive(Debug, Clone)]
pub struct Person {
    /// The account.
    pub id: String,
    /// The name.
    pub name: String,
    /// The profession, in words.
    pub profession: String,
    /// Whether the account is disabled.
    pub disabled: bool,
}

/// What the page shows. Controls: `name`, `address`.
#[derive(Debug, Clone, Copy)]
pub struct View<'a> {
    /// The frame of the page.
    pub frame: Frame<'a>,
    /// Of this showing of the forms.
    pub nonce: &'a str,
    /// Its ODS code.
    pub code: &'a str,
    /// Its name.
    pub name: &'a str,
    /// Since when it is closed.
    pub closed: Option<&'a str>,
    /// Who has an account there.
    pub people: &'a [Person],
    /// What stands in the form.
    pub values: Values<'a>,
    /// What is wrong with it.
    pub faults: &'a [Fault],
    /// Whether it was just changed.
    pub changed: bool,
}

/// The page.
pub fn page(view: &View<'_>) -> Markup {
    let problems: Vec<Problem> = view.faults.iter().copied().map(problem).collect();
    let chrome = view
        .frame
        .titled("Practice")
        .with_error(!problems.is_empty())
        .with_back(Some("/admissions/practices"));
    layout::page(
        &chrome,
        html! {
            div class="app-text" {
                (error_summary(&problems))
                @if view.changed { div role="status" { (inset(html! { p { "The practice is changed." } })) } }
                h1 { span class="nhsuk-caption-l" { (view.code) } (view.name) }
                @if let Some(since) = view.closed { p { (tag("Closed", "grey")) " Since " (since) "." } }
                (people(view.people))
                h2 { "Name and address" }
                (sends(view, "", html! { (name_and_address(view.values, &problems)) (submit("Save")) }))
                @if view.closed.is_some() { (reopen(view)) } @else { (close(view)) }
            }
        },
    )
}

fn people(people: &[Person]) -> Markup {
    html! {
        h2 { "People" }
        @if people.is_empty() {
            p { "Nobody has an account here. " a href="/admissions/accounts" { "Invite somebody" } "." }
        } @else {
            ul class="nhsuk-list" {
                @for one in people {
                    li {
                        a href={ "/admissions/accounts/" (one.id) } { (one.name) }
                        @if !one.profession.is_empty() { ", " (one.profession) }
                        @if one.disabled { " " (tag("Disabled", "grey")) }
                    }
                }
            }
        }
    }
}

fn sends(view: &View<'_>, verb: &str, body: Markup) -> Markup {
    let action = format!("/admissions/practices/{}{verb}", view.code);
    form(&action, view.frame.csrf, view.nonce, body)
}

fn close(view: &View<'_>) -> Markup {
    warning(
        "Close this practice",
        html! {
            p { "Nobody can be invited to it or ask for an account there any more. Its referrals stay, and the accounts that it has go on until they are moved or disabled." }
            (sends(view, "/close", html! {
                button class="nhsuk-button nhsuk-button--warning" type="submit" { "Close practice" }
            }))
        },
    )
}

fn reopen(view: &View<'_>) -> Markup {
    html! {
        h2 { "Not closed after all" }
        (sends(view, "/reopen", html! {
            button class="nhsuk-button nhsuk-button--secondary" type="submit" { "Open practice again" }
        }))
    }
}

//! `/admissions/beds/{id}`: one bed.

use maud::{Markup, html};

use super::done;
use super::unit::ending;
use super::units::name;
use crate::admissions::casework::{Ask, Kind, control};
use crate::components::{Problem, Values, error_summary, form, submit};
use crate::layout::{self, Frame};

/// Longest reason of a closure, in characters.
const REASON: u32 = 200;

/// Days on which it is closed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ClosureLine {
    /// Last part of the address that removes it.
    pub id: String,
    /// The days, in words.
    pub days: String,
    /// Why.
    pub reason: String,
}

/// What the page shows. Controls: `name`; `from`, `to` and `reason` of a closure; `close`.
#[derive(Debug, Clone, Copy)]
pub struct View<'a> {
    /// The frame of the page.
    pub frame: Frame<'a>,
    /// Of this showing of the forms.
    pub nonce: &'a str,
    /// Last part of its address.
    pub id: &'a str,
    /// Its name.
    pub name: &'a str,
    /// Last part of its unit's address, and the unit's name.
    pub unit: (&'a str, &'a str),
    /// The day on which it was closed for good.
    pub closed: Option<&'a str>,
    /// The days on which it is closed, from today on.
    pub closures: &'a [ClosureLine],
    /// For whom it is kept from today on, in words.
    pub stays: &'a [String],
    /// What was just done, in words.
    pub done: Option<&'a str>,
    /// What stands in the form that was sent.
    pub values: Values<'a>,
    /// What is wrong with it.
    pub problems: &'a [Problem],
}

/// What a closure asks.
pub fn asks() -> [Ask; 3] {
    let day = || Kind::Day {
        past: false,
        future: true,
    };
    [
        Ask::new("from", "First day", "Enter the first day on which it is closed", day()),
        Ask::new("to", "Last day", "Enter the last day on which it is closed", day()),
        Ask::new("reason", "Why?", "Enter why it is closed", Kind::Line(REASON))
            .hint("For example: repair, deep clean. Nothing about a person: everybody who sees the beds reads it."),
    ]
}

/// The page.
pub fn page(view: &View<'_>) -> Markup {
    let back = format!("/admissions/beds/units/{}", view.unit.0);
    let chrome = view.frame.titled(view.name);
    let chrome = chrome
        .with_error(!view.problems.is_empty())
        .with_back(Some(&back));
    let address = format!("/admissions/beds/{}", view.id);
    let (csrf, nonce) = (view.frame.csrf, view.nonce);
    layout::page(
        &chrome,
        html! {
            div class="app-text" {
                (error_summary(view.problems))
                (done(view.done))
                h1 class="app-break" { (view.unit.1) ", " (view.name) }
                @if let Some(day) = view.closed { p { "Closed for good since " (day) "." } }
                @if !view.stays.is_empty() {
                    h2 { "Kept for" }
                    ul class="nhsuk-list nhsuk-list--bullet" { @for stay in view.stays { li { (stay) } } }
                }
                h2 { "Closed for some days" }
                (closures(view, &address))
                h3 { "Add a closure" }
                (form(&format!("{address}/closures"), csrf, nonce, html! {
                    @for ask in asks() { (control(&ask, view.values, view.problems)) }
                    (submit("Add closure"))
                }))
                h2 { "Change its name" }
                (form(&address, csrf, nonce, html! {
                    input type="hidden" name="seen" value=(view.name);
                    (name("name", "Name of the bed", renamed(view), view.problems))
                    (submit("Change name"))
                }))
                (ending(&address, csrf, nonce, view.closed.is_some(), ("this bed", view.problems)))
            }
        },
    )
}

/// What stands in the control of the name: what was typed, if that form was sent.
fn renamed<'a>(view: &View<'a>) -> &'a str {
    if view.values.get("seen").is_empty() {
        view.name
    } else {
        view.values.get("name")
    }
}

fn closures(view: &View<'_>, address: &str) -> Markup {
    html! {
        @if view.closures.is_empty() { p { "It is not closed on any day from today on." } }
        ul class="app-places" {
            @for closure in view.closures {
                li {
                    p class="app-break" { (closure.days) ": " (closure.reason) }
                    (form(&format!("{address}/closures/{}/remove", closure.id), view.frame.csrf, view.nonce, html! {
                        button class="nhsuk-button nhsuk-button--secondary nhsuk-button--small" type="submit" name="remove" value="yes" data-module="nhsuk-button" data-prevent-double-click="true" {
                            "Remove" span class="nhsuk-u-visually-hidden" { " the closure " (closure.days) }
                        }
                    }))
                }
            }
        }
    }
}

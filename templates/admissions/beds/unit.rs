//! `/admissions/beds/units/{id}`: one unit.

use maud::{Markup, html};

use super::done;
use super::units::name;
use crate::components::error_summary::message_for;
use crate::components::{Problem, Values, button, error_summary, form, submit};
use crate::layout::{self, Frame};

/// A bed of the unit.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BedLine {
    /// Last part of its address.
    pub id: String,
    /// Its name.
    pub name: String,
    /// The day on which it was closed for good.
    pub closed: Option<String>,
}

/// What the page shows. Controls: `name` (another name), `bed` (a new bed), `close` (the button that closes or opens).
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
    /// The day on which it was closed for good.
    pub closed: Option<&'a str>,
    /// Its beds.
    pub beds: &'a [BedLine],
    /// What was just done, in words.
    pub done: Option<&'a str>,
    /// What stands in the form that was sent.
    pub values: Values<'a>,
    /// What is wrong with it.
    pub problems: &'a [Problem],
}

/// The page.
pub fn page(view: &View<'_>) -> Markup {
    let chrome = view.frame.titled(view.name);
    let chrome = chrome
        .with_error(!view.problems.is_empty())
        .with_back(Some("/admissions/beds/units"));
    let address = format!("/admissions/beds/units/{}", view.id);
    let (csrf, nonce) = (view.frame.csrf, view.nonce);
    let renamed = if view.values.get("seen").is_empty() {
        view.name
    } else {
        view.values.get("name")
    };
    layout::page(
        &chrome,
        html! {
            div class="app-text" {
                (error_summary(view.problems))
                (done(view.done))
                h1 class="app-break" { (view.name) }
                @if let Some(day) = view.closed { p { "Closed since " (day) "." } }
                h2 { "Beds" }
                @if view.beds.is_empty() { p { "There are no beds in it yet." } }
                ul class="app-places" {
                    @for bed in view.beds {
                        li {
                            a href={ "/admissions/beds/" (bed.id) } class="app-break" { (bed.name) }
                            @if let Some(day) = &bed.closed { span class="app-quiet" { " – closed since " (day) } }
                        }
                    }
                }
                h2 { "Add a bed" }
                (form(&format!("{address}/beds"), csrf, nonce, html! {
                    (name("bed", "Name of the bed", view.values.get("bed"), view.problems))
                    (submit("Add bed"))
                }))
                h2 { "Change its name" }
                (form(&address, csrf, nonce, html! {
                    input type="hidden" name="seen" value=(view.name);
                    (name("name", "Name of the unit", renamed, view.problems))
                    (submit("Change name"))
                }))
                (ending(&address, csrf, nonce, view.closed.is_some(), ("this unit", view.problems)))
            }
        },
    )
}

/// Closing for good, or opening again.
pub(super) fn ending(
    address: &str,
    csrf: &str,
    nonce: &str,
    closed: bool,
    (what, problems): (&str, &[Problem]),
) -> Markup {
    let (action, heading, says) = if closed {
        (
            "reopen",
            "Open again",
            "People can be booked into it again.",
        )
    } else {
        (
            "close",
            "Close for good",
            "Nobody can be booked into it any more. Past stays remain. It can be opened again.",
        )
    };
    html! {
        h2 { (heading) }
        p { (says) }
        (form(&format!("{address}/{action}"), csrf, nonce, html! {
            div id="close" {
                @if let Some(message) = message_for(problems, "close") { span class="nhsuk-error-message" { (message) } }
                (button::secondary(&format!("{} {what}", if closed { "Open" } else { "Close" }), "do", action))
            }
        }))
    }
}

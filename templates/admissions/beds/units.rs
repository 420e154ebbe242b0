//! `/admissions/beds/units`: all units with their beds, and adding a unit.

use maud::{Markup, html};

use super::{NAME, done};
use crate::components::error_summary::message_for;
use crate::components::{
    Field, Input, Problem, Values, error_summary, form, inset, submit, text_input,
};
use crate::layout::{self, Frame};

/// A unit.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Unit {
    /// Last part of its address.
    pub id: String,
    /// Its name.
    pub name: String,
    /// The day on which it was closed for good.
    pub closed: Option<String>,
    /// Names of its beds.
    pub beds: Vec<String>,
}

/// What the page shows. The form's control is `name`.
#[derive(Debug, Clone, Copy)]
pub struct View<'a> {
    /// The frame of the page.
    pub frame: Frame<'a>,
    /// Of this showing of the form.
    pub nonce: &'a str,
    /// The units.
    pub units: &'a [Unit],
    /// What was just done, in words.
    pub done: Option<&'a str>,
    /// What stands in the form.
    pub values: Values<'a>,
    /// What is wrong.
    pub problems: &'a [Problem],
}

/// The page.
pub fn page(view: &View<'_>) -> Markup {
    let chrome = view.frame.titled("Units and beds");
    let chrome = chrome
        .with_error(!view.problems.is_empty())
        .with_back(Some("/admissions/beds"));
    layout::page(
        &chrome,
        html! {
            div class="app-text" {
                (error_summary(view.problems))
                (done(view.done))
                h1 { "Units and beds" }
                @if view.units.is_empty() { (inset(html! { p { "There are no units yet. Add the first one, then its beds." } })) }
                ul class="app-places" { @for unit in view.units { (one(unit)) } }
                h2 { "Add a unit" }
                (form("/admissions/beds/units", view.frame.csrf, view.nonce, html! {
                    (name("name", "Name of the unit", view.values.get("name"), view.problems))
                    (submit("Add unit"))
                }))
            }
        },
    )
}

fn one(unit: &Unit) -> Markup {
    html! {
        li {
            a href={ "/admissions/beds/units/" (unit.id) } class="app-break" { (unit.name) }
            @if let Some(day) = &unit.closed { span class="app-quiet" { " – closed since " (day) } }
            p class="app-quiet app-break" { @if unit.beds.is_empty() { "No beds yet" } @else { (unit.beds.join(", ")) } }
        }
    }
}

/// The control of a name.
pub(super) fn name(control: &str, label: &str, value: &str, problems: &[Problem]) -> Markup {
    let hint = format!("Up to {NAME} characters. Nothing about a person.");
    let field = Field {
        name: control,
        label,
        hint: Some(&hint),
        error: message_for(problems, control),
        ..Field::default()
    };
    let input = Input {
        value,
        width: 30,
        ..Input::default()
    };
    text_input(&field, &input)
}

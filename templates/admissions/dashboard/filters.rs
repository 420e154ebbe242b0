//! What a list is narrowed by: a form whose fields stand in the address, and what is set, each to be taken off.

use maud::{Markup, html};

use super::Pair;
use crate::components::{Field, Input, SelectItem, select, text_input};

/// A filter that is set.
#[derive(Debug, Clone)]
pub struct Chip {
    /// What it says.
    pub label: String,
    /// The address without it.
    pub href: String,
}

/// A choice of one value.
#[derive(Debug, Clone)]
pub struct Choice {
    /// Name of the control.
    pub name: &'static str,
    /// Its label.
    pub label: &'static str,
    /// Each value with its words; the first is "any".
    pub items: Vec<(String, String)>,
    /// The value that is set.
    pub value: String,
}

/// The filters of a list.
#[derive(Debug, Clone, Default)]
pub struct Narrowing<'a> {
    /// What goes along with the form.
    pub hidden: Vec<Pair>,
    /// Choices of one value, in order.
    pub choices: Vec<Choice>,
    /// Whether a practice and days of receipt can be chosen, by which few may be left.
    pub exact: bool,
    /// ODS code of the practice.
    pub practice: &'a str,
    /// First day of receipt, as `2031-01-15`.
    pub received_from: String,
    /// Last day of receipt.
    pub received_to: String,
    /// What is set.
    pub chips: Vec<Chip>,
    /// The address without any.
    pub clear: String,
}

/// Form and chips.
pub fn narrowing(view: &Narrowing<'_>) -> Markup {
    html! {
        details class="nhsuk-details app-narrowing" {
            summary class="nhsuk-details__summary" { span class="nhsuk-details__summary-text" { "Filter and sort" } }
            form class="app-narrowing__form" method="get" action="/admissions" {
                @for (name, value) in &view.hidden { input type="hidden" name=(name) value=(value); }
                div class="app-narrowing__fields" {
                    @for choice in &view.choices { (one_of(choice)) }
                    @if view.exact {
                        (line("practice", "Practice (ODS code)", view.practice, "text"))
                        (line("received_from", "Received from", &view.received_from, "date"))
                        (line("received_to", "Received to", &view.received_to, "date"))
                    }
                }
                button class="nhsuk-button nhsuk-button--secondary nhsuk-button--small" type="submit" { "Show" }
            }
        }
        @if !view.chips.is_empty() { (chips(view)) }
    }
}

fn chips(view: &Narrowing<'_>) -> Markup {
    html! {
        div class="app-chips" {
            h2 class="nhsuk-u-visually-hidden" { "Filters that are set" }
            ul {
                @for chip in &view.chips {
                    li { a href=(chip.href) { span class="nhsuk-u-visually-hidden" { "Remove " } (chip.label) span class="app-chips__cross" aria-hidden="true" { "×" } } }
                }
                li { a class="app-chips__clear" href=(view.clear) { "Clear filters" } }
            }
        }
    }
}

fn one_of(choice: &Choice) -> Markup {
    let field = Field {
        name: choice.name,
        label: choice.label,
        ..Field::default()
    };
    let items: Vec<SelectItem<'_>> = choice
        .items
        .iter()
        .map(|(value, label)| SelectItem {
            value,
            label,
            selected: *value == choice.value,
        })
        .collect();
    select(&field, &items)
}

fn line(name: &str, label: &str, value: &str, kind: &str) -> Markup {
    let field = Field {
        name,
        label,
        ..Field::default()
    };
    let input = Input {
        value,
        kind,
        autocomplete: Some("off"),
        ..Input::default()
    };
    text_input(&field, &input)
}

//! Radios and checkboxes.

use maud::{Markup, html};

use super::Field;

/// One option.
#[derive(Debug, Clone, Default)]
pub struct Item<'a> {
    /// Code that is sent.
    pub value: &'a str,
    /// Words shown.
    pub label: &'a str,
    /// More words under the label.
    pub hint: Option<&'a str>,
    /// Whether it is chosen.
    pub checked: bool,
    /// Clears every other option when it is chosen (checkboxes only).
    pub exclusive: bool,
    /// A drawing beside the words, which must say nothing that the words do not.
    pub picture: Option<Markup>,
}

/// One of several. The first option has the field's name as its id.
pub fn radios(field: &Field<'_>, items: &[Item<'_>]) -> Markup {
    group(field, items, "radio", "radios")
}

/// Any of several. An exclusive option stands apart, after "or".
pub fn checkboxes(field: &Field<'_>, items: &[Item<'_>]) -> Markup {
    group(field, items, "checkbox", "checkboxes")
}

fn group(field: &Field<'_>, items: &[Item<'_>], kind: &str, block: &str) -> Markup {
    let pictures = if items.iter().any(|item| item.picture.is_some()) {
        " app-pictures"
    } else {
        ""
    };
    let first_exclusive = items
        .iter()
        .position(|item| item.exclusive)
        .filter(|at| *at > 0);
    field.group(field.fieldset(html! {
        div class={ "nhsuk-" (block) (pictures) } data-module={ "nhsuk-" (block) } {
            @for (index, item) in items.iter().enumerate() {
                @if first_exclusive == Some(index) { div class={ "nhsuk-" (block) "__divider" } { "or" } }
                (option(field.name, item, index, kind, block))
            }
        }
    }))
}

fn option(name: &str, item: &Item<'_>, index: usize, kind: &str, block: &str) -> Markup {
    let id = item_id(name, item.value, index);
    let hint = item.hint.map(|_| format!("{id}-item-hint"));
    let picture = if item.picture.is_some() {
        " app-picture"
    } else {
        ""
    };
    html! {
        div class={ "nhsuk-" (block) "__item" (picture) } {
            input class={ "nhsuk-" (block) "__input" } id=(id) name=(name) type=(kind) value=(item.value)
                checked[item.checked] data-behaviour=[item.exclusive.then_some("exclusive")] aria-describedby=[hint.as_deref()];
            label class={ "nhsuk-label nhsuk-" (block) "__label" } for=(id) {
                @if let Some(picture) = &item.picture { (picture) }
                (item.label)
            }
            @if let (Some(text), Some(hint)) = (item.hint, &hint) {
                div class={ "nhsuk-hint nhsuk-" (block) "__hint" } id=(hint) { (text) }
            }
        }
    }
}

/// The first control takes the field's name, so that an error summary can link to it.
fn item_id(name: &str, value: &str, index: usize) -> String {
    if index == 0 {
        name.to_owned()
    } else {
        format!("{name}-{value}")
    }
}

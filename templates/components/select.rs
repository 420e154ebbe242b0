//! A drop-down list, used only inside tables and filters; questions use radios.

use maud::{Markup, html};

use super::Field;

/// One option of a list.
#[derive(Debug, Clone, Copy)]
pub struct SelectItem<'a> {
    /// Code that is sent.
    pub value: &'a str,
    /// Words shown.
    pub label: &'a str,
    /// Whether it is chosen.
    pub selected: bool,
}

/// A label and a list; the first item is chosen when no other is.
pub fn select(field: &Field<'_>, items: &[SelectItem<'_>]) -> Markup {
    let error = if field.error.is_some() {
        " nhsuk-select--error"
    } else {
        ""
    };
    field.group(html! {
        (field.label()) (field.help())
        select class={ "nhsuk-select" (error) } id=(field.name) name=(field.name) aria-describedby=[field.described_by()] {
            @for item in items { option value=(item.value) selected[item.selected] { (item.label) } }
        }
    })
}

//! One line of text, and several.

use maud::{Markup, html};

use super::Field;

/// How a line of text is typed and kept.
#[derive(Debug, Clone, Copy, Default)]
pub struct Input<'a> {
    /// What stands in it.
    pub value: &'a str,
    /// `type` of the control; `text` when empty.
    pub kind: &'a str,
    /// What a browser may fill in, such as `name` or `tel`.
    pub autocomplete: Option<&'a str>,
    /// Which keyboard a phone shows.
    pub inputmode: Option<&'a str>,
    /// Width in characters: 2, 3, 4, 5, 10, 20 or 30; 0 for the full width.
    pub width: u8,
    /// Whether spelling is checked: never for names, codes and addresses.
    pub spellcheck: bool,
}

/// A label and one line of text.
pub fn text_input(field: &Field<'_>, input: &Input<'_>) -> Markup {
    field.group(html! { (field.label()) (field.help()) (line(field, input)) })
}

/// The control alone, where a table or a date gives it its label.
pub fn line(field: &Field<'_>, input: &Input<'_>) -> Markup {
    let width = if input.width == 0 {
        String::new()
    } else {
        format!(" nhsuk-input--width-{}", input.width)
    };
    let error = if field.error.is_some() {
        " nhsuk-input--error"
    } else {
        ""
    };
    let kind = if input.kind.is_empty() {
        "text"
    } else {
        input.kind
    };
    let spelling = (!input.spellcheck).then_some("false");
    html! {
        input class={ "nhsuk-input" (width) (error) } id=(field.name) name=(field.name) type=(kind) value=(input.value)
            autocomplete=[input.autocomplete] inputmode=[input.inputmode] spellcheck=[spelling] aria-describedby=[field.described_by()];
    }
}

/// A label and several lines of text, with a count of the characters left.
pub fn textarea(field: &Field<'_>, value: &str, max: u32, rows: u8) -> Markup {
    let error = if field.error.is_some() {
        " nhsuk-textarea--error"
    } else {
        ""
    };
    let mut described = field
        .described_by()
        .map(|ids| ids + " ")
        .unwrap_or_default();
    described.push_str(field.name);
    described.push_str("-info");
    html! {
        div class="nhsuk-character-count" data-module="nhsuk-character-count" data-maxlength=(max) data-threshold="75" {
            (field.group(html! {
                (field.label()) (field.help())
                textarea class={ "nhsuk-textarea nhsuk-js-character-count" (error) } id=(field.name) name=(field.name) rows=(rows) aria-describedby=(described) { (value) }
            }))
            div class="nhsuk-hint nhsuk-character-count__message" id={ (field.name) "-info" } { "You can enter up to " (max) " characters" }
        }
    }
}

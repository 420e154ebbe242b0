//! Buttons, and links that look like buttons.

use maud::{Markup, html};

/// The button that sends the form on. It must be the form's first submit button.
pub fn submit(text: &str) -> Markup {
    html! {
        button class="nhsuk-button" type="submit" data-module="nhsuk-button" data-prevent-double-click="true" { (text) }
    }
}

/// A second button of a form, which names what it does by `name=value`.
pub fn secondary(text: &str, name: &str, value: &str) -> Markup {
    html! {
        button class="nhsuk-button nhsuk-button--secondary" type="submit" name=(name) value=(value) data-module="nhsuk-button" data-prevent-double-click="true" { (text) }
    }
}

/// A link to the next page of a journey, shown as a button.
pub fn button_link(text: &str, href: &str) -> Markup {
    html! { a class="nhsuk-button" href=(href) draggable="false" { (text) } }
}

/// A quieter link shown as a button.
pub fn secondary_link(text: &str, href: &str) -> Markup {
    html! { a class="nhsuk-button nhsuk-button--secondary" href=(href) draggable="false" { (text) } }
}

/// Buttons in one row, stacked on a phone.
#[expect(
    clippy::needless_pass_by_value,
    reason = "the buttons are made for this group alone"
)]
pub fn buttons(group: Markup) -> Markup {
    html! { div class="nhsuk-button-group app-buttons" { (group) } }
}

/// Prints the page. Hidden until the script is there to do it.
pub fn print_button(text: &str) -> Markup {
    html! { button class="nhsuk-button nhsuk-button--secondary app-no-print" type="button" data-print hidden { (text) } }
}

/// Copies the text of the element with id `source`, and says so. Hidden until the script is there.
pub fn copy_button(text: &str, source: &str) -> Markup {
    html! {
        span class="app-copy app-no-print" {
            button class="nhsuk-button nhsuk-button--secondary" type="button" data-copy=(source) hidden { (text) }
            span role="status" {}
        }
    }
}

/// A button in the page header, shown as a link there.
pub fn header(text: &str) -> Markup {
    html! { button class="app-header__button" type="submit" { (text) } }
}

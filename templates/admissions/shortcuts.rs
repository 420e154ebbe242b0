//! The keyboard shortcuts of staff pages, and the panel that explains them.

use maud::{Markup, html};

/// Each key with what it does. `templates/assets/scripts/shortcuts.js` does it.
const KEYS: [(&[&str], &str); 13] = [
    (&["?"], "Show this help"),
    (&["j"], "Next referral in the list"),
    (&["k"], "Referral before"),
    (&["Enter", "o"], "Open the referral"),
    (&["x"], "Choose the referral, or not"),
    (&["/"], "Go to the search box"),
    (&["r"], "Refresh the list"),
    (&["g a"], "Go to: needs action"),
    (&["g m"], "Go to: mine"),
    (&["g u"], "Go to: unassigned"),
    (&["g w"], "Go to: waiting on others"),
    (&["g l"], "Go to: waiting list"),
    (&["g c"], "Go to: closed"),
];

/// The button that opens the panel, and the panel. Both need a script, and are hidden until it is there.
pub fn shortcuts() -> Markup {
    html! {
        button class="app-shortcuts__open app-no-print" type="button" data-shortcuts-open hidden aria-haspopup="dialog" { "Keyboard shortcuts" }
        dialog class="app-shortcuts" data-shortcuts aria-labelledby="shortcuts-title" {
            h2 id="shortcuts-title" tabindex="-1" autofocus { "Keyboard shortcuts" }
            dl class="app-shortcuts__keys" {
                @for (keys, what) in KEYS {
                    div {
                        dt { @for (at, key) in keys.iter().enumerate() { @if at > 0 { " or " } (pressed(key)) } }
                        dd { (what) }
                    }
                }
            }
            div class="nhsuk-checkboxes nhsuk-checkboxes--small app-shortcuts__switch" {
                div class="nhsuk-checkboxes__item" {
                    input class="nhsuk-checkboxes__input" type="checkbox" id="shortcuts-on" checked data-shortcuts-on;
                    label class="nhsuk-label nhsuk-checkboxes__label" for="shortcuts-on" { "Use keyboard shortcuts in this browser" }
                }
            }
            button class="nhsuk-button nhsuk-button--secondary" type="button" data-shortcuts-close { "Close" }
        }
    }
}

/// Keys that are pressed one after the other.
fn pressed(keys: &str) -> Markup {
    html! { @for (at, key) in keys.split(' ').enumerate() { @if at > 0 { " then " } kbd { (key) } } }
}

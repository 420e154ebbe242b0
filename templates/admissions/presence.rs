//! Who else has a case open, and whether it changed since: a hint that forbids nothing.

use maud::{Markup, html};

use crate::layout::Frame;

/// What the hint says.
#[derive(Debug, Clone, Copy)]
pub struct View<'a> {
    /// Where the case is.
    pub address: &'a str,
    /// The colleagues who have it open too.
    pub others: &'a [String],
    /// Whether it changed since this page was made.
    pub changed: bool,
}

/// The hint in a page, with what a script needs to keep it up to date. Without a script it stays what it was when the case was opened.
pub fn presence(frame: Frame<'_>, reference: &str, version: i32, others: &[String]) -> Markup {
    let address = format!("/admissions/referrals/{reference}");
    let view = View {
        address: &address,
        others,
        changed: false,
    };
    html! {
        // Not a form: there is nothing in it for a person to send.
        div class="app-presence app-no-print" data-presence={ (address) "/presence" } data-csrf=(frame.csrf) data-version=(version) {
            div role="status" data-presence-hint { (hint(&view)) }
        }
    }
}

/// The hint alone; empty where there is nothing to say.
pub fn hint(view: &View<'_>) -> Markup {
    html! {
        @if !view.others.is_empty() { p class="app-presence__open" { "Also open by " strong { (listed(view.others)) } "." } }
        @if view.changed {
            p class="app-presence__changed" { "Somebody changed this referral since you opened it. " a href=(view.address) { "Show it as it is now" } }
        }
    }
}

/// "Ada Okafor, Ben Ortiz and Casey Lee".
fn listed(names: &[String]) -> String {
    match names {
        [] => String::new(),
        [one] => one.clone(),
        [first @ .., last] => format!("{} and {last}", first.join(", ")),
    }
}

#[cfg(test)]
mod tests {
    use super::listed;

    #[test]
    fn names_are_listed_as_in_a_sentence() {
        let names = ["Ada", "Ben", "Casey"].map(str::to_owned);
        assert_eq!(listed(&names[..1]), "Ada");
        assert_eq!(listed(&names[..2]), "Ada and Ben");
        assert_eq!(listed(&names), "Ada, Ben and Casey");
    }
}

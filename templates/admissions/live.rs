//! A list that is kept up to date: by a script where there is one, by a link where there is none.

use maud::{Markup, html};

/// Says that referrals are new or have changed, and shows them on request. `address` is that of the list as it is filtered now.
pub fn notice(address: &str) -> Markup {
    html! {
        div class="app-live app-no-print" data-live-notice {
            p class="app-live__refresh" { a href=(address) data-live-refresh { "Refresh" } }
            button type="button" class="nhsuk-button nhsuk-button--secondary app-live__show" data-live-show hidden { "Show them" }
            p role="status" class="app-live__status" data-live-status {}
        }
    }
}

/// The part of the page that is replaced. `seen` is what it has seen of changes.
#[expect(
    clippy::needless_pass_by_value,
    reason = "the body is made for this piece alone"
)]
pub fn list(seen: &str, body: Markup) -> Markup {
    html! { div data-live-list data-live-seen=(seen) { (body) } }
}

//! Small frames and links: inset text, warning, details, tags, back link, progress, pages.

use maud::{Markup, html};

/// Text set apart by a bar.
#[expect(
    clippy::needless_pass_by_value,
    reason = "the body is made for this piece alone"
)]
pub fn inset(body: Markup) -> Markup {
    html! { div class="nhsuk-inset-text" { span class="nhsuk-u-visually-hidden" { "Information: " } (body) } }
}

/// A callout with a heading, for what must not be overlooked.
#[expect(
    clippy::needless_pass_by_value,
    reason = "the body is made for this piece alone"
)]
pub fn warning(heading: &str, body: Markup) -> Markup {
    html! {
        div class="nhsuk-card nhsuk-card--warning" {
            div class="nhsuk-card__content" {
                h2 class="nhsuk-card__heading nhsuk-heading-m" {
                    span class="nhsuk-u-visually-hidden" { "Important: " } (heading)
                }
                (body)
            }
        }
    }
}

/// Text that opens on a press.
#[expect(
    clippy::needless_pass_by_value,
    reason = "the body is made for this piece alone"
)]
pub fn details(summary: &str, body: Markup) -> Markup {
    html! {
        details class="nhsuk-details" {
            summary class="nhsuk-details__summary" { span class="nhsuk-details__summary-text" { (summary) } }
            div class="nhsuk-details__text" { (body) }
        }
    }
}

/// The large confirmation at the top of a page.
#[expect(
    clippy::needless_pass_by_value,
    reason = "the body is made for this piece alone"
)]
pub fn panel(heading: &str, body: Markup) -> Markup {
    html! {
        div class="nhsuk-panel" {
            h1 class="nhsuk-panel__heading" { (heading) }
            div class="nhsuk-panel__body" { (body) }
        }
    }
}

/// What the service is and is not, with the version that the result was made by.
pub fn notice(text: &str, version: &str) -> Markup {
    html! { div class="app-notice" { p { (text) } p class="app-notice__version" { (version) } } }
}

/// A short label. `colour` is one of `grey`, `green`, `yellow`, `orange`, `red`, `purple`, `blue`.
pub fn tag(text: &str, colour: &str) -> Markup {
    html! { strong class={ "nhsuk-tag nhsuk-tag--" (colour) } { (text) } }
}

/// The link to the page before.
pub fn back_link(href: &str) -> Markup {
    html! {
        nav class="app-no-print" aria-label="Page before" { a class="nhsuk-back-link" href=(href) { "Back" } }
    }
}

/// Where somebody is: "Section 2 of 6: …" with a bar that repeats it for the eye.
pub fn progress(step: usize, of: usize, name: &str) -> Markup {
    html! {
        p class="app-progress" {
            span class="app-progress__text" { "Section " (step) " of " (of) ": " (name) }
            span class="app-progress__bar" aria-hidden="true" {
                @for at in 1..=of { span class=[(at <= step).then_some("app-progress__done")] {} }
            }
        }
    }
}

/// Links to the page before and after of a long list; `page` counts from 1. `href` makes an address.
pub fn pagination(page: usize, pages: usize, href: impl Fn(usize) -> String) -> Markup {
    html! {
        @if pages > 1 {
            nav class="app-pagination" aria-label="Pages" {
                @if page > 1 { a href=(href(page - 1)) rel="prev" { "Previous page" } }
                span { "Page " (page) " of " (pages) }
                @if page < pages { a href=(href(page + 1)) rel="next" { "Next page" } }
            }
        }
    }
}

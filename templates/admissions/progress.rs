//! How far a case is on its way to a bed: appointment, decision, payment, place on the list, booking.

use maud::{Markup, html};

/// One stage of the way, as far as anything is known of it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Step {
    /// What it is about.
    pub title: &'static str,
    /// What is known of it, the main thing first.
    pub lines: Vec<String>,
    /// What of it is done and what is not.
    pub checks: Vec<Check>,
    /// Where to go on.
    pub links: Vec<Link>,
}

/// Something that has to be done.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Check {
    /// What.
    pub words: &'static str,
    /// Whether it is.
    pub done: bool,
}

/// A link.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Link {
    /// Its words.
    pub words: &'static str,
    /// Its address.
    pub href: String,
}

/// What is known.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct View {
    /// The stages of which something is known, in order.
    pub steps: Vec<Step>,
}

impl Step {
    /// A stage with what is known of it.
    pub fn new(title: &'static str, line: String) -> Self {
        Self {
            title,
            lines: vec![line],
            ..Self::default()
        }
    }
}

/// The stages; nothing where nothing is known yet. The heading is the caller's.
pub fn progress(view: &View) -> Markup {
    html! {
        @if !view.steps.is_empty() {
            dl class="app-stages" data-progress {
                @for step in &view.steps {
                    div {
                        dt { (step.title) }
                        dd {
                            @for line in &step.lines { p class="app-lines app-break" { (line) } }
                            @if !step.checks.is_empty() { (checklist(&step.checks)) }
                            @if !step.links.is_empty() {
                                ul class="app-stages__links" {
                                    @for link in &step.links { li { a href=(link.href) { (link.words) } } }
                                }
                            }
                        }
                    }
                }
            }
        }
    }
}

/// What is done and what is not, each in words and not by its mark alone.
pub fn checklist(checks: &[Check]) -> Markup {
    html! {
        ul class="app-checks" {
            @for check in checks {
                li class={ "app-checks__" @if check.done { "done" } @else { "open" } } {
                    span class="app-checks__mark" aria-hidden="true" { @if check.done { "✓" } @else { "○" } }
                    span { (check.words) @if !check.done { span class="app-quiet" { " – not yet" } } @else { span class="nhsuk-u-visually-hidden" { " – done" } } }
                }
            }
        }
    }
}

//! What happened to a referral, the newest first, with filters that are links.

use maud::{Markup, html};

use crate::admissions::referral::Moment;
use crate::components::tag;

/// What sort of thing happened.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Sort {
    /// A step of the case.
    Step,
    /// A note among staff.
    Note,
    /// A message, question or answer.
    Message,
}

/// A link that shows a part.
#[derive(Debug, Clone)]
pub struct Filter {
    /// Its words.
    pub label: &'static str,
    /// Where it leads.
    pub href: String,
    /// Whether it is what is shown now.
    pub current: bool,
}

/// What the part shows.
#[derive(Debug, Clone, Copy)]
pub struct View<'a> {
    /// The filters.
    pub filters: &'a [Filter],
    /// What happened.
    pub entries: &'a [(Sort, Moment)],
    /// How many older ones there are, and where they are shown.
    pub older: Option<(usize, &'a str)>,
}

/// The part.
pub fn part(view: &View<'_>) -> Markup {
    html! {
        section aria-labelledby="timeline" {
            h2 id="timeline" { "Timeline" }
            nav class="app-filters" aria-label="Timeline" {
                ul {
                    @for filter in view.filters {
                        li { a href=(filter.href) aria-current=[filter.current.then_some("true")] { (filter.label) } }
                    }
                }
            }
            @if view.entries.is_empty() { p class="app-quiet" { "Nothing of this kind." } }
            @else {
                ol class="app-timeline" reversed {
                    @for (sort, moment) in view.entries {
                        li {
                            p class="app-timeline__what app-lines app-break" { (label(*sort)) (moment.what) }
                            p class="app-quiet" { (moment.at) ", " (moment.who) }
                        }
                    }
                }
            }
            @if let Some((count, href)) = view.older { p { a href=(href) { "Show " (count) " older" } } }
        }
    }
}

fn label(sort: Sort) -> Markup {
    html! {
        @match sort {
            Sort::Step => {}
            Sort::Note => { (tag("Staff only", "yellow")) " " }
            Sort::Message => { (tag("Shared", "blue")) " " }
        }
    }
}

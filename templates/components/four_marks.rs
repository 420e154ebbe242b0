//! The signs as marks: met, not met and unclear differ by shape and words, never by colour alone.

use maud::{Markup, html};

/// What one sign came to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Mark {
    /// The sign matches.
    Met,
    /// It does not.
    NotMet,
    /// More needs to be known.
    Unclear,
}

impl Mark {
    /// The code of `data-result`.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Met => "met",
            Self::NotMet => "not_met",
            Self::Unclear => "unclear",
        }
    }

    /// The words shown.
    pub const fn words(self) -> &'static str {
        match self {
            Self::Met => "Matches",
            Self::NotMet => "Does not match",
            Self::Unclear => "Not clear yet",
        }
    }
}

/// One mark as a drawing alone; words must stand beside it.
pub fn mark(mark: Mark) -> Markup {
    html! {
        svg class={ "app-mark app-mark--" (mark.code()) } viewBox="0 0 24 24" width="24" height="24" aria-hidden="true" focusable="false" {
            @match mark {
                Mark::Met => { circle cx="12" cy="12" r="11" {} path d="M6.5 12.5l3.7 3.8 7.3-8.1" {} }
                Mark::NotMet => { circle cx="12" cy="12" r="10" {} path d="M7 12h10" {} }
                Mark::Unclear => { circle cx="12" cy="12" r="10" stroke-dasharray="4 3.85" {} path d="M9.2 9.4a2.9 2.9 0 1 1 4.2 2.9c-.9.5-1.4 1-1.4 2M12 17.4v.2" {} }
            }
        }
    }
}

/// All signs in a row, for tables: each mark with its words for screen readers and as a tooltip.
/// Takes (sign's short name, mark) in the pathway's order; `None` when no sign was worked out.
pub fn four_marks(signs: Option<&[(&str, Mark)]>) -> Markup {
    html! {
        @if let Some(signs) = signs {
            ul class="app-marks" {
                @for (name, result) in signs {
                    li title={ (name) ": " (result.words()) } {
                        (mark(*result)) span class="nhsuk-u-visually-hidden" { (name) ": " (result.words()) }
                    }
                }
            }
        } @else {
            span class="app-quiet" { "Not worked out" }
        }
    }
}

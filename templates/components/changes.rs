//! What was amended: each field as it was and as it is now, told apart by words and not by colour alone.

use maud::{Markup, html};

/// One field that was changed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ChangeLine {
    /// Name of the field.
    pub title: String,
    /// What stood there, if anything did.
    pub before: Option<String>,
    /// What stands there now, if anything does.
    pub after: Option<String>,
}

/// The fields, in order.
pub fn changes(lines: &[ChangeLine]) -> Markup {
    html! {
        dl class="app-changes" {
            @for line in lines {
                div {
                    dt { (line.title) }
                    dd {
                        @match &line.before {
                            Some(text) => del class="app-lines" { (hidden("Before: ")) (text) },
                            None => span class="app-quiet" { (hidden("Before: ")) "Blank" },
                        }
                    }
                    dd {
                        @match &line.after {
                            Some(text) => ins class="app-lines" { (hidden("Now: ")) (text) },
                            None => span class="app-quiet" { (hidden("Now: ")) "Removed" },
                        }
                    }
                }
            }
        }
    }
}

fn hidden(words: &str) -> Markup {
    html! { span class="nhsuk-u-visually-hidden" { (words) } }
}

//! Error pages: what happened in plain words, what to do next, and a reference to quote.

mod kept;
mod words;

use maud::{Markup, html};

use crate::components::button_link;
use crate::doors::Door;
use crate::layout::{self, Frame};

/// What went wrong, by HTTP status.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// 400
    BadRequest,
    /// 403
    Forbidden,
    /// 403, to somebody signed in whose role does not open it
    NotForRole,
    /// 404
    NotFound,
    /// 405
    MethodNotAllowed,
    /// 409
    Conflict,
    /// 413
    TooLarge,
    /// 422, where no form could be shown again
    Unprocessable,
    /// 429
    TooManyRequests,
    /// 500
    Internal,
    /// 503
    Unavailable,
}

/// What the page shows.
#[derive(Debug, Clone, Copy)]
pub struct View<'a> {
    /// The frame of the page.
    pub frame: Frame<'a>,
    /// What went wrong.
    pub kind: Kind,
    /// The door whose pages the address belongs to.
    pub door: Option<Door>,
    /// The id of this request, as it stands in the log.
    pub request: &'a str,
    /// Seconds after which to try again, where that is known.
    pub retry_after: Option<u64>,
    /// What was typed, when the error followed the sending of a form; empty otherwise.
    pub kept: &'a [(String, String)],
    /// Where the form went, so that it can be sent again.
    pub action: Option<&'a str>,
}

/// The page. Passwords and codes among `kept` are never shown or sent again.
pub fn page(view: &View<'_>) -> Markup {
    let words = words::of(view.kind);
    let chrome = view.frame.titled(words.title);
    let offer = view.action.filter(|_| !view.kept.is_empty());
    layout::page(
        &chrome,
        html! {
            div class="app-text" {
                h1 { (words.title) }
                p class="app-lede" { (words.happened) }
                p { (words.next) @if let Some(wait) = view.retry_after { " Try again in " (seconds(wait)) "." } }
                @if let Some(action) = offer { (kept::again(view.frame.csrf, action, view.kept)) }
                @else { (ways_on(view.door)) }
                p class="app-quiet" { "If you call us about this, quote: " span class="app-code" { (view.request) } }
            }
        },
    )
}

fn ways_on(door: Option<Door>) -> Markup {
    html! {
        @match door {
            Some(door @ Door::Admissions) => (button_link("Go to the referrals", door.home())),
            Some(door @ Door::Referrers) => (button_link("Go to your referrals", door.home())),
            None => {
                (button_link("Go to the start page", "/"))
                p { "If you need medical help now, " a href="/get-help" { "find out how to get urgent help" } "." }
            }
        }
    }
}

fn seconds(wait: u64) -> String {
    match wait {
        0..=1 => "a second".to_owned(),
        2..=90 => format!("{wait} seconds"),
        _ => format!("{} minutes", wait.div_ceil(60)),
    }
}

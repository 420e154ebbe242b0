//! `/admissions`: the referrals that were received, flagged ones first.

use maud::{Markup, html};

use super::list::{self, Line};
use super::live;
use super::search::search_form;
use crate::components::inset;
use crate::layout::{self, Chrome, Frame};

/// How many open referrals there are.
#[derive(Debug, Clone, Copy, Default)]
pub struct Counts {
    /// Open in all.
    pub open: i64,
    /// Of these, flagged.
    pub flagged: i64,
    /// Of these, held by nobody.
    pub unclaimed: i64,
    /// A number this large means "or more".
    pub most: i64,
}

/// What the page shows.
#[derive(Debug, Clone, Copy)]
pub struct View<'a> {
    /// The frame of the page.
    pub frame: Frame<'a>,
    /// Of this showing of the forms.
    pub nonce: &'a str,
    /// What the list has seen of changes, for the script that asks for later ones.
    pub seen: &'a str,
    /// How many there are.
    pub counts: Counts,
    /// The referrals of this part of the list; `None` for roles that see numbers only.
    pub lines: Option<&'a [Line]>,
    /// The published sentences of the signs, in order.
    pub sentences: &'a [&'a str],
    /// Address of the part before.
    pub newer: Option<&'a str>,
    /// Address of the part after.
    pub older: Option<&'a str>,
}

/// The page.
pub fn page(view: &View<'_>) -> Markup {
    let chrome = Chrome {
        wide: true,
        ..view.frame.titled("Referrals")
    };
    layout::page(
        &chrome,
        html! {
            h1 { "Referrals" }
            (counts(view.counts))
            @match view.lines {
                Some(lines) => {
                    (search_form(view.frame.csrf, view.nonce, "", None))
                    (live::notice("/admissions"))
                    (live::list(view.seen, part(view, lines)))
                }
                None => (inset(html! { p { "Your role shows numbers only. It does not open the details of people." } })),
            }
        },
    )
}

fn counts(counts: Counts) -> Markup {
    html! {
        dl class="app-counts" data-live-counts {
            (count("Open", "open", counts.open, counts.most))
            (count("Flagged", "flagged", counts.flagged, counts.most))
            (count("Not claimed", "unclaimed", counts.unclaimed, counts.most))
        }
    }
}

fn count(label: &str, name: &str, number: i64, most: i64) -> Markup {
    html! { div { dt { (label) } dd data-count=(name) { (number) @if number >= most { " or more" } } } }
}

fn part(view: &View<'_>, lines: &[Line]) -> Markup {
    html! {
        @if lines.is_empty() {
            (inset(html! { p { "There are no open referrals here. New ones appear as soon as they are sent." } }))
        } @else {
            (list::list("Open referrals, flagged ones first, then the newest", lines))
            (list::legend(view.sentences))
        }
        @if view.newer.is_some() || view.older.is_some() {
            nav class="app-pagination" aria-label="Parts of the list" {
                @if let Some(href) = view.newer { a href=(href) rel="prev" { "Newer" } }
                @if let Some(href) = view.older { a href=(href) rel="next" { "Older" } }
            }
        }
    }
}

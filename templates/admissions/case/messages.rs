//! Messages, which are shared with whoever referred, and notes, which staff alone see. They differ by words, place and frame.

use maud::{Markup, html};

use crate::components::tag;

/// What sort of word it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Sort {
    /// Among staff.
    Note,
    /// From staff to whoever referred.
    Sent,
    /// From whoever referred.
    Came,
}

/// A word with its writer.
#[derive(Debug, Clone)]
pub struct Remark {
    /// What sort it is.
    pub sort: Sort,
    /// What it is, more closely: "Question", "Hand-over".
    pub what: &'static str,
    /// What was written.
    pub text: String,
    /// When and who.
    pub about: String,
}

/// What the part shows.
#[derive(Debug, Clone, Copy)]
pub struct View<'a> {
    /// The latest, the newest first.
    pub remarks: &'a [Remark],
    /// How many older ones the timeline has.
    pub older: usize,
    /// Where all of them stand.
    pub all: &'a str,
    /// Whether whoever sent it can be written to here.
    pub channel: bool,
    /// Where a message is written, if whoever looks may.
    pub message: Option<&'a str>,
    /// Where a note is written, if whoever looks may.
    pub note: Option<&'a str>,
}

/// The part.
pub fn part(view: &View<'_>) -> Markup {
    html! {
        section aria-labelledby="messages" {
            h2 id="messages" { "Messages and notes" }
            @if !view.channel {
                p { "The patient sent this and has no account here. Write to them by letter, or phone, and note it here." }
            }
            @if view.message.is_some() || view.note.is_some() {
                p class="app-links" {
                    @if let Some(href) = view.message { a href=(href) { "Write to the referrer" } }
                    @if let Some(href) = view.note { a href=(href) { "Add a note for staff" } }
                }
            }
            @if view.remarks.is_empty() { p class="app-quiet" { "None yet." } }
            @else { ol class="app-talk" reversed { @for remark in view.remarks { (one(remark)) } } }
            @if view.older > 0 { p { a href=(view.all) { "Show " (view.older) " older" } } }
        }
    }
}

fn one(remark: &Remark) -> Markup {
    let (code, label, colour) = match remark.sort {
        Sort::Note => ("note", "Staff only", "yellow"),
        Sort::Sent => ("sent", "Shared: to the referrer", "blue"),
        Sort::Came => ("came", "Shared: from the sender", "green"),
    };
    html! {
        li class={ "app-talk__one app-talk__one--" (code) } data-remark=(code) {
            p class="app-talk__head" { (tag(label, colour)) strong { (remark.what) } span class="app-quiet" { (remark.about) } }
            p class="app-lines app-break" { (remark.text) }
        }
    }
}

//! `/refer/drafts/{id}`: what there is to do before a referral can be sent.

use maud::{Markup, html};

use crate::components::{tag, warning};
use crate::layout::{self, Frame};

/// Where a task stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Status {
    /// Nothing was given.
    NotStarted,
    /// Something is missing.
    InProgress,
    /// Everything is there.
    Completed,
    /// It may be left out.
    Optional,
    /// A red flag has not been acted on.
    ActFirst,
}

/// One task.
#[derive(Debug, Clone)]
pub struct Task {
    /// Its name.
    pub name: String,
    /// Its page.
    pub address: String,
    /// Where it stands.
    pub status: Status,
}

/// Tasks that belong together.
#[derive(Debug, Clone)]
pub struct Group {
    /// Its heading.
    pub title: &'static str,
    /// Its tasks.
    pub tasks: Vec<Task>,
}

/// What the page shows.
#[derive(Debug, Clone, Copy)]
pub struct View<'a> {
    /// The frame of the page.
    pub frame: Frame<'a>,
    /// The condition.
    pub condition: &'a str,
    /// The patient's name, once it was given.
    pub patient: Option<&'a str>,
    /// The tasks.
    pub groups: &'a [Group],
    /// Whether a red flag applies that has not been acted on.
    pub stopped: bool,
    /// How much of what the hospital usually asks for is missing.
    pub missing: usize,
    /// The day on which the draft is deleted.
    pub expires_on: &'a str,
    /// Where it is deleted.
    pub delete: &'a str,
}

/// The page.
pub fn page(view: &View<'_>) -> Markup {
    let chrome = view
        .frame
        .titled("Referral")
        .with_back(Some("/refer/drafts"));
    layout::page(
        &chrome,
        html! {
            div class="app-text" {
                h1 { "Referral: " (view.condition) }
                p class="app-break" { "Patient: " @if let Some(name) = view.patient { (name) } @else { span class="app-quiet" { "No patient yet" } } }
                @if view.stopped {
                    (warning("A red flag applies", html! { p { "Act on it first, and say what was done. The draft is kept, but it cannot be sent until then." } }))
                }
                @for (index, group) in view.groups.iter().enumerate() { (self::group(index + 1, group)) }
                p { (missing(view.missing)) }
                p class="app-quiet" { "This draft is deleted on " (view.expires_on) " unless it is sent or something is saved." }
                p { a href=(view.delete) { "Delete this draft" } }
            }
        },
    )
}

fn missing(count: usize) -> String {
    match count {
        0 => "Everything that the hospital usually asks for is there.".to_owned(),
        1 => "1 thing that the hospital usually asks for is missing. “Check your answers and send” says which.".to_owned(),
        more => format!("{more} things that the hospital usually asks for are missing. “Check your answers and send” lists them."),
    }
}

fn group(number: usize, group: &Group) -> Markup {
    html! {
        h2 class="nhsuk-heading-m" { (group.title) }
        ul class="nhsuk-task-list" {
            @for (index, task) in group.tasks.iter().enumerate() { (self::task(&format!("task-{number}-{}-status", index + 1), task)) }
        }
    }
}

fn task(status_id: &str, task: &Task) -> Markup {
    html! {
        li class="nhsuk-task-list__item nhsuk-task-list__item--with-link" {
            div class="nhsuk-task-list__name-and-hint" {
                a class="nhsuk-task-list__link" href=(task.address) aria-describedby=(status_id) { (task.name) }
            }
            div class="nhsuk-task-list__status" id=(status_id) { (status(task.status)) }
        }
    }
}

/// What is done needs no colour; what is to be done has one.
fn status(status: Status) -> Markup {
    match status {
        Status::NotStarted => tag("Not started", "blue"),
        Status::InProgress => tag("In progress", "yellow"),
        Status::Completed => html! { "Completed" },
        Status::Optional => tag("Optional", "grey"),
        Status::ActFirst => tag("Act on this first", "red"),
    }
}

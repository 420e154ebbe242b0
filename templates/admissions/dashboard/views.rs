//! Lists that somebody saved, and the form that saves one.

use maud::{Markup, html};

use crate::components::error_summary::message_for;
use crate::components::{Field, Input, Problem, details, error_summary, form, submit, text_input};
use crate::layout::{self, Frame};

/// Longest name, in characters.
pub const LONGEST: usize = 60;

/// A saved list.
#[derive(Debug, Clone)]
pub struct View {
    /// What its owner calls it.
    pub name: String,
    /// Its address.
    pub href: String,
    /// Where it is deleted.
    pub delete: String,
    /// Whether it is shown when the dashboard is opened.
    pub is_start: bool,
    /// Whether it is the one that is shown.
    pub current: bool,
}

/// What is wrong with the form.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fault {
    /// No name.
    NoName,
    /// Longer than [`LONGEST`].
    TooLong,
    /// There are as many as there may be.
    TooMany(i64),
}

/// What stands in the form that saves a list.
#[derive(Debug, Clone, Copy)]
pub struct Entered<'a> {
    /// The query of the list's address.
    pub query: &'a str,
    /// The name.
    pub name: &'a str,
    /// Whether it is to be shown when the dashboard is opened.
    pub start: bool,
}

/// The saved lists as links.
pub(super) fn saved(views: &[View]) -> Markup {
    html! {
        @if !views.is_empty() {
            nav class="app-views" aria-label="Saved views" {
                h2 class="nhsuk-heading-xs" { "Saved views" }
                ul {
                    @for view in views {
                        li {
                            a href=(view.href) aria-current=[view.current.then_some("page")] { (view.name) }
                            @if view.is_start { span class="app-quiet" { " (shown first)" } }
                        }
                    }
                }
            }
        }
    }
}

/// The form at the end of a list.
pub(super) fn save(csrf: &str, nonce: &str, query: &str) -> Markup {
    let entered = Entered {
        query,
        name: "",
        start: false,
    };
    details("Save this view", saving(csrf, nonce, &entered, &[]))
}

/// The page that lists saved views, to delete them.
pub fn manage(frame: Frame<'_>, nonce: &str, views: &[View]) -> Markup {
    let chrome = frame.titled("Saved views").with_back(Some("/admissions"));
    layout::page(
        &chrome,
        html! {
            h1 { "Saved views" }
            @if views.is_empty() { p { "You have none. Open a list, filter it, and choose “Save this view” below it." } }
            @else {
                ul class="nhsuk-list app-views__all" {
                    @for view in views {
                        li {
                            a href=(view.href) { (view.name) }
                            @if view.is_start { span class="app-quiet" { " (shown first)" } }
                            (form(&view.delete, frame.csrf, nonce, html! {
                                button class="nhsuk-button nhsuk-button--secondary nhsuk-button--small" type="submit" {
                                    "Delete" span class="nhsuk-u-visually-hidden" { " " (view.name) }
                                }
                            }))
                        }
                    }
                }
            }
        },
    )
}

/// The page that asks again.
pub fn page(frame: Frame<'_>, nonce: &str, entered: &Entered<'_>, fault: Fault) -> Markup {
    let problems = [problem(fault)];
    let back = format!("/admissions?{}", entered.query);
    let chrome = frame
        .titled("Save this view")
        .with_error(true)
        .with_back(Some(&back));
    layout::page(
        &chrome,
        html! {
            (error_summary(&problems))
            h1 { "Save this view" }
            (saving(frame.csrf, nonce, entered, &problems))
        },
    )
}

fn saving(csrf: &str, nonce: &str, entered: &Entered<'_>, problems: &[Problem]) -> Markup {
    let field = Field {
        name: "name",
        label: "Name of the view",
        hint: Some("Queue, filters and order are saved, a search is not. Do not name a patient."),
        error: message_for(problems, "name"),
        ..Field::default()
    };
    let input = Input {
        value: entered.name,
        autocomplete: Some("off"),
        width: 20,
        spellcheck: true,
        ..Input::default()
    };
    html! {
        (form("/admissions/views", csrf, nonce, html! {
            input type="hidden" name="list" value=(entered.query);
            (text_input(&field, &input))
            div class="nhsuk-form-group nhsuk-checkboxes nhsuk-checkboxes--small" {
                div class="nhsuk-checkboxes__item" {
                    input class="nhsuk-checkboxes__input" id="start" name="start" type="checkbox" value="yes" checked[entered.start];
                    label class="nhsuk-label nhsuk-checkboxes__label" for="start" { "Show this when I open the dashboard" }
                }
            }
            (submit("Save view"))
        }))
        p { a href="/admissions/views" { "Delete saved views" } }
    }
}

fn problem(fault: Fault) -> Problem {
    let message = match fault {
        Fault::NoName => "Enter a name for the view".to_owned(),
        Fault::TooLong => format!("The name must be {LONGEST} characters or fewer"),
        Fault::TooMany(most) => format!("You have {most} views: delete one first"),
    };
    Problem {
        control: "name".to_owned(),
        message,
    }
}

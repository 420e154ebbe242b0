//! `/admissions/pathways/{hash}`: one definition, its history and approvals, and its text.

use maud::{Markup, html};

use super::pathways::Version;
use crate::components::error_summary::message_for;
use crate::components::{
    Field, Input, Problem, Row, Values, details, error_summary, form, inset, submit, summary_list,
    text_input,
};
use crate::layout::{self, Frame};

/// What is wrong with an approval.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fault {
    /// No name, or too long a one.
    Approver,
    /// No role, or too long a one.
    Role,
    /// No day, or one to come.
    Day,
}

/// What the page shows. Controls: `approver`, `role`, `on`.
#[derive(Debug, Clone, Copy)]
pub struct View<'a> {
    /// The frame of the page.
    pub frame: Frame<'a>,
    /// Of this showing of the form.
    pub nonce: &'a str,
    /// The definition.
    pub version: &'a Version,
    /// Its text.
    pub definition: &'a str,
    /// What stands in the form.
    pub values: Values<'a>,
    /// What is wrong with it.
    pub faults: &'a [Fault],
    /// Whether an approval was just recorded.
    pub recorded: bool,
}

/// The page.
pub fn page(view: &View<'_>) -> Markup {
    let problems: Vec<Problem> = view.faults.iter().copied().map(problem).collect();
    let chrome = view
        .frame
        .titled("Pathway version")
        .with_error(!problems.is_empty())
        .with_back(Some("/admissions/pathways"));
    let version = view.version;
    layout::page(
        &chrome,
        html! {
            (error_summary(&problems))
            @if view.recorded { div role="status" { (inset(html! { p { "The approval is recorded." } })) } }
            h1 { (version.title) ", version " (version.version) }
            (summary_list(&rows(version)))
            h2 { "Approvals" }
            (approvals(version))
            (record(view, &problems))
            h2 { "The definition" }
            p { a href={ "/admissions/pathways/" (version.hash) "/definition.toml" } { "Save as a file" } }
            (details("Show the text", html! {
                pre class="app-admin-code" tabindex="0" role="region" aria-label="Text of the definition" { (view.definition) }
            }))
        },
    )
}

fn rows(version: &Version) -> Vec<Row> {
    let row = |key: &str, value: Vec<String>| Row {
        key: key.to_owned(),
        value,
        change: None,
    };
    let live = version.live.iter().map(|(since, until)| match until {
        Some(until) => format!("{since} to {until}"),
        None => format!("Since {since}"),
    });
    vec![
        row("Pathway", vec![version.pathway.clone()]),
        row("Dated", vec![version.dated.clone()]),
        row("Fingerprint (SHA-256)", vec![version.hash.clone()]),
        row("Live", live.collect()),
        row("Referrals sent under it", vec![version.sent.clone()]),
    ]
}

fn approvals(version: &Version) -> Markup {
    html! {
        @if version.approvals.is_empty() { p class="app-quiet" { "No approval is recorded." } }
        @else {
            ul class="nhsuk-list nhsuk-list--bullet" {
                @for one in &version.approvals {
                    li {
                        (one.approver) ", " (one.role) ", on " (one.on)
                        span class="app-admin-table__more app-quiet" { (one.recorded) }
                    }
                }
            }
        }
    }
}

fn record(view: &View<'_>, problems: &[Problem]) -> Markup {
    let field = |name, label, hint| Field {
        name,
        label,
        hint,
        error: message_for(problems, name),
        ..Field::default()
    };
    let input = |name, width, kind| Input {
        value: view.values.get(name),
        kind,
        width,
        ..Input::default()
    };
    let action = format!("/admissions/pathways/{}", view.version.hash);
    html! {
        h3 { "Record an approval" }
        div class="app-text" { (form(&action, view.frame.csrf, view.nonce, html! {
            (text_input(&field("approver", "Who approved it", None), &input("approver", 30, "")))
            (text_input(&field("role", "What they are here", Some("For example: clinical lead.")), &input("role", 30, "")))
            (text_input(&field("on", "On which day", None), &input("on", 10, "date")))
            (submit("Record approval"))
        })) }
    }
}

fn problem(fault: Fault) -> Problem {
    let (control, message) = match fault {
        Fault::Approver => (
            "approver",
            "Enter who approved it, in at most 120 characters",
        ),
        Fault::Role => (
            "role",
            "Enter what they are here, in at most 120 characters",
        ),
        Fault::Day => (
            "on",
            "Enter the day on which they approved it, today or before, like 2026-11-24",
        ),
    };
    Problem {
        control: control.to_owned(),
        message: message.to_owned(),
    }
}

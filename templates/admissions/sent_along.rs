//! What came with a referral beside its answers: files, and the patient's own account.

use maud::{Markup, html};

use crate::components::comparison::{CompareRow, comparison};
use crate::components::files::FileLine;
use crate::components::tag;
use crate::referrer::compare::summary;

/// A file of a case.
#[derive(Debug, Clone)]
pub struct Sent {
    /// As it is listed.
    pub line: FileLine,
    /// Where it is looked at, if it is a picture or a PDF.
    pub view: Option<String>,
}

/// The patient's account beside the referrer's.
#[derive(Debug, Clone, Copy)]
pub struct Accounts<'a> {
    /// The questions whose answers differ.
    pub differing: &'a [CompareRow],
    /// Where all of them stand.
    pub all: &'a str,
}

/// The files of a case. Pictures and PDF files are looked at here; Word files are saved only.
pub fn files(files: &[Sent]) -> Markup {
    html! {
        section aria-labelledby="files" {
            h2 id="files" { "Files" }
            @if files.is_empty() { p class="app-quiet" { "No files." } }
            @else {
                @if files.iter().any(|file| file.view.is_none()) {
                    p class="app-quiet" { "Word files are saved and not shown here, since they could hold something that runs. When you open one, do not choose “Enable Editing” or “Enable Content”." }
                }
                ul class="nhsuk-list app-files app-files--tight" data-files { @for file in files { li { (one(file)) } } }
            }
        }
    }
}

fn one(file: &Sent) -> Markup {
    let line = &file.line;
    html! {
        p class="app-files__name" {
            @if let Some(view) = &file.view {
                a href=(view) class="app-break" { (line.name) } " (" (line.kind) ") "
                a href=(line.href) { "Save" span class="nhsuk-u-visually-hidden" { " " (line.name) } }
            } @else {
                a href=(line.href) class="app-break" { (line.name) } " (" (line.kind) ")"
            }
        }
        p class="app-quiet app-files__note" { (line.added) }
        p class="app-files__note" {
            @if line.scanned { (tag("Scanned", "green")) } @else { (tag("Not scanned for viruses", "yellow")) }
        }
    }
}

/// What differs between both accounts, where a patient's came along, and the way to all of it.
pub fn accounts(accounts: Option<Accounts<'_>>) -> Markup {
    html! {
        @if let Some(accounts) = accounts {
            section aria-labelledby="accounts" data-accounts {
                h2 id="accounts" { "Patient and referrer side by side" }
                p { "The patient answered too, before the referrer did. " (summary(accounts.differing.len())) " " a href=(accounts.all) { "Compare both accounts" } "." }
                @if !accounts.differing.is_empty() { (comparison("What differs", accounts.differing)) }
            }
        }
    }
}

//! Files sent along: choosing them, and the list of those that are there.

use maud::{Markup, html};

use super::{Field, Problem, tag};

/// Name and id of the control that files are chosen with.
pub const CONTROL: &str = "files";
/// What the control offers. Content decides, whatever is chosen.
const ACCEPT: &str = ".pdf,.jpg,.jpeg,.png,.docx";

/// A file in a list.
#[derive(Debug, Clone)]
pub struct FileLine {
    /// Its name.
    pub name: String,
    /// What it is, with its size, such as "PDF, 1.2 MB".
    pub kind: String,
    /// Who added it and when, in words.
    pub added: String,
    /// Whether it was scanned for viruses.
    pub scanned: bool,
    /// Where it is downloaded.
    pub href: String,
    /// Where a form takes it away, if it may be taken away.
    pub delete: Option<String>,
}

/// Of this showing of the forms that take files away.
#[derive(Debug, Clone, Copy, Default)]
pub struct Tokens<'a> {
    /// The form token.
    pub csrf: &'a str,
    /// The nonce.
    pub nonce: &'a str,
}

/// The list; a sentence where there is none.
pub fn file_list(files: &[FileLine], tokens: Tokens<'_>) -> Markup {
    html! {
        @if files.is_empty() { p class="app-quiet" { "No files." } }
        @else {
            ul class="nhsuk-list app-files" data-files { @for file in files { li { (line(file, tokens)) } } }
        }
    }
}

fn line(file: &FileLine, tokens: Tokens<'_>) -> Markup {
    html! {
        p class="app-files__name" { a href=(file.href) class="app-break" { (file.name) } " (" (file.kind) ")" }
        p class="app-quiet app-files__note" { (file.added) }
        p class="app-files__note" {
            @if file.scanned { (tag("Scanned", "green")) } @else { (tag("Not scanned for viruses", "yellow")) }
        }
        @if let Some(action) = &file.delete {
            form method="post" action=(action) {
                input type="hidden" name="csrf" value=(tokens.csrf);
                input type="hidden" name="nonce" value=(tokens.nonce);
                button class="nhsuk-button nhsuk-button--secondary nhsuk-button--small" type="submit" {
                    "Delete" span class="nhsuk-u-visually-hidden" { " " (file.name) }
                }
            }
        }
    }
}

/// A label and a control with which several files can be chosen at once. It belongs into an [`super::form::upload_form`].
pub fn file_input(label: &str, problems: &[Problem]) -> Markup {
    let field = Field {
        name: CONTROL,
        label,
        hint: Some(
            "PDF, JPEG, PNG or Word (.docx). Each file can be up to 10 MB, and all that you send at once up to 25 MB.",
        ),
        error: super::error_summary::message_for(problems, CONTROL),
        ..Field::default()
    };
    field.group(html! {
        (field.label()) (field.help())
        input class="app-file" id=(CONTROL) name=(CONTROL) type="file" multiple accept=(ACCEPT)
            aria-describedby=[field.described_by()];
    })
}

/// Why files were not taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FileFault {
    /// None was chosen.
    Missing,
    /// There is nothing in it.
    Empty,
    /// Its content is of no kind that is taken.
    Kind,
    /// The virus scanner found something.
    Infected,
    /// There would be more than so many.
    TooMany(i64),
}

/// What is wrong, with the place of the file among those sent, from 1, where there were several.
pub fn file_problem(fault: FileFault, place: Option<usize>) -> Problem {
    let of = place.map_or_else(|| "The file".to_owned(), |place| format!("File {place}"));
    let message = match fault {
        FileFault::Missing => "Choose a file".to_owned(),
        FileFault::Empty => format!("{of} is empty: choose another, or check that it opens"),
        FileFault::Kind => {
            format!("{of} is not a PDF, JPEG, PNG or Word (.docx) file: save it as one of these")
        }
        FileFault::Infected => {
            format!(
                "{of} was refused by the virus scanner. Nothing was stored: tell your IT support"
            )
        }
        FileFault::TooMany(most) => {
            format!("There can be {most} files at most: delete some, or put pages into one file")
        }
    };
    Problem {
        control: CONTROL.to_owned(),
        message,
    }
}

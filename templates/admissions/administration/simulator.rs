//! `/admissions/simulator`: what a draft of the rules would change about past referrals.

use maud::{Markup, html};

use crate::components::error_summary::message_for;
use crate::components::form::upload_form;
use crate::components::{Field, Input, Problem, error_summary, inset, submit, text_input};
use crate::layout::{self, Chrome, Frame};

/// Why nothing was replayed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Fault {
    /// There is no draft.
    Missing,
    /// The file is not text, or too long.
    NotText,
    /// The draft is not sound: line, column, and what is wrong there.
    Unsound(usize, usize, String),
    /// The first day is none.
    From,
    /// The last day is none, or comes before the first.
    To,
    /// Another replay is under way.
    Busy,
}

/// So many decisions would change in the same way.
#[derive(Debug, Clone)]
pub struct Count {
    /// What: the outcome, or the sign in words.
    pub what: String,
    /// From this.
    pub from: String,
    /// To this.
    pub to: String,
    /// How many.
    pub count: usize,
}

/// A decision about one case that would change.
#[derive(Debug, Clone)]
pub struct Flip {
    /// What: the outcome, or the sign in words.
    pub what: String,
    /// From this.
    pub from: String,
    /// To this.
    pub to: String,
    /// The draft's reason.
    pub because: Option<String>,
}

/// A case about which something would change.
#[derive(Debug, Clone)]
pub struct Case {
    /// Its reference.
    pub reference: String,
    /// What would change.
    pub flips: Vec<Flip>,
}

/// Why not everything in the period was looked at.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Stopped {
    /// As many were looked at as may be.
    Most,
    /// Time was up.
    Time,
}

/// What a replay found.
#[derive(Debug, Clone)]
pub struct Found {
    /// The pathway's id and the draft's version.
    pub draft: (String, String),
    /// How many submissions were looked at.
    pub looked_at: usize,
    /// The day on which the oldest of them was sent.
    pub oldest: Option<String>,
    /// Why not all.
    pub stopped: Option<Stopped>,
    /// About how many of them something would change.
    pub changed: usize,
    /// How many would be flagged that are not.
    pub flagged: usize,
    /// How many are flagged and would not be.
    pub unflagged: usize,
    /// What would change, and how often.
    pub counts: Vec<Count>,
    /// The first cases about which something would change.
    pub cases: Vec<Case>,
    /// Questions that are live and not in the draft.
    pub gone: Vec<String>,
    /// Questions of the draft that are not live.
    pub new: Vec<String>,
    /// Questions with how many stored answers the draft does not know.
    pub left_out: Vec<(String, usize)>,
}

/// What the page shows. Controls: `definition`, `file`, `from`, `to`.
#[derive(Debug, Clone, Copy)]
pub struct View<'a> {
    /// The frame of the page.
    pub frame: Frame<'a>,
    /// Of this showing of the form.
    pub nonce: &'a str,
    /// The draft.
    pub definition: &'a str,
    /// First day, `YYYY-MM-DD`.
    pub from: &'a str,
    /// Last day.
    pub to: &'a str,
    /// Most submissions that are looked at.
    pub most: usize,
    /// Why nothing was replayed.
    pub faults: &'a [Fault],
    /// What was found.
    pub found: Option<&'a Found>,
}

/// Faults of a definition that are told at once.
const MOST_FAULTS: usize = 50;

/// The page.
pub fn page(view: &View<'_>) -> Markup {
    let problems: Vec<Problem> = view.faults.iter().take(MOST_FAULTS).map(problem).collect();
    let chrome = Chrome {
        wide: true,
        ..view.frame.titled("Rule simulator")
    };
    let chrome = chrome
        .with_error(!problems.is_empty())
        .with_back(Some("/admissions/administration"));
    layout::page(
        &chrome,
        html! {
            (error_summary(&problems))
            h1 { "Rule simulator" }
            p class="app-text" {
                "A draft of a definition is checked as one that goes live is, and then replayed over referrals that were sent: the latest "
                (thousands(view.most)) " at most, as many as a few seconds allow. Nothing about a referral changes, and the draft is not kept."
            }
            @if let Some(found) = view.found { (result(found)) }
            (draft(view, &problems))
        },
    )
}

fn draft(view: &View<'_>, problems: &[Problem]) -> Markup {
    let field = |name, label, hint| Field {
        name,
        label,
        hint,
        error: message_for(problems, name),
        ..Field::default()
    };
    let day = |value| Input {
        value,
        kind: "date",
        width: 10,
        ..Input::default()
    };
    let whole =
        "The whole definition (TOML). One in force can be saved from the page of its version.";
    let text = field("definition", "The draft", Some(whole));
    let file = field(
        "file",
        "Or a file that holds it",
        Some("If you choose a file, the text above is not used."),
    );
    html! {
        h2 { "Draft" }
        (upload_form("/admissions/simulator", view.frame.csrf, view.nonce, html! {
            (text.group(html! {
                (text.label()) (text.help())
                textarea class="nhsuk-textarea app-admin-source" id="definition" name="definition" rows="12" spellcheck="false" wrap="off"
                    aria-describedby=[text.described_by()] { "\n" (view.definition) }
            }))
            (file.group(html! {
                (file.label()) (file.help())
                input class="app-file" id="file" name="file" type="file" accept=".toml,text/plain" aria-describedby=[file.described_by()];
            }))
            (text_input(&field("from", "Referrals sent from", Some("May be left blank.")), &day(view.from)))
            (text_input(&field("to", "Up to", Some("May be left blank.")), &day(view.to)))
            (submit("Replay"))
        }))
    }
}

fn result(found: &Found) -> Markup {
    html! {
        section aria-labelledby="result" data-looked-at=(found.looked_at) data-changed=(found.changed) {
            h2 id="result" { "What the draft would change" }
            (inset(summary(found)))
            (questions(found))
            @if !found.counts.is_empty() { (counts(&found.counts)) (cases(found)) }
        }
    }
}

fn summary(found: &Found) -> Markup {
    let (pathway, version) = &found.draft;
    html! {
        p { "Draft of " (pathway) ", version " (version) "." }
        p {
            (thousands(found.looked_at)) @if found.looked_at == 1 { " referral was" } @else { " referrals were" } " looked at"
            @if let Some(oldest) = &found.oldest { ", sent since " (oldest) } "."
            @match found.stopped {
                Some(Stopped::Most) => " That is the most at once: choose an earlier period for those before.",
                Some(Stopped::Time) => " Then time was up: choose an earlier period for those before.",
                None => {},
            }
        }
        p {
            @if found.changed == 0 { strong { "Nothing would change." } } @else {
                strong { "Something would change about " (thousands(found.changed)) "." }
                " Newly flagged: " (found.flagged) ". No longer flagged: " (found.unflagged) "."
            }
        }
    }
}

fn questions(found: &Found) -> Markup {
    let list = |heading: &str, ids: &[String]| {
        html! { @if !ids.is_empty() { p { (heading) " " (ids.join(", ")) "." } } }
    };
    html! {
        (list("Questions that are live and not in the draft:", &found.gone))
        (list("New questions, which nobody has answered yet:", &found.new))
        @if !found.left_out.is_empty() {
            p { "Stored answers that the draft does not know, and that were left out:" }
            ul class="nhsuk-list nhsuk-list--bullet" {
                @for (id, count) in &found.left_out { li { (id) ": " (count) @if *count == 1 { " answer" } @else { " answers" } } }
            }
        }
    }
}

fn counts(counts: &[Count]) -> Markup {
    table(
        "How often what would change",
        &["What", "Now", "With the draft", "How many"],
        counts.iter().map(|one| {
            vec![
                html! { (one.what) },
                html! { (one.from) },
                html! { (one.to) },
                html! { (one.count) },
            ]
        }),
    )
}

fn cases(found: &Found) -> Markup {
    let title = if found.cases.len() < found.changed {
        format!("The cases, the latest {} of them", found.cases.len())
    } else {
        "The cases".to_owned()
    };
    let rows = found.cases.iter().flat_map(|case| {
        case.flips.iter().map(|flip| {
            vec![
                html! { a href={ "/admissions/referrals/" (case.reference) } { (case.reference) } },
                html! { (flip.what) },
                html! { (flip.from) },
                html! { (flip.to) },
                html! { @if let Some(because) = &flip.because { (because) } @else { span class="app-quiet" { "Follows from the signs and the outcomes’ conditions" } } },
            ]
        })
    });
    table(
        &title,
        &[
            "Reference",
            "What",
            "Now",
            "With the draft",
            "The draft’s reason",
        ],
        rows,
    )
}

fn table(caption: &str, columns: &[&str], rows: impl Iterator<Item = Vec<Markup>>) -> Markup {
    html! {
        table class="nhsuk-table-responsive app-admin-table" role="table" {
            caption class="nhsuk-table__caption" { (caption) }
            thead class="nhsuk-table__head" role="rowgroup" {
                tr role="row" { @for column in columns { th role="columnheader" scope="col" { (column) } } }
            }
            tbody class="nhsuk-table__body" role="rowgroup" {
                @for row in rows {
                    tr class="nhsuk-table__row" role="row" {
                        @for (heading, cell) in columns.iter().zip(row) {
                            td class="nhsuk-table__cell" role="cell" {
                                span class="nhsuk-table-responsive__heading" aria-hidden="true" { (heading) " " }
                                div class="app-admin-table__value" { (cell) }
                            }
                        }
                    }
                }
            }
        }
    }
}

/// A number with a comma between thousands, up to 999,999.
fn thousands(number: usize) -> String {
    if number < 1000 {
        return number.to_string();
    }
    format!("{},{:03}", number / 1000, number % 1000)
}

fn problem(fault: &Fault) -> Problem {
    let (control, message) = match fault {
        Fault::Missing => (
            "definition",
            "Paste a definition, or choose a file".to_owned(),
        ),
        Fault::NotText => ("file", "Choose a text file of at most 1 MB".to_owned()),
        Fault::Unsound(line, column, what) => (
            "definition",
            format!("Line {line}, column {column}: {what}"),
        ),
        Fault::From => (
            "from",
            "Enter the first day as a date, like 2026-11-24".to_owned(),
        ),
        Fault::To => (
            "to",
            "Enter the last day as a date that is not before the first".to_owned(),
        ),
        Fault::Busy => (
            "definition",
            "Another replay is under way. Try again in a few seconds".to_owned(),
        ),
    };
    Problem {
        control: control.to_owned(),
        message,
    }
}

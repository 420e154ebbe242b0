//! `/check/answers`: every answer, with a link to change it.

use domain::snapshot::{Snapshot, SnapshotQuestion};
use maud::{Markup, html};

use crate::components::{Row, button_link, summary_list};
use crate::layout::{self, Frame};

/// What the page shows.
#[derive(Debug, Clone, Copy)]
pub struct View<'a> {
    /// The frame of the page.
    pub frame: Frame<'a>,
    /// The page before.
    pub back: &'a str,
    /// The questions asked, with their answers.
    pub snapshot: &'a Snapshot,
    /// Address before a question's id, such as `/check/`.
    pub base: &'a str,
    /// Where to go on to.
    pub next: &'a str,
    /// Words of the button.
    pub button: &'a str,
}

/// The page.
pub fn page(view: &View<'_>) -> Markup {
    let chrome = view
        .frame
        .titled("Check your answers")
        .with_back(Some(view.back));
    layout::page(
        &chrome,
        html! {
            h1 { "Check your answers" }
            p { "You can change anything. Some changes may open more questions." }
            @for section in &view.snapshot.sections {
                h2 class="nhsuk-heading-m" { (section.title) }
                (summary_list(&rows(&section.questions, Some(view.base))))
            }
            (button_link(view.button, view.next))
        },
    )
}

/// Questions with their answers as rows; with a change link where a base address is given.
pub fn rows(questions: &[SnapshotQuestion], base: Option<&str>) -> Vec<Row> {
    questions
        .iter()
        .map(|question| Row {
            key: question.title.clone(),
            value: question.answer.iter().map(line).collect(),
            change: base.map(|base| format!("{base}{}", question.id)),
        })
        .collect()
}

/// A label that is a question needs no colon.
fn line(line: &domain::answers::AnswerLine) -> String {
    match &line.label {
        None => line.words.clone(),
        Some(label) if label.ends_with('?') => format!("{label} {}", line.words),
        Some(label) => format!("{label}: {}", line.words),
    }
}

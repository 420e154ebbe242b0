//! What stands behind the signs: treatments and whatever else was asked as a table, and every answer, folded by section.

use domain::snapshot::{Snapshot, SnapshotQuestion, SnapshotSection};
use maud::{Markup, html};

use crate::components::{details, summary_list};
use crate::patient::answers::rows;

/// The answered questions of these sections.
pub fn part(sections: &[&SnapshotSection]) -> Markup {
    let answered = |section: &SnapshotSection| -> Vec<SnapshotQuestion> {
        let questions = section.questions.iter();
        questions
            .filter(|one| !one.answer.is_empty())
            .cloned()
            .collect()
    };
    let shown: Vec<(&str, Vec<SnapshotQuestion>)> = sections
        .iter()
        .map(|section| (section.title.as_str(), answered(section)))
        .filter(|(_, questions)| !questions.is_empty())
        .collect();
    html! {
        section aria-labelledby="evidence" data-evidence {
            h2 id="evidence" { "Evidence" }
            @if shown.is_empty() { p class="app-quiet" { "Nothing was answered about treatment." } }
            @for (title, questions) in shown { h3 { (title) } (summary_list(&rows(&questions, None))) }
        }
    }
}

/// Every question that was asked, with its answer, by section.
pub fn answers(snapshot: &Snapshot) -> Markup {
    html! {
        section aria-labelledby="answers" data-answers {
            h2 id="answers" { "All answers" }
            p class="app-quiet" { "In the words that were shown when they were given." }
            @for section in &snapshot.sections {
                (details(&section.title, html! { (summary_list(&rows(&section.questions, None))) }))
            }
        }
    }
}

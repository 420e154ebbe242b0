//! `/check/{question}`: one question a page.

use domain::Audience;
use domain::answers::FieldError;
use domain::pathway::{Pathway, Question};
use maud::{Markup, html};

use crate::components::{Level, Values, error_summary, form, progress, submit};
use crate::layout::{self, Frame};
use crate::question::{Asked, control, problems};

/// What the page shows.
#[derive(Debug, Clone, Copy)]
pub struct View<'a> {
    /// The frame of the page.
    pub frame: Frame<'a>,
    /// Of this showing of the form.
    pub nonce: &'a str,
    /// The page before.
    pub back: &'a str,
    /// Where the form goes: the address of this page.
    pub action: &'a str,
    /// `Journey::progress`, unless the question stands before the sections.
    pub progress: Option<(usize, usize)>,
    /// The pathway.
    pub pathway: &'a Pathway,
    /// The question.
    pub question: &'a Question,
    /// Whose words are shown.
    pub audience: Audience,
    /// What stands in the controls: `Answer::to_form`, or what was just sent.
    pub values: Values<'a>,
    /// What is wrong with what was just sent.
    pub errors: &'a [FieldError],
    /// Positions of the rows that are not asked.
    pub hidden_rows: &'a [usize],
}

/// The page: one form, whose first submit button goes on.
pub fn page(view: &View<'_>) -> Markup {
    let problems = problems(view.question, view.audience, view.errors);
    let title = view.question.title.get(view.audience);
    let chrome = view
        .frame
        .titled(title)
        .with_error(!problems.is_empty())
        .with_back(Some(view.back));
    let asked = Asked {
        pathway: view.pathway,
        question: view.question,
        audience: view.audience,
        values: view.values,
        problems: &problems,
        hidden_rows: view.hidden_rows,
    };
    layout::page(
        &chrome,
        html! {
            div class="app-question" {
                (error_summary(&problems))
                (place(view))
                (form(view.action, view.frame.csrf, view.nonce, html! {
                    (control(&asked, Level::Page))
                    (submit("Continue"))
                }))
            }
        },
    )
}

fn place(view: &View<'_>) -> Markup {
    let section = view.pathway.section_of(view.question);
    html! { @if let Some((step, of)) = view.progress { (progress(step, of, section.title.get(view.audience))) } }
}

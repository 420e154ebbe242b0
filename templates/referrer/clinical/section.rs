//! `/refer/drafts/{id}/section/{section}`: all questions of one part of the pathway on one page.

use domain::pathway::Prompt;
use maud::{Markup, html};

use super::prompts;
use crate::components::{Level, Problem, error_summary, form, inset, submit};
use crate::layout::{self, Frame};
use crate::question::{Asked, control};

/// What the page shows.
#[derive(Debug, Clone, Copy)]
pub struct View<'a> {
    /// The frame of the page.
    pub frame: Frame<'a>,
    /// Of this showing of the form.
    pub nonce: &'a str,
    /// The version of what the form shows.
    pub version: &'a str,
    /// The page before: the draft's task list.
    pub back: &'a str,
    /// Where the form goes.
    pub action: &'a str,
    /// What stands above the questions.
    pub title: &'a str,
    /// The questions, in groups.
    pub blocks: &'a [Block<'a>],
    /// Everything that is wrong.
    pub problems: &'a [Problem],
    /// Questions that earlier answers of this page have opened.
    pub opened: &'a [Opened<'a>],
    /// Advice that follows from the answers saved so far.
    pub prompts: &'a [&'a Prompt],
}

/// Questions that stand together.
#[derive(Debug, Clone)]
pub struct Block<'a> {
    /// What they are about, where they are details of an answer before them.
    pub legend: Option<String>,
    /// The questions.
    pub asked: Vec<Asked<'a>>,
}

/// A question that an answer has opened.
#[derive(Debug, Clone, Copy)]
pub struct Opened<'a> {
    /// Its id.
    pub id: &'a str,
    /// What it asks, in a few words.
    pub title: &'a str,
}

/// The id of the place where a question stands on its page.
pub fn anchor(question: &str) -> String {
    format!("question-{question}")
}

/// The page.
pub fn page(view: &View<'_>) -> Markup {
    let chrome = view
        .frame
        .titled(view.title)
        .with_error(!view.problems.is_empty())
        .with_back(Some(view.back));
    layout::page(
        &chrome,
        html! {
            div class="app-text" {
                (error_summary(view.problems))
                h1 { (view.title) }
                (opened(view))
                (prompts(view.prompts))
                (form(view.action, view.frame.csrf, view.nonce, html! {
                    input type="hidden" name="version" value=(view.version);
                    @for block in view.blocks { (questions(block)) }
                    (submit("Save and continue"))
                }))
            }
        },
    )
}

fn opened(view: &View<'_>) -> Markup {
    html! {
        @if !view.opened.is_empty() {
            (inset(html! {
                p data-more { "More questions about " (view.title) ": your answers have opened these." }
                ul class="nhsuk-list nhsuk-list--bullet" {
                    @for question in view.opened { li { a href={ "#" (anchor(question.id)) } { (question.title) } } }
                }
            }))
        }
    }
}

fn questions(block: &Block<'_>) -> Markup {
    html! {
        @if let Some(legend) = &block.legend {
            fieldset class="nhsuk-fieldset app-evidence" {
                legend class="nhsuk-fieldset__legend nhsuk-fieldset__legend--m" { (legend) }
                @for asked in &block.asked { (one(asked, Level::Plain)) }
            }
        } @else {
            @for asked in &block.asked { (one(asked, Level::Section)) }
        }
    }
}

fn one(asked: &Asked<'_>, level: Level) -> Markup {
    html! { div class="app-asked" id=(anchor(&asked.question.id)) { (control(asked, level)) } }
}

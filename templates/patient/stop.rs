//! Shown in answer to the safety question when something more urgent comes first.
//! Nothing that was answered is stored until the person says that it was dealt with.

use domain::Audience;
use domain::pathway::{Outcome, Pathway, Question};
use maud::{Markup, html};

use crate::components::{form, safety_card, submit};
use crate::layout::{self, Frame};

/// What the page shows.
#[derive(Debug, Clone, Copy)]
pub struct View<'a> {
    /// The frame of the page.
    pub frame: Frame<'a>,
    /// Of this showing of the form.
    pub nonce: &'a str,
    /// Address of the safety question: the page before, and where the form goes.
    pub action: &'a str,
    /// The pathway.
    pub pathway: &'a Pathway,
    /// The outcome that stops.
    pub outcome: &'a Outcome,
    /// The safety question.
    pub question: &'a Question,
    /// The code that was chosen.
    pub chosen: &'a str,
    /// Whose words are shown.
    pub audience: Audience,
}

/// The page: the card first, then a form that posts the same answer with its resolution.
pub fn page(view: &View<'_>) -> Markup {
    let title = view.outcome.title.get(view.audience);
    let chrome = view
        .frame
        .titled("Get help first")
        .with_back(Some(view.action))
        .with_outcome(&view.outcome.id);
    let lists = view
        .outcome
        .lists
        .iter()
        .filter_map(|id| view.pathway.safety_list(id));
    layout::page(
        &chrome,
        html! {
            div class="app-text" {
                h1 { (title) }
                p class="app-lede" { (view.outcome.text.get(view.audience)) }
                @for list in lists.filter(|list| list.is_for(view.audience)) { (safety_card(list, view.audience)) }
                (resolution(view))
            }
        },
    )
}

fn resolution(view: &View<'_>) -> Markup {
    let Some(question) = view.pathway.resolution_of(view.question) else {
        return html! {};
    };
    html! {
        div class="app-resolve" {
            h2 class="nhsuk-heading-m" { "After you have had help" }
            p { "We have not kept your answer. Once you have had medical help, you can go on from here." }
            (form(view.action, view.frame.csrf, view.nonce, html! {
                input type="hidden" name=(view.question.id) value=(view.chosen);
                input type="hidden" name=(question.id) value="yes";
                (submit(question.title.get(view.audience)))
            }))
        }
    }
}

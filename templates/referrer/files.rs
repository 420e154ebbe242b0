//! `/refer/drafts/{id}/files`: the files of a draft.

use maud::{Markup, html};

use crate::components::files::{FileLine, Tokens, file_input, file_list};
use crate::components::form::upload_form;
use crate::components::{Problem, error_summary, inset, submit};
use crate::layout::{self, Frame};

/// What the page shows.
#[derive(Debug, Clone, Copy)]
pub struct View<'a> {
    /// The frame of the page.
    pub frame: Frame<'a>,
    /// Of this showing of the forms.
    pub nonce: &'a str,
    /// The draft's task list.
    pub back: &'a str,
    /// Where the form goes.
    pub action: &'a str,
    /// The files that are there.
    pub files: &'a [FileLine],
    /// How many there may be.
    pub most: i64,
    /// What is wrong with those that were sent.
    pub problems: &'a [Problem],
}

/// The page.
pub fn page(view: &View<'_>) -> Markup {
    let chrome = view
        .frame
        .titled("Files")
        .with_error(!view.problems.is_empty())
        .with_back(Some(view.back));
    let tokens = Tokens {
        csrf: view.frame.csrf,
        nonce: view.nonce,
    };
    layout::page(
        &chrome,
        html! {
            div class="app-text" {
                (error_summary(view.problems))
                h1 { "Files" }
                p { "Add clinic letters, imaging reports or photographs that the admissions team needs. Files are optional: at most " (view.most) "." }
                h2 { "Files of this referral" }
                (file_list(view.files, tokens))
                h2 { "Add files" }
                (upload_form(view.action, view.frame.csrf, view.nonce, html! {
                    (file_input("Choose one or several files", view.problems))
                    (submit("Add"))
                }))
                (inset(html! { p { "Files are sent with the referral and not before. Check that each is about this patient." } }))
                p { a href=(view.back) { "Back to the referral" } }
            }
        },
    )
}

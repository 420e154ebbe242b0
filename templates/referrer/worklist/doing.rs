//! The page of everything that a practice does to a referral: which one, what happened meanwhile, and the form.

use maud::{Markup, html};

use super::timeline::{Moment, meanwhile};
use crate::components::{Problem, error_summary};
use crate::layout::{self, Frame};

/// What all such pages show.
#[derive(Debug, Clone, Copy)]
pub(super) struct Doing<'a> {
    /// The frame of the page.
    pub frame: Frame<'a>,
    /// The referral.
    pub reference: &'a str,
    /// Who it is about.
    pub person: &'a str,
    /// Title of the window.
    pub title: &'a str,
    /// Heading.
    pub heading: &'a str,
    /// What is wrong.
    pub problems: &'a [Problem],
    /// What happened while the form was open.
    pub happened: &'a [Moment],
}

/// The page around a form.
#[expect(
    clippy::needless_pass_by_value,
    reason = "the form is made for this page alone"
)]
pub(super) fn page(doing: &Doing<'_>, form: Markup) -> Markup {
    let case = format!("/refer/referrals/{}", doing.reference);
    let chrome = doing
        .frame
        .titled(doing.title)
        .with_error(!doing.problems.is_empty())
        .with_back(Some(&case));
    layout::page(
        &chrome,
        html! {
            div class="app-text" {
                (error_summary(doing.problems))
                h1 { (doing.heading) }
                (meanwhile(doing.happened))
                p { "Referral " span class="app-reference" { (doing.reference) } ", " (doing.person) "." }
                (form)
            }
        },
    )
}

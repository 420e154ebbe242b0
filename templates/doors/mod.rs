//! Signing in and looking after one's account: the same pages for staff and referrers, each through a door of its own.

pub mod account;
pub mod code;
pub mod enrol;
pub mod invitation;
pub mod new_password;
pub mod professional;
pub mod recovery_codes;
pub mod reset;
pub mod sign_in;
pub mod too_many;

use maud::{Markup, html};

use crate::components::button_link;
use crate::layout::{self, Frame};

/// A page that says one thing, and where to go on: what `button` says leads to `href`.
pub(crate) fn told(frame: &Frame<'_>, title: &str, text: &str, button: &str, href: &str) -> Markup {
    layout::page(
        &frame.titled(title),
        html! {
            div class="app-text" {
                h1 { (title) }
                p { (text) }
                (button_link(button, href))
            }
        },
    )
}

/// A way in that people sign in to. An account comes in through one of them only.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Door {
    /// For the admissions team.
    Admissions,
    /// For referrers.
    Referrers,
}

impl Door {
    /// Both.
    pub const ALL: [Self; 2] = [Self::Admissions, Self::Referrers];

    /// The first page behind it.
    pub fn home(self) -> &'static str {
        match self {
            Self::Admissions => "/admissions",
            Self::Referrers => "/refer",
        }
    }

    /// The address of one of its pages, such as `sign-in`.
    pub fn address(self, page: &str) -> String {
        format!("{}/{page}", self.home())
    }
}

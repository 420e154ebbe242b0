//! Said when somebody does not agree to share, or this service may not take what they told us.

use maud::{Markup, html};

use crate::components::care_card::bullets;
use crate::components::{buttons, print_button};
use crate::layout::{self, Frame};

/// The page. `change` is where the answer about sharing can be changed.
pub fn page(frame: &Frame<'_>, change: &str) -> Markup {
    let chrome = frame.titled("We have not sent anything");
    layout::page(
        &chrome,
        html! {
            div class="app-text" {
                h1 { "We have not sent anything" }
                p class="app-lede" { "You told us that you do not want to share your answers. That is your choice, and nobody here will see them." }
                h2 { "What you can do" }
                (bullets([
                    "Print your result and take it to your GP or clinic.",
                    "Come back if you change your mind. Your answers are kept until they run out.",
                ]))
                (buttons(html! {
                    a class="nhsuk-button" href="/check/result" draggable="false" { "Go back to your result" }
                    (print_button("Print this page"))
                }))
                p { a href=(change) { "Change your answer about sharing" } }
            }
        },
    )
}

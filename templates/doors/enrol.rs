//! `second-factor`: setting up the authenticator app.

use maud::{Markup, html};

use super::Door;
use super::code::{Fault, code_input, problem};
use crate::components::{Problem, error_summary, form, submit};
use crate::layout::{self, Frame};

/// A QR code: `side` squares along each side, the dark ones as SVG path data.
#[derive(Debug, Clone, Copy)]
pub struct Drawing<'a> {
    /// Squares along one side.
    pub side: usize,
    /// The dark squares.
    pub path: &'a str,
}

/// What the page shows. Control: `code`.
#[derive(Debug, Clone, Copy)]
pub struct View<'a> {
    /// The door.
    pub door: Door,
    /// The frame of the page.
    pub frame: Frame<'a>,
    /// Of this showing of the form.
    pub nonce: &'a str,
    /// The secret as text, in groups of four.
    pub secret: &'a str,
    /// The secret as a QR code.
    pub drawing: Drawing<'a>,
    /// What is wrong.
    pub fault: Option<Fault>,
}

/// The page.
pub fn page(view: &View<'_>) -> Markup {
    let problems: Vec<Problem> = view.fault.map(problem).into_iter().collect();
    let chrome = view
        .frame
        .titled("Set up your second step")
        .with_error(!problems.is_empty());
    let body = html! { (code_input(&problems)) (submit("Continue")) };
    layout::page(
        &chrome,
        html! {
            div class="app-text" {
                (error_summary(&problems))
                h1 { "Set up your second step" }
                p { "People’s health details are behind this sign-in, so a password alone is not enough. You do this once." }
                ol class="nhsuk-list nhsuk-list--number" {
                    li { "Open an authenticator app on your phone. If you have none, ask which one your organisation uses." }
                    li { "Choose to add an account, and point the camera at this square." }
                    li { "Enter the 6-digit code that the app then shows." }
                }
                (drawing(view.drawing))
                p { "If you cannot use the camera, enter this key in the app:" }
                p { span class="app-code" id="secret" { (view.secret) } }
                (form(&view.door.address("second-factor"), view.frame.csrf, view.nonce, body))
            }
        },
    )
}

/// Four empty squares all around, as the standard asks (ISO/IEC 18004), and always on white.
fn drawing(drawing: Drawing<'_>) -> Markup {
    let whole = drawing.side + 8;
    html! {
        svg class="app-qr" role="img" aria-label="QR code for your authenticator app"
            viewBox={ "-4 -4 " (whole) " " (whole) } width="232" height="232" shape-rendering="crispEdges" {
            rect x="-4" y="-4" width=(whole) height=(whole) fill="#ffffff" {}
            path d=(drawing.path) fill="#000000" {}
        }
    }
}

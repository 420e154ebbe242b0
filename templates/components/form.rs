//! The form around every question and action.

use maud::{Markup, html};

/// A form that posts to `action` with the session's token `csrf` and the `nonce` of this
/// showing of the page, by which a form that is sent twice is known.
#[expect(
    clippy::needless_pass_by_value,
    reason = "the body is made for this form alone"
)]
pub fn form(action: &str, csrf: &str, nonce: &str, body: Markup) -> Markup {
    html! {
        form method="post" action=(action) novalidate {
            input type="hidden" name="csrf" value=(csrf);
            input type="hidden" name="nonce" value=(nonce);
            (body)
        }
    }
}

/// The same for a form that brings files along.
#[expect(
    clippy::needless_pass_by_value,
    reason = "the body is made for this form alone"
)]
pub fn upload_form(action: &str, csrf: &str, nonce: &str, body: Markup) -> Markup {
    html! {
        form method="post" action=(action) enctype="multipart/form-data" novalidate {
            input type="hidden" name="csrf" value=(csrf);
            input type="hidden" name="nonce" value=(nonce);
            (body)
        }
    }
}

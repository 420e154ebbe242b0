//! Nothing that somebody typed is lost to an error: it is listed, and can be sent again.

use maud::{Markup, html};

use crate::components::{Row, submit, summary_list};

/// Never shown or sent again.
const SECRET: [&str; 7] = [
    "csrf",
    "password",
    "new_password",
    "password_for_codes",
    "code",
    "recovery_code",
    "token",
];

/// A form that sends the same again, with this page's own token, and a list to read or copy.
/// The nonce goes along unchanged, so that what did arrive is not stored twice.
pub fn again(csrf: &str, action: &str, kept: &[(String, String)]) -> Markup {
    let open = || {
        kept.iter()
            .filter(|(name, _)| !SECRET.contains(&name.as_str()))
    };
    let rows: Vec<Row> = open()
        .filter(|(name, value)| name != "nonce" && !value.is_empty())
        .map(row)
        .collect();
    html! {
        form method="post" action=(action) {
            input type="hidden" name="csrf" value=(csrf);
            @for (name, value) in open() { input type="hidden" name=(name) value=(value); }
            (submit("Try again"))
        }
        @if !rows.is_empty() {
            h2 class="nhsuk-heading-m" { "What you sent" }
            p { "We have kept it on this page. You can also copy it from here." }
            (summary_list(&rows))
        }
    }
}

fn row((name, value): &(String, String)) -> Row {
    Row {
        key: readable(name),
        value: vec![plain(value)],
        change: None,
    }
}

/// A code such as `had_before` is shown as words; anything typed stays as it is.
fn plain(value: &str) -> String {
    if value
        .bytes()
        .all(|byte| byte.is_ascii_lowercase() || byte == b'_')
    {
        value.replace('_', " ")
    } else {
        value.to_owned()
    }
}

/// `treatments.physiotherapy.status` becomes "Treatments, physiotherapy, status".
fn readable(name: &str) -> String {
    let words = name.replace('.', ", ").replace('_', " ");
    let mut letters = words.chars();
    letters.next().map_or_else(String::new, |first| {
        first.to_uppercase().chain(letters).collect()
    })
}

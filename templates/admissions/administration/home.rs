//! `/admissions/administration`: everything that administrators look after.

use maud::{Markup, html};

use crate::layout::{self, Chrome, Frame};

/// Address, title, and what is there.
const PAGES: [(&str, &str, &str); 8] = [
    (
        "/admissions/accounts",
        "Accounts",
        "Who may sign in, with which role; requests and invitations.",
    ),
    (
        "/admissions/practices",
        "Practices",
        "Practices that refer, by ODS code.",
    ),
    (
        "/admissions/api-clients",
        "API clients",
        "Other systems that may ask for something, with what each may do and its secrets.",
    ),
    (
        "/admissions/settings",
        "Settings",
        "Targets in working days, how long records are kept, and the hospital’s texts.",
    ),
    (
        "/admissions/pathways",
        "Pathway versions",
        "Which questionnaire and rules are live since when, and who approved them.",
    ),
    (
        "/admissions/simulator",
        "Rule simulator",
        "What a draft of the rules would change about past referrals.",
    ),
    (
        "/admissions/retention",
        "Retention",
        "Closed cases that are deleted soon, and legal holds.",
    ),
    (
        "/admissions/audit",
        "Audit and access log",
        "Who changed what, and who looked at whose record.",
    ),
];

/// The page.
pub fn page(frame: &Frame<'_>) -> Markup {
    let chrome = Chrome {
        wide: true,
        ..frame.titled("Administration")
    };
    layout::page(
        &chrome,
        html! {
            h1 { "Administration" }
            ul class="app-admin-cards" {
                @for (address, title, what) in PAGES {
                    li {
                        h2 class="nhsuk-heading-s" { a href=(address) { (title) } }
                        p { (what) }
                    }
                }
            }
        },
    )
}

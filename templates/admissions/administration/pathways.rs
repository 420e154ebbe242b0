//! `/admissions/pathways`: every definition that was offered.

use maud::{Markup, html};

use crate::components::{inset, tag};
use crate::layout::{self, Chrome, Frame};

/// A definition in words.
#[derive(Debug, Clone, Default)]
pub struct Version {
    /// SHA-256 of its text.
    pub hash: String,
    /// The pathway's id.
    pub pathway: String,
    /// The version that its authors gave to it.
    pub version: String,
    /// The condition's name.
    pub title: String,
    /// The day that its authors gave to it.
    pub dated: String,
    /// When it was offered, the last time first: since, and until if it was replaced.
    pub live: Vec<(String, Option<String>)>,
    /// Who approved it, the last first.
    pub approvals: Vec<Approval>,
    /// How many were sent under it, in words.
    pub sent: String,
}

/// An approval in words.
#[derive(Debug, Clone, Default)]
pub struct Approval {
    /// Who approved.
    pub approver: String,
    /// What they are at the hospital.
    pub role: String,
    /// On which day.
    pub on: String,
    /// Who recorded it, and when.
    pub recorded: String,
}

impl Version {
    /// The beginning of the hash, by which people tell definitions apart.
    pub fn short(&self) -> &str {
        self.hash.get(..12).unwrap_or(&self.hash)
    }

    /// Whether it is live now.
    pub fn is_live(&self) -> bool {
        self.live.first().is_some_and(|(_, until)| until.is_none())
    }
}

const COLUMNS: [&str; 6] = [
    "Pathway",
    "Version",
    "Live since",
    "Replaced",
    "Approved by",
    "Referrals",
];

/// The page.
pub fn page(frame: &Frame<'_>, versions: &[Version]) -> Markup {
    let chrome = Chrome {
        wide: true,
        ..frame.titled("Pathway versions")
    };
    layout::page(
        &chrome.with_back(Some("/admissions/administration")),
        html! {
            h1 { "Pathway versions" }
            p { "Every version that was offered, since when it was live, and who approved it. A referral is always shown as it was answered, under the version it was sent with." }
            @if versions.is_empty() {
                (inset(html! { p { "No version is noted yet. The next start of the service notes what is live." } }))
            } @else {
                table class="nhsuk-table-responsive app-admin-table" role="table" {
                    caption class="nhsuk-table__caption nhsuk-u-visually-hidden" { "Versions, the one that went live last first" }
                    thead class="nhsuk-table__head" role="rowgroup" {
                        tr role="row" { @for column in COLUMNS { th role="columnheader" scope="col" { (column) } } }
                    }
                    tbody class="nhsuk-table__body" role="rowgroup" { @for version in versions { (row(version)) } }
                }
            }
            p { a href="/admissions/simulator" { "Try out a draft of the rules" } }
        },
    )
}

fn row(version: &Version) -> Markup {
    let (since, until) = version.live.first().cloned().unwrap_or_default();
    let approval = version.approvals.first();
    let cells = [
        html! { (version.title) span class="app-admin-table__more app-quiet" { (version.pathway) } },
        html! {
            a href={ "/admissions/pathways/" (version.hash) } {
                (version.version) span class="nhsuk-u-visually-hidden" { " of " (version.title) }
            }
            span class="app-admin-table__more app-quiet app-admin-hash" { (version.short()) }
        },
        html! { (since) },
        html! { @if let Some(until) = &until { (until) } @else { (tag("Live", "green")) } },
        html! {
            @match approval {
                Some(one) => { (one.approver) ", " (one.role) span class="app-admin-table__more app-quiet" { (one.on) } },
                None => (tag("Not recorded", "yellow")),
            }
        },
        html! { (version.sent) },
    ];
    html! {
        tr class="nhsuk-table__row" role="row" data-hash=(version.hash) {
            @for (heading, cell) in COLUMNS.iter().zip(cells) {
                td class="nhsuk-table__cell" role="cell" {
                    span class="nhsuk-table-responsive__heading" aria-hidden="true" { (heading) " " }
                    div class="app-admin-table__value" { (cell) }
                }
            }
        }
    }
}

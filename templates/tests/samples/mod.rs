//! Every page from sample values: filled, empty, with errors and with long content.
//! The tests render them, and the gallery example writes them out to be looked at.

mod access;
mod administration;
mod admissions;
mod beds;
mod case;
mod casework;
mod clinical;
mod dashboard;
mod journey;
pub mod letters;
mod live;
mod others;
mod referrer_files;
mod statistics;
mod tasks;
mod triage;
mod worklist;

use maud::Markup;
use templates::layout::{Current, Frame, Nav, Place};

/// A page with the name that it has in snapshots and in the gallery.
pub struct Page {
    pub name: String,
    pub markup: Markup,
}

pub fn all() -> Vec<Page> {
    let mut pages = others::pages();
    pages.extend(admissions::pages());
    pages.extend(dashboard::pages());
    pages.extend(access::pages());
    pages.extend(administration::pages());
    pages.extend(beds::pages());
    pages.extend(journey::pages());
    pages.extend(letters::pages());
    pages.extend(clinical::pages());
    pages.extend(live::pages());
    pages.extend(referrer_files::pages());
    pages.extend(statistics::pages());
    pages.extend(tasks::pages());
    pages.extend(triage::pages());
    pages.extend(casework::pages());
    pages.extend(worklist::pages());
    pages
}

fn page(name: impl Into<String>, markup: Markup) -> Page {
    Page {
        name: name.into(),
        markup,
    }
}

/// The frame of a patient who has a draft, in demonstration mode.
const PATIENT: Frame<'static> = Frame {
    csrf: "csrf-token",
    demo: true,
    nav: Nav::Patient {
        saved_at: Some("4:12pm"),
    },
};
const PUBLIC: Frame<'static> = Frame {
    csrf: "csrf-token",
    demo: false,
    nav: Nav::Public,
};
const STAFF: Frame<'static> = Frame {
    csrf: "csrf-token",
    demo: true,
    nav: Nav::Staff {
        name: "Amara Okafor",
        admin: true,
        beds: true,
        second_reads: true,
        current: Current {
            place: Place::Referrals,
            exact: false,
        },
    },
};

/// A text as long as fields allow, with a word that does not break.
fn long() -> String {
    format!(
        "{} {}",
        "Ich möchte wieder schwimmen – and to read to my grandchildren 🏊. ".repeat(9),
        "w".repeat(120)
    )
}

fn pairs(values: &[(&str, &str)]) -> Vec<(String, String)> {
    values
        .iter()
        .map(|(name, value)| ((*name).to_owned(), (*value).to_owned()))
        .collect()
}

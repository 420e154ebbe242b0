//! A referrer's draft: its tasks, its own pages, and the drafts of a practice.

use domain::letter::Heading;
use templates::components::Values;
use templates::layout::{Frame, Nav};
use templates::referrer::conflict;
use templates::referrer::tasks::{consent, delete, drafts, letter, list, nhs_number, patient};

use super::{Page, long, page, pairs};

const REFERRER: Frame<'static> = Frame {
    csrf: "csrf-token",
    demo: true,
    nav: Nav::Referrer {
        name: "Anna Gray",
        saved_at: Some("4:12pm"),
    },
};

pub fn pages() -> Vec<Page> {
    vec![
        tasks(),
        practice_drafts("drafts", &[line(Some(long())), line(None)]),
        practice_drafts("drafts-none", &[]),
        number(
            "nhs-number-errors",
            &[("why", nhs_number::Fault::Missing)],
            None,
        ),
        duplicates(),
        details(),
        headings(),
        grounds(),
        deletion(),
        both_sides(),
    ]
}

fn tasks() -> Page {
    let task = |name: &str, status| list::Task {
        name: name.to_owned(),
        address: "/refer/drafts/1/patient".to_owned(),
        status,
    };
    let groups = [
        list::Group {
            title: "Safety",
            tasks: vec![task("Red flags", list::Status::ActFirst)],
        },
        list::Group {
            title: "Letter",
            tasks: vec![
                task("History and medicines", list::Status::InProgress),
                task("Examination and investigations", list::Status::NotStarted),
                task("Social, legal and other context", list::Status::Optional),
                task(&"Long ".repeat(30), list::Status::Completed),
            ],
        },
    ];
    let name = long();
    let view = list::View {
        frame: REFERRER,
        condition: "Cervical dystonia (spasmodic torticollis)",
        patient: Some(&name),
        groups: &groups,
        stopped: true,
        missing: 12,
        expires_on: "14 February 2031",
        delete: "/refer/drafts/1/delete",
    };
    page("tasks", list::page(&view))
}

fn line(patient: Option<String>) -> drafts::Line {
    drafts::Line {
        address: "/refer/drafts/1".to_owned(),
        delete: "/refer/drafts/1/delete".to_owned(),
        patient,
        begun_by: "Anna Gray".to_owned(),
        saved_at: "15 January 2031 at 9:10am".to_owned(),
        expires_on: "14 February 2031".to_owned(),
    }
}

fn practice_drafts(name: &str, lines: &[drafts::Line]) -> Page {
    let view = drafts::View {
        frame: REFERRER,
        nonce: "n",
        lines,
        more: Some(50).filter(|_| !lines.is_empty()),
    };
    page(name, drafts::page(&view))
}

fn number(
    name: &str,
    faults: &[(&str, nhs_number::Fault)],
    duplicates: Option<&nhs_number::Duplicates<'_>>,
) -> Page {
    let typed = pairs(&[("nhs_number", "999 100 0011"), ("why", &long())]);
    let view = nhs_number::View {
        frame: REFERRER,
        nonce: "n",
        version: "v",
        back: "/refer/drafts/1",
        action: "/refer/drafts/1/nhs-number",
        values: Values(&typed),
        faults,
        duplicates,
    };
    page(name, nhs_number::page(&view))
}

fn duplicates() -> Page {
    let found = nhs_number::Duplicates {
        told: "9991000011",
        own: vec![("PHGW-P9K8".to_owned(), "waiting for a bed")],
        elsewhere: true,
        phone: Some("01296 678 800"),
        drafts: vec!["/refer/drafts/2".to_owned(), "/refer/drafts/3".to_owned()],
    };
    let faults = [("checked", nhs_number::Fault::Missing)];
    number("nhs-number-duplicates", &faults, Some(&found))
}

fn details() -> Page {
    let typed = pairs(&[("name", ""), ("postcode", "nowhere"), ("town", &long())]);
    let faults = [
        ("name", patient::Fault::Missing),
        ("town", patient::Fault::TooLong),
        ("postcode", patient::Fault::Invalid),
    ];
    let view = patient::View {
        frame: REFERRER,
        nonce: "n",
        version: "v",
        back: "/refer/drafts/1",
        action: "/refer/drafts/1/patient",
        nhs_number: None,
        unknown: Some("From abroad"),
        change_number: "/refer/drafts/1/nhs-number",
        born: None,
        born_problems: &[],
        sexes: &[("female", "Female"), ("male", "Male")],
        practice: "K81001 Surgery",
        access_needs: Some("/refer/drafts/1/section/practical"),
        values: Values(&typed),
        faults: &faults,
    };
    page("patient-errors", patient::page(&view))
}

fn headings() -> Page {
    let typed = pairs(&[("medicines", &long())]);
    let view = letter::View {
        frame: REFERRER,
        nonce: "n",
        version: "v",
        back: "/refer/drafts/1",
        action: "/refer/drafts/1/letter/history",
        title: "History and medicines",
        headings: &Heading::ALL,
        values: Values(&typed),
        long: &[Heading::Medicines],
    };
    page("letter-error", letter::page(&view))
}

fn grounds() -> Page {
    let typed = pairs(&[("basis", "best_interests")]);
    let related = [(
        "Funding".to_owned(),
        "/refer/drafts/1/section/practical".to_owned(),
    )];
    let view = consent::View {
        frame: REFERRER,
        nonce: "n",
        version: "v",
        back: "/refer/drafts/1",
        action: "/refer/drafts/1/consent",
        grounds: &[
            ("person", "The patient agrees"),
            ("best_interests", "Best interests"),
        ],
        related: &related,
        values: Values(&typed),
        faults: &[("note", consent::Fault::Missing)],
    };
    page("consent-error", consent::page(&view))
}

fn deletion() -> Page {
    let view = delete::View {
        frame: REFERRER,
        nonce: "n",
        draft: "/refer/drafts/1",
        action: "/refer/drafts/1/delete",
        patient: None,
    };
    page("draft-delete", delete::page(&view))
}

fn both_sides() -> Page {
    let lines = [conflict::Line {
        label: "Medicines".to_owned(),
        stored: String::new(),
        typed: long(),
    }];
    let view = conflict::View {
        frame: REFERRER,
        nonce: "n",
        title: "History and medicines",
        address: "/refer/drafts/1/letter/history",
        saved_at: "4:12pm",
        version: "v",
        lines: &lines,
        typed: &pairs(&[("medicines", "Amitriptyline")]),
    };
    page("draft-conflict", conflict::page(&view))
}

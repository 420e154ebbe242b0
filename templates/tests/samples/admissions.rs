//! Pages of the admissions team that need no pathway.

use templates::admissions::list::Line;
use templates::admissions::{dashboard, search};
use templates::components::Mark;
use templates::doors::{Door, code, enrol, recovery_codes, sign_in, too_many};
use templates::layout::Frame;

use super::{PUBLIC, Page, STAFF, page};

/// The published signs, for the legend.
const SENTENCES: [&str; 2] = [
    "Pain or involuntary movement is impacting your daily life",
    "You need coordinated input from multiple specialists",
];

pub fn pages() -> Vec<Page> {
    let lines = lines();
    let list = dashboard::View {
        frame: STAFF,
        nonce: "n",
        counts: dashboard::Counts {
            open: 41,
            flagged: 7,
            unclaimed: 3,
            most: 100,
        },
        lines: Some(&lines),
        sentences: &SENTENCES,
        newer: None,
        older: Some("/admissions?before=1"),
    };
    let found = search::View {
        frame: STAFF,
        nonce: "n",
        query: "Nguyễn",
        lines: Some(&lines),
        more: true,
        sentences: &SENTENCES,
    };
    let mut pages = vec![
        page("admissions-dashboard", dashboard::page(&list)),
        page(
            "admissions-dashboard-empty",
            dashboard::page(&dashboard::View {
                lines: Some(&[]),
                older: None,
                ..list
            }),
        ),
        page("admissions-search", search::page(&found)),
        page(
            "admissions-search-none",
            search::page(&search::View {
                lines: Some(&[]),
                more: false,
                ..found
            }),
        ),
    ];
    pages.extend(entrance());
    pages
}

fn entrance() -> Vec<Page> {
    let frame = Frame {
        demo: true,
        ..PUBLIC
    };
    let door = Door::Admissions;
    let sign_in = sign_in::View {
        door,
        frame,
        nonce: "n",
        email: "",
        faults: &[],
    };
    let codes: Vec<String> = (1..=8).map(|number| format!("4K7M-29X{number}")).collect();
    let enrol = enrol::View {
        door,
        frame: STAFF,
        nonce: "n",
        secret: "JBSW Y3DP EHPK 3PXP",
        drawing: enrol::Drawing {
            side: 5,
            path: "M0 0h3v1h-3zM1 2h2v1h-2z",
        },
        fault: None,
    };
    vec![
        page("admissions-sign-in", sign_in::page(&sign_in)),
        page(
            "admissions-sign-in-error",
            sign_in::page(&sign_in::View {
                faults: &[sign_in::Fault::BadEmail, sign_in::Fault::NoPassword],
                email: "x",
                ..sign_in
            }),
        ),
        page(
            "admissions-code",
            code::page(&code::View {
                door,
                frame,
                nonce: "n",
                fault: None,
            }),
        ),
        page("admissions-enrol", enrol::page(&enrol)),
        page(
            "admissions-recovery",
            recovery_codes::page(&recovery_codes::View {
                door,
                frame: STAFF,
                codes: &codes,
                replaced: true,
            }),
        ),
        page(
            "admissions-too-many",
            too_many::page(&too_many::View {
                frame,
                until: "4:30pm",
                again: "/admissions/sign-in",
            }),
        ),
    ]
}

fn lines() -> Vec<Line> {
    let signs = |marks: [Mark; 4]| {
        let names = [
            "Daily life",
            "Treatment relief",
            "Other problems",
            "Help from a team",
        ];
        Some(
            names
                .iter()
                .map(|name| (*name).to_owned())
                .zip(marks)
                .collect(),
        )
    };
    vec![
        Line {
            reference: "7K4M-29XQ".to_owned(),
            person: "Sam Ó Brien-Nguyễn".to_owned(),
            age: Some(52),
            source: "Patient",
            signs: signs([Mark::Met, Mark::Met, Mark::Met, Mark::Unclear]),
            flagged: true,
            flags: vec![
                "Gait or balance".to_owned(),
                "Diagnosis not confirmed".to_owned(),
            ],
            amended: true,
            days: 2,
            received: "20 November 2026".to_owned(),
            state: "Received".to_owned(),
            owner: None,
        },
        Line {
            reference: "RB-M2P8-QT5V-7".to_owned(),
            person: "Wolfeschlegelsteinhausenbergerdorff Alexandrina".to_owned(),
            age: None,
            source: "Somebody for the patient",
            signs: None,
            days: 0,
            received: "22 November 2026".to_owned(),
            state: "Pre-admission assessment".to_owned(),
            owner: Some("Amara Okafor".to_owned()),
            ..Line::default()
        },
        Line {
            reference: "RB-Q9T4-XW2C-H".to_owned(),
            person: "Jo Field".to_owned(),
            age: Some(31),
            source: "GP",
            signs: signs([Mark::NotMet, Mark::NotMet, Mark::Unclear, Mark::NotMet]),
            days: 12,
            received: "10 November 2026".to_owned(),
            state: "On hold".to_owned(),
            owner: Some("Bea Small".to_owned()),
            ..Line::default()
        },
    ]
}

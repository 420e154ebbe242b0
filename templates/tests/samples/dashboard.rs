//! The dashboard: full, empty, filtered, too slow, numbers only; searching and saved views.

use templates::admissions::bulk;
use templates::admissions::case::safety::Joined;
use templates::admissions::dashboard::filters::{Chip, Choice, Narrowing};
use templates::admissions::dashboard::views::{self, Entered};
use templates::admissions::dashboard::{self, Export, List, Queue, View};
use templates::admissions::list::{Line, Place, Target, When};
use templates::admissions::search;
use templates::components::Mark;

use super::{Page, STAFF, long, page, pairs};

/// The published signs, for the legend.
const SENTENCES: [&str; 2] = [
    "Pain or involuntary movement is impacting your daily life",
    "You need coordinated input from multiple specialists",
];

const EXPORT: Export<'static> = Export {
    href: "/admissions/export.csv?queue=needs_action",
    with_names: Some("/admissions/export.csv?queue=needs_action&names=yes"),
    most: "10,000",
};

pub fn pages() -> Vec<Page> {
    let mut pages = lists();
    pages.extend(forms());
    pages
}

fn lists() -> Vec<Page> {
    let (queues, saved, all) = (queues(), saved(), lines());
    let numbered = (10..50).zip(all.iter().cycle());
    let many: Vec<Line> = numbered
        .map(|(number, line)| Line {
            reference: format!("7K{number}-29XQ"),
            ..line.clone()
        })
        .collect();
    let (plain, narrowed) = (narrowing(Vec::new()), narrowing(chips()));
    let hidden = pairs(&[("queue", "all")]);
    let list = List {
        title: "Needs action",
        about: "Open, and new, changed, or with a promised day that has come.",
        empty: "Nothing needs action now.",
        slow: false,
        lines: &many,
        places: false,
        before: None,
        after: Some("/admissions?queue=needs_action&from=f_1"),
        sentences: &SENTENCES,
        search: form("", &hidden),
        saved: &saved,
        to_save: "queue=needs_action",
        address: "/admissions?queue=needs_action",
        seen: "1900000000000000.0",
        bulk: None,
    };
    let view = |list, narrowing| View {
        frame: STAFF,
        nonce: "n",
        queues: &queues,
        most: 1000,
        list,
        narrowing,
        export: EXPORT,
    };
    let with = |list, narrowing| dashboard::page(&view(Some(list), narrowing));
    let three = List {
        lines: &all[..3],
        after: None,
        saved: &[],
        ..list.clone()
    };
    let empty = List {
        lines: &[],
        ..three.clone()
    };
    let filtered = List {
        lines: &all,
        before: Some("/admissions?queue=needs_action&from=b_1"),
        bulk: Some(bulk::bar(
            STAFF,
            "n",
            "/admissions?queue=needs_action",
            &super::live::colleagues(""),
        )),
        ..list.clone()
    };
    let nothing = List {
        search: form("Nguyễn", &hidden),
        ..empty.clone()
    };
    let places = List {
        lines: &all,
        places: true,
        ..list.clone()
    };
    let slow = List {
        slow: true,
        ..empty.clone()
    };
    let numbers = View {
        export: Export {
            with_names: None,
            ..EXPORT
        },
        ..view(None, &plain)
    };
    vec![
        page("dashboard", with(list, &plain)),
        page("dashboard-three", with(three, &plain)),
        page("dashboard-empty", with(empty, &plain)),
        page("dashboard-filtered", with(filtered, &narrowed)),
        page("dashboard-filtered-empty", with(nothing, &narrowed)),
        page("dashboard-places", with(places, &plain)),
        page("dashboard-slow", with(slow, &narrowed)),
        page("dashboard-numbers", dashboard::page(&numbers)),
    ]
}

fn forms() -> Vec<Page> {
    let hidden = pairs(&[("queue", "all"), ("state", "in_triage")]);
    let long = long();
    let name = Entered {
        query: "queue=mine",
        name: &long,
        start: true,
    };
    vec![
        page(
            "dashboard-search-error",
            search::page(
                STAFF,
                &form("", &hidden),
                search::Fault::Nothing,
                "/admissions?queue=all",
            ),
        ),
        page(
            "dashboard-search-long",
            search::page(
                STAFF,
                &form(&long, &hidden),
                search::Fault::TooLong,
                "/admissions?queue=all",
            ),
        ),
        page("dashboard-views", views::manage(STAFF, "n", &saved())),
        page("dashboard-views-none", views::manage(STAFF, "n", &[])),
        page(
            "dashboard-views-error",
            views::page(STAFF, "n", &name, views::Fault::TooLong),
        ),
        page(
            "dashboard-views-full",
            views::page(STAFF, "n", &name, views::Fault::TooMany(20)),
        ),
    ]
}

fn form<'a>(query: &'a str, list: &'a [dashboard::Pair]) -> search::Form<'a> {
    search::Form {
        csrf: "csrf-token",
        nonce: "n",
        query,
        list,
    }
}

fn queues() -> Vec<Queue> {
    let queues = [
        ("Needs action", 41),
        ("Mine", 7),
        ("Unassigned", 12),
        ("Waiting on others", 1000),
        ("Waiting list", 9),
        ("Overdue", 3),
        ("Closed", 1000),
        ("All", 1000),
    ];
    let queue = |(label, count)| Queue {
        code: "mine",
        label,
        count,
        href: "/admissions?queue=mine".to_owned(),
        current: label == "Needs action",
    };
    queues.into_iter().map(queue).collect()
}

fn saved() -> Vec<views::View> {
    let view = |name: &str, is_start| views::View {
        name: name.to_owned(),
        href: "/admissions?queue=mine&state=in_triage".to_owned(),
        delete: "/admissions/views/1/delete".to_owned(),
        is_start,
        current: false,
    };
    vec![
        view("My triage", true),
        view("NHS, flagged, gait or balance, not assessed yet", false),
    ]
}

fn chips() -> Vec<Chip> {
    let chip = |label: &str| Chip {
        label: label.to_owned(),
        href: "/admissions?queue=needs_action".to_owned(),
    };
    [
        "State: In triage",
        "Received from: 1 November 2026",
        "Sign that is met: Insufficient relief from outpatient treatment",
    ]
    .into_iter()
    .map(chip)
    .collect()
}

fn narrowing(chips: Vec<Chip>) -> Narrowing<'static> {
    let choice = |name, label, items: &[(&str, &str)]| Choice {
        name,
        label,
        items: pairs(items),
        value: String::new(),
    };
    Narrowing {
        hidden: pairs(&[("queue", "needs_action")]),
        choices: vec![
            choice(
                "sort",
                "Sort by",
                &[
                    ("target", "Urgent, then the earliest target"),
                    ("newest", "Newest first"),
                ],
            ),
            choice("state", "State", &[("", "Any"), ("in_triage", "In triage")]),
            choice("owner", "Owner", &[("", "Any"), ("me", "Me")]),
            choice("priority", "Priority", &[("", "Any"), ("urgent", "Urgent")]),
        ],
        exact: true,
        practice: "",
        received_from: "2026-11-01".to_owned(),
        received_to: String::new(),
        chips,
        clear: "/admissions?queue=needs_action".to_owned(),
    }
}

fn signs(marks: [Mark; 4]) -> Vec<(String, Mark)> {
    let names = [
        "Impact on daily life",
        "Insufficient relief",
        "Secondary symptoms",
        "Help from a team",
    ];
    let owned = names.iter().map(|name| (*name).to_owned());
    owned.zip(marks).collect()
}

fn target(when: When, words: &str) -> Target {
    let (words, day) = (words.to_owned(), "20 November 2026".to_owned());
    Target { when, words, day }
}

fn lines() -> Vec<Line> {
    use Mark::{Met, NotMet, Unclear};
    let owned = |text: &str| text.to_owned();
    vec![
        Line {
            reference: owned("7K4M-29XQ"),
            version: 3,
            person: owned("Sam Ó Brien-Nguyễn"),
            age: Some(52),
            source: "Patient",
            signs: Some(signs([Met, Met, Met, Unclear])),
            flagged: true,
            flags: vec![
                owned("New or worse walking: check it soon"),
                owned("Diagnosis not confirmed"),
            ],
            amended: true,
            news: true,
            letters_owed: true,
            handed: true,
            priority: Some("Urgent"),
            funding: Some("NHS"),
            days: 2,
            received: owned("20 November 2026"),
            state: owned("Received"),
            target: Some(target(When::Late, "3 days late")),
            place: Some(Place {
                number: 1,
                days: 40,
            }),
            ..Line::default()
        },
        Line {
            reference: owned("M2P8-QT5V"),
            person: owned("Wolfeschlegelsteinhausenbergerdorff Alexandrina"),
            source: "For patient",
            received: owned("22 November 2026"),
            state: owned("In pre-admission assessment"),
            owner: Some(owned("Amara Okafor")),
            target: Some(target(When::Soon, "Tomorrow")),
            ..Line::default()
        },
        Line {
            reference: owned("Q9T4-XW2C"),
            person: owned("Jo Field"),
            age: Some(31),
            source: "GP",
            signs: Some(signs([NotMet, NotMet, Unclear, NotMet])),
            priority: Some("Routine"),
            funding: Some("Medico-legal"),
            days: 12,
            received: owned("10 November 2026"),
            state: owned("On hold"),
            news_joined: true,
            joined: vec![Joined {
                reference: owned("F5H7-JK8M"),
                urgent: true,
                notes: vec![
                    owned("the priority was urgent"),
                    owned("flagged"),
                    owned("New or worse walking: check it soon"),
                ],
            }],
            owner: Some(owned("Dr Bartholomew Featherstonehaugh")),
            target: Some(target(When::Later, "20 Jan 2027")),
            ..Line::default()
        },
        Line {
            reference: owned("C3D4-FG6H"),
            person: owned("Ida Join"),
            age: Some(77),
            source: "GP",
            signs: Some(signs([Met, NotMet, Unclear, Met])),
            flagged: true,
            joined_to: Some(owned("7K4M-29XQ")),
            days: 1,
            received: owned("21 November 2026"),
            state: owned("In triage"),
            target: Some(target(When::Soon, "Today")),
            place: Some(Place { number: 2, days: 1 }),
            ..Line::default()
        },
    ]
}

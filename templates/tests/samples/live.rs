//! What keeps itself up to date, and work on several referrals at once.

use maud::html;
use templates::admissions::bulk::{self, Colleague, Fault, Outcome, Task};
use templates::admissions::live;
use templates::admissions::presence::{self, View};
use templates::layout;

use super::{Page, STAFF, page};

const LONG: &str = "Wolfeschlegelsteinhausenbergerdorff-Ó Brien-Nguyễn Alexandrina Maximiliane";

pub fn pages() -> Vec<Page> {
    let mut pages = several();
    pages.extend(pieces());
    pages
}

fn several() -> Vec<Page> {
    let (cases, many) = (cases(9), cases(51));
    let colleagues = colleagues("2");
    let give = bulk::View {
        frame: STAFF,
        nonce: "n",
        back: "/admissions?queue=unassigned",
        cases: &cases,
        task: Task::Assign,
        to: Some(LONG),
        colleagues: &colleagues,
    };
    let too_many = Fault::TooMany {
        chosen: 51,
        most: 50,
    };
    let outcomes = [
        Outcome::Done,
        Outcome::Before,
        Outcome::Changed,
        Outcome::Acknowledged,
        Outcome::Merged,
        Outcome::Closed,
        Outcome::NotAllowed,
        Outcome::NotFound,
        Outcome::Failed,
    ];
    let unchosen = self::colleagues("");
    let nobody = bulk::View {
        to: None,
        colleagues: &unchosen,
        ..give
    };
    vec![
        page("bulk-confirm", bulk::confirm(&give)),
        page(
            "bulk-confirm-acknowledge",
            bulk::confirm(&bulk::View {
                task: Task::Acknowledge,
                to: None,
                cases: &cases[..1],
                ..give
            }),
        ),
        page(
            "bulk-nothing-error",
            bulk::refused(
                &bulk::View {
                    cases: &[],
                    ..nobody
                },
                Fault::Nothing,
            ),
        ),
        page(
            "bulk-too-many-error",
            bulk::refused(
                &bulk::View {
                    cases: &many,
                    ..nobody
                },
                too_many,
            ),
        ),
        page("bulk-nobody-error", bulk::refused(&nobody, Fault::Nobody)),
        page("bulk-left-error", bulk::refused(&nobody, Fault::Left)),
        page("bulk-done", bulk::done(&give, &outcomes)),
    ]
}

fn pieces() -> Vec<Page> {
    let others = [LONG.to_owned(), "Casey Coordinator".to_owned()];
    let changed = View {
        address: "/admissions/referrals/7K4M-29XQ",
        others: &others,
        changed: true,
    };
    let body = html! {
        h1 { "Referrals" }
        (live::notice("/admissions?queue=action"))
        (bulk::bar(STAFF, "n", "/admissions?queue=action", &colleagues("")))
        (live::list("1.0", html! {
            ul { @for (reference, version) in cases(3) { li { (bulk::choose(&reference, version)) " " (reference) } } }
        }))
        h2 { "Referral 7K4M-29XQ" }
        (presence::presence(STAFF, "7K4M-29XQ", 3, &others))
        div class="app-presence" { (presence::hint(&changed)) }
    };
    vec![page(
        "live-pieces",
        layout::page(&STAFF.titled("Referrals"), body),
    )]
}

fn cases(count: i32) -> Vec<(String, i32)> {
    (1..=count)
        .map(|at| (format!("7K4M-{:04}", 2900 + at), at))
        .collect()
}

pub fn colleagues(chosen: &str) -> Vec<Colleague> {
    [("1", "Amara Okafor"), ("2", LONG), ("3", "Bea Small")]
        .map(|(id, name)| Colleague {
            id: id.to_owned(),
            name: name.to_owned(),
            chosen: id == chosen,
        })
        .to_vec()
}

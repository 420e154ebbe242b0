//! The page of everything that is done to a referral, with every kind of question, and offers of what can be done.

use maud::html;
use templates::admissions::casework::{self, Ask, Choice, Kind, Since};
use templates::admissions::offers::{self, Group, Offer};
use templates::admissions::referral::Moment;
use templates::components::{Problem, Values};

use super::{Page, STAFF, page};

pub fn pages() -> Vec<Page> {
    let asks = asks();
    let values = values();
    let problems = [problem("question"), problem("due.day")];
    let moments = [Moment {
        at: "24 November 2026 at 9:12am".to_owned(),
        what: "Claimed".to_owned(),
        who: "by Ben Ortiz".to_owned(),
    }];
    let intro = ["It waits for the answer, then goes on where it stands now.".to_owned()];
    let empty = casework::View {
        frame: STAFF,
        nonce: "n",
        reference: "7K4M-29XQ",
        person: "Wolfeschlegelsteinhausenbergerdorff Alexandrina",
        born: Some("born 14 March 1974"),
        state: "In triage",
        version: 4,
        code: "ask",
        title: "Ask for information",
        intro: &intro,
        about: None,
        asks: &asks,
        values: Values(&[]),
        problems: &[],
        button: "Ask",
        since: None,
    };
    let since = Since {
        moments: &moments,
        now: "Ben Ortiz has it now, and it stands at: in triage.",
        refused: None,
    };
    let filled = casework::View {
        values: Values(&values),
        since: Some(since),
        ..empty
    };
    let why = "This cannot be done while the referral is declined.";
    vec![
        page("work", casework::page(&empty)),
        page(
            "work-error",
            casework::page(&casework::View {
                problems: &problems,
                ..empty
            }),
        ),
        page("work-changed", casework::page(&filled)),
        page(
            "work-refused",
            casework::page(&casework::View {
                since: Some(Since {
                    refused: Some(why),
                    ..since
                }),
                ..filled
            }),
        ),
        page("work-offers", offered()),
    ]
}

fn asks() -> Vec<Ask> {
    let choices = || {
        vec![
            Choice {
                hint: Some("Admissions lead".to_owned()),
                ..Choice::new("a", "Lea Novak")
            },
            Choice::new("b", "Ben Ortiz"),
        ]
    };
    let day = Kind::Day {
        past: false,
        future: true,
    };
    vec![
        Ask::new(
            "question",
            "What do you need to know?",
            "Enter it",
            Kind::Text(2000, 6),
        ),
        Ask::optional("due", "Answer due by", day).hint("For example 4 12 2026."),
        Ask::new("to", "Colleague", "Choose", Kind::One(choices())),
        Ask::optional("bed", "Bed", Kind::Listed(choices())),
        Ask::optional("done", "Done", Kind::Any(choices())),
        Ask::optional("place", "Place", Kind::Line(200)),
        Ask::optional("time", "Time", Kind::Time).hint("For example 14:30."),
        Ask::optional("count", "Place on the list", Kind::Number(1, 99)),
    ]
}

fn values() -> Vec<(String, String)> {
    [
        ("question", "Which dose?\nSince when?"),
        ("to", "b"),
        ("due.day", "4"),
        ("place", "Room 2"),
    ]
    .map(|(name, value)| (name.to_owned(), value.to_owned()))
    .to_vec()
}

fn problem(control: &str) -> Problem {
    Problem {
        control: control.to_owned(),
        message: "Enter it".to_owned(),
    }
}

fn offered() -> maud::Markup {
    let offer = |code, label, at_once| Offer {
        code,
        label,
        at_once,
    };
    let groups = [
        Group {
            heading: None,
            offers: vec![offer("start-triage", "Start triage", true)],
        },
        Group {
            heading: Some("Ask and note"),
            offers: vec![
                offer("ask", "Ask for information", false),
                offer("note", "Add a note", false),
            ],
        },
    ];
    templates::layout::page(
        &STAFF.titled("Referral"),
        html! { h1 { "Referral" } (offers::offers(STAFF, "n", "7K4M-29XQ", 4, &groups)) },
    )
}

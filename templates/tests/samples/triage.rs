//! What clinicians say of the signs, decisions beside what is on record, and second reads.

use maud::html;
use templates::admissions::assessment::{self, Assessment, OpinionLine};
use templates::admissions::closing::{self, OnRecord};
use templates::admissions::second_reads::{self, Both, Judgement, Line, List, Usual};
use templates::components::Mark;

use super::{Page, STAFF, page};

pub fn pages() -> Vec<Page> {
    let lines = [Line {
        reference: "7K4M-29XQ".to_owned(),
        href: "/admissions/second-reads/1".to_owned(),
        at: "24 November 2026".to_owned(),
    }];
    let list = List {
        frame: STAFF,
        waiting: Some(&lines),
        done: Some(&lines),
        disagreements: None,
        unreadable: None,
    };
    let lead = List {
        waiting: None,
        done: None,
        disagreements: Some(&[]),
        unreadable: Some(&lines),
        ..list
    };
    let judgements = [judgement("The decision"), judgement("The second reader")];
    let both = Both {
        frame: STAFF,
        reference: "7K4M-29XQ",
        judgements: &judgements,
        compared: "Both would decline.",
    };
    let why = "It fits another clinic.";
    vec![
        page("second-reads", second_reads::list(&list)),
        page("second-reads-lead", second_reads::list(&lead)),
        page("second-read-both", second_reads::both(&both)),
        page(
            "second-read-late",
            second_reads::late(STAFF, "7K4M-29XQ", why, false),
        ),
        page(
            "second-read-seen",
            second_reads::late(STAFF, "7K4M-29XQ", why, true),
        ),
        page(
            "second-read-usual",
            second_reads::usual(&Usual {
                frame: STAFF,
                nonce: "n",
                reference: "7K4M-29XQ",
                blind: "/admissions/second-reads/1",
                see: "/admissions/second-reads/1/see",
            }),
        ),
        page("on-record", on_record()),
    ]
}

fn judgement(title: &'static str) -> Judgement {
    Judgement {
        title,
        by: "Ada Okafor, 24 November 2026 at 9:12am".to_owned(),
        what: "Declined: No funding".to_owned(),
        rationale: "Nobody pays for it.\nShe knows.".to_owned(),
    }
}

fn on_record() -> maud::Markup {
    let opinion = |differs, reason: Option<&str>| OpinionLine {
        sign: "Your daily life".to_owned(),
        verdict: Some(Mark::Met),
        opinion: "disagrees with the rules".to_owned(),
        differs,
        reason: reason.map(str::to_owned),
    };
    let given = Assessment {
        by: "Ada Okafor".to_owned(),
        at: "24 November 2026 at 9:12am".to_owned(),
        opinions: vec![opinion(false, None), opinion(true, Some("Not in clinic"))],
        summary: Some("One of two holds.".to_owned()),
    };
    let record = OnRecord {
        signs: vec![("Your daily life".to_owned(), Mark::Met)],
        assessment: Some(given.clone()),
        outcome: Some("An inpatient stay is likely to help. Gains with cueing".to_owned()),
        meeting: Some("Accepted on 24 November 2026: Clear goals".to_owned()),
        against: vec!["The team accepted this person.".to_owned()],
    };
    templates::layout::page(
        &STAFF.titled("Decline"),
        html! { h1 { "Decline" } (closing::on_record(&record)) (assessment::assessment(&given)) },
    )
}

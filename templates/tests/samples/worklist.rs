//! Pages of a practice's worklist, and of staff who ask and acknowledge.

use domain::explanation::Explanation;
use domain::pathway::Pathway;
use domain::referral::amendment::Field;
use templates::components::files::{FileFault, FileLine, file_problem};
use templates::components::{ChangeLine, Values};
use templates::layout::{Frame, Nav};
use templates::referrer::worklist::list::{Line, Tab};
use templates::referrer::worklist::message::{self, Fault, Message};
use templates::referrer::worklist::timeline::Moment;
use templates::referrer::worklist::{amend, answer, case, list, refused, withdraw};

use super::{Page, long, page};

const REFERRER: Frame<'static> = Frame {
    csrf: "csrf-token",
    demo: true,
    nav: Nav::Referrer {
        name: "Dr Anna Gray",
        saved_at: None,
    },
};

pub fn pages() -> Vec<Page> {
    let happened = happened();
    let text = long();
    let mut pages = vec![
        page("worklist", worklist(&lines(), Some("/refer?from=1.0"))),
        page("worklist-empty", worklist(&[], None)),
        page("worklist-refused", refused(&text)),
        page("worklist-message", writing("", None)),
        page(
            "worklist-message-error",
            writing(&text, Some(Fault::TooLong)),
        ),
    ];
    pages.extend(answers(&happened, &text));
    pages.extend(amendments(&happened, &text));
    pages.push(page("worklist-withdraw", withdrawal(&[], &happened)));
    let faults = [withdraw::Fault::NoReason, withdraw::Fault::NotConfirmed];
    pages.push(page("worklist-withdraw-error", withdrawal(&faults, &[])));
    pages
}

/// Both ways, with a long one.
fn messages() -> Vec<Message> {
    [true, false]
        .map(|from_hospital| Message {
            from_hospital,
            text: long(),
            about: "24 November 2026 at 9:12am by Dr Anna Gray".to_owned(),
        })
        .to_vec()
}

fn writing(text: &str, fault: Option<Fault>) -> maud::Markup {
    message::page(&message::View {
        frame: REFERRER,
        nonce: "n",
        reference: "7K4M-29XQ",
        person: "Sam Ó Brien-Nguyễn",
        text,
        fault,
    })
}

fn worklist(lines: &[Line], older: Option<&str>) -> maud::Markup {
    let tab = |label, count, current| Tab {
        label,
        count,
        href: "/refer".to_owned(),
        current,
    };
    list::page(&list::View {
        frame: REFERRER,
        nonce: "n",
        tabs: &[
            tab("Needs you", Some(2), true),
            tab("With the hospital", Some(1000), false),
            tab("Closed", Some(0), false),
        ],
        filters: &[tab("All of the practice", None, true)],
        most: 1000,
        drafts: 3,
        lines,
        newest: older,
        older,
    })
}

fn lines() -> Vec<Line> {
    vec![Line {
        reference: "7K4M-29XQ".to_owned(),
        person: "Wolfeschlegelsteinhausenbergerdorff Alexandrina".to_owned(),
        age: None,
        holder: "Your practice",
        since: "20 November 2026".to_owned(),
        promised: Some("Answer due by 27 November 2026".to_owned()),
        state: "Information asked of you",
        joined: true,
        referrer: "Dr Anna Gray".to_owned(),
        received: "19 November 2026".to_owned(),
    }]
}

fn happened() -> Vec<Moment> {
    vec![Moment {
        at: "22 November 2026 at 4:12pm".to_owned(),
        what: "Amended".to_owned(),
        text: Some(long()),
        changes: vec![ChangeLine {
            title: "Medicines".to_owned(),
            before: None,
            after: Some(long()),
        }],
        who: "by Ben Hill".to_owned(),
    }]
}

/// A referral that was answered, amended and declined: everything that the page can show.
pub fn case(pathway: &Pathway, explanation: &Explanation) -> maud::Markup {
    let happened = happened();
    let exchange = case::Exchange {
        question: long(),
        asked: "Asked 20 November 2026 at 9:00am".to_owned(),
        answer: Some(long()),
        answered: Some("Answered 21 November 2026 at 9:00am by Ben Hill".to_owned()),
    };
    let decision = case::Decision {
        title: "Why the hospital declined",
        reason: "Not medically stable enough for rehabilitation now",
        rationale: long(),
        signpost: long(),
    };
    let file = FileLine {
        name: format!("{}.pdf", "letter".repeat(30)),
        kind: "PDF, 1.2 MB".to_owned(),
        added: "Added by Ben Hill on 21 November 2026 at 9:00am".to_owned(),
        scanned: true,
        href: "/refer/files/1".to_owned(),
        delete: None,
    };
    case::page(&case::View {
        frame: REFERRER,
        reference: "7K4M-29XQ",
        state: "Declined",
        joined: true,
        facts: &super::others::person(),
        doing: case::Doing {
            nothing: Some("The hospital has decided on this referral and closed it."),
            ..case::Doing::default()
        },
        decision: Some(&decision),
        nonce: "n",
        exchanges: &[exchange],
        messages: &messages(),
        amended: &happened[0].changes,
        files: &[file],
        letters: &[case::LetterLine {
            what: "Decline",
            at: "24 November 2026 at 4:12pm".to_owned(),
            href: "/refer/referrals/7K4M-29XQ/letters/1".to_owned(),
        }],
        explanation,
        pathway,
        timeline: &happened,
    })
}

fn refused(text: &str) -> maud::Markup {
    refused::page(&refused::View {
        frame: REFERRER,
        reference: "7K4M-29XQ",
        why: "This referral was withdrawn and is closed.",
        written: Some(text),
    })
}

fn answers(happened: &[Moment], text: &str) -> Vec<Page> {
    let view = answer::View {
        frame: REFERRER,
        nonce: "n",
        reference: "7K4M-29XQ",
        version: 4,
        person: "Sam Ó Brien-Nguyễn",
        question: text,
        due: Some("27 November 2026"),
        answer: text,
        fault: None,
        files: &[],
        choose_again: true,
        happened,
    };
    let wrong = answer::View {
        answer: "",
        fault: Some(answer::Fault::Missing),
        files: &[file_problem(FileFault::Kind, Some(2))],
        happened: &[],
        ..view
    };
    vec![
        page("worklist-answer-changed", answer::page(&view)),
        page("worklist-answer-error", answer::page(&wrong)),
    ]
}

fn amendments(happened: &[Moment], text: &str) -> Vec<Page> {
    let values: Vec<(String, String)> = Field::all()
        .map(|field| (field.code().to_owned(), text.to_owned()))
        .collect();
    let view = amend::View {
        frame: REFERRER,
        nonce: "n",
        reference: "7K4M-29XQ",
        version: 4,
        person: "Sam Ó Brien-Nguyễn",
        values: Values(&values),
        faults: &[],
        happened,
    };
    let faults: Vec<(Field, amend::Fault)> = Field::all()
        .map(|field| (field, amend::Fault::TooLong))
        .collect();
    let wrong = amend::View {
        faults: &faults,
        happened: &[],
        ..view
    };
    vec![
        page("worklist-amend-changed", amend::page(&view)),
        page("worklist-amend-error", amend::page(&wrong)),
    ]
}

fn withdrawal(faults: &[withdraw::Fault], happened: &[Moment]) -> maud::Markup {
    withdraw::page(&withdraw::View {
        frame: REFERRER,
        nonce: "n",
        reference: "7K4M-29XQ",
        version: 4,
        person: "Sam Ó Brien-Nguyễn",
        reason: "",
        faults,
        happened,
    })
}

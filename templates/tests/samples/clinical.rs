//! Pages of a referrer's draft: sections, result, checking, sending, and what follows.

use domain::Audience;
use domain::explanation::Explanation;
use domain::outcome::{decide, prompts};
use domain::pathway::{Pathway, Pathways};
use domain::snapshot::Snapshot;
use maud::Markup;
use templates::components::{Problem, Values};
use templates::layout::{Frame, Nav};
use templates::question::Asked;
use templates::referrer::clinical::section::{Block, Opened};
use templates::referrer::clinical::{answers, result, section, send, sent, summary, text};

use super::journey::{STRONG, VAGUE, day, read};
use super::{Page, long, page};

const REFERRER: Frame<'static> = Frame {
    csrf: "csrf-token",
    demo: true,
    nav: Nav::Referrer {
        name: "Anna Gray",
        saved_at: Some("4:12pm"),
    },
};

pub fn pages() -> Vec<Page> {
    let pathways = Pathways::embedded().expect("the built-in pathways load");
    let pathway = pathways.default();
    let mut pages: Vec<Page> = pathway
        .sections()
        .iter()
        .map(|one| {
            page(
                format!("referrer-section-{}", one.id),
                section(pathway, &one.id),
            )
        })
        .collect();
    for (name, json) in [("strong", STRONG), ("vague", VAGUE), ("stop", STOP)] {
        pages.push(page(
            format!("referrer-result-{name}"),
            result(pathway, json),
        ));
    }
    pages.push(page("referrer-answers", answers(false)));
    pages.push(page("referrer-answers-blocked", answers(true)));
    pages.push(page("referrer-send", send(false)));
    pages.push(page("referrer-send-error", send(true)));
    pages.push(page("referrer-sent", sent()));
    pages.push(page("referrer-summary", summary(pathway)));
    pages.push(page("referrer-text", text()));
    pages
}

const STOP: &str = r#"{ "red_flags": "urgent" }"#;

/// A section with every question that could be asked in it.
fn section(pathway: &Pathway, id: &str) -> Markup {
    let here = pathway
        .questions()
        .iter()
        .filter(|question| question.is_for(Audience::Gp) && pathway.section_of(question).id == id);
    let asked = here.map(|question| Asked {
        pathway,
        question,
        audience: Audience::Gp,
        values: Values(&[]),
        problems: &[],
        hidden_rows: &[],
    });
    let (details, asked): (Vec<_>, Vec<_>) = asked.partition(|one| {
        one.question
            .ask_if
            .as_ref()
            .is_some_and(|when| when.rows_of().is_some())
    });
    let opened: Vec<Opened<'_>> = details
        .iter()
        .map(|one| Opened {
            id: &one.question.id,
            title: one.question.short.get(Audience::Gp),
        })
        .collect();
    let problems: Vec<Problem> = asked
        .iter()
        .filter(|one| one.question.rows().is_empty() && one.question.columns() == 0)
        .map(|one| Problem {
            control: section::anchor(&one.question.id),
            message: "Choose an answer".to_owned(),
        })
        .collect();
    let blocks = [
        Block {
            legend: None,
            asked,
        },
        Block {
            legend: Some("Evidence: Botulinum toxin injections".to_owned()),
            asked: details,
        },
    ];
    let blocks: Vec<Block<'_>> = blocks
        .into_iter()
        .filter(|block| !block.asked.is_empty())
        .collect();
    section::page(&section::View {
        frame: REFERRER,
        nonce: "n",
        version: "version",
        back: "/refer/drafts/1",
        action: "/refer/drafts/1/section/x",
        title: "Treatment to date",
        blocks: &blocks,
        problems: &problems,
        opened: &opened,
        prompts: &pathway.texts().prompts.iter().collect::<Vec<_>>(),
    })
}

fn explain(pathway: &Pathway, json: &str) -> Explanation {
    let given = read(pathway, json);
    let decision = decide(pathway, &given, day());
    Explanation::new(pathway, &given, &decision, Audience::Gp, day())
}

fn result(pathway: &Pathway, json: &str) -> Markup {
    let given = read(pathway, json);
    let decision = decide(pathway, &given, day());
    let lists = decision.outcome.lists.iter();
    let lists: Vec<_> = lists
        .filter_map(|id| pathway.safety_list(id))
        .filter(|list| list.is_for(Audience::Gp))
        .collect();
    result::page(&result::View {
        frame: REFERRER,
        back: "/refer/drafts/1",
        explanation: &explain(pathway, json),
        pathway,
        prompts: &prompts(pathway, &given, Audience::Gp, day()),
        lists: &lists,
        act: (json == STOP).then_some("/refer/drafts/1/section/safety"),
        answers: "/refer/drafts/1/answers",
    })
}

fn answers(blocked: bool) -> Markup {
    let item = |words: &str, href: Option<&str>| answers::Item {
        words: words.to_owned(),
        href: href.map(str::to_owned),
    };
    let items = [
        item("Patient details", Some("/refer/drafts/1/patient")),
        item(&long(), None),
    ];
    answers::page(&answers::View {
        frame: REFERRER,
        back: "/refer/drafts/1",
        blocked: if blocked { &items } else { &[] },
        missing: &items,
        parts: &[answers::Part {
            title: "Patient".to_owned(),
            rows: super::others::person(),
        }],
        result: "Insufficient information",
        explained: "/refer/drafts/1/result",
        send: "/refer/drafts/1/send",
    })
}

fn send(error: bool) -> Markup {
    send::page(&send::View {
        frame: REFERRER,
        nonce: "n",
        back: "/refer/drafts/1/answers",
        action: "/refer/drafts/1/send",
        explained: "/refer/drafts/1/result",
        result: "No published consideration is met",
        person: &super::others::person(),
        needed: error,
        rationale: if error { "" } else { "Rapid decline" },
        fault: error.then_some(send::Fault::Missing),
        version: 3,
        changed: error,
    })
}

fn sent() -> Markup {
    sent::page(&sent::View {
        frame: REFERRER,
        reference: "7K4M-29XQ",
        holder: "the admissions team",
        acknowledge_days: 1,
        triage_days: 2,
        phone: Some("01296 000000"),
        opening_hours: None,
        record: &format!("Reference: 7K4M-29XQ\n{}", long()),
    })
}

fn text() -> Markup {
    text::page(&text::View {
        frame: REFERRER,
        reference: "7K4M-29XQ",
        record: &format!("Reference: 7K4M-29XQ\n{}", long()),
    })
}

fn summary(pathway: &Pathway) -> Markup {
    let given = read(pathway, STRONG);
    summary::page(&summary::View {
        frame: REFERRER,
        back: "/refer/referrals/7K4M-29XQ",
        reference: "7K4M-29XQ",
        received: "22 November 2026 at 4:12pm",
        person: &super::others::person(),
        letter: &super::others::person(),
        rationale: Some("Rapid decline"),
        explanation: &explain(pathway, STRONG),
        snapshot: &Snapshot::new(pathway, &given, Audience::Gp),
        pathway,
    })
}

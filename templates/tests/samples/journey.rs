//! Pages made from the built-in pathway: every question of both registers, stops, results.

use std::sync::LazyLock;

use chrono::NaiveDate;
use domain::Audience;
use domain::answers::{Answer, Answers, FieldError, FieldErrorKind};
use domain::explanation::Explanation;
use domain::outcome::decide;
use domain::pathway::{Kind, Need, OutcomeKind, Pathway, Pathways, Question};
use domain::snapshot::Snapshot;
use templates::components::Values;
use templates::patient::{answers, copy, question, result, start, stop};
use templates::public::get_help;

use super::{PATIENT, PUBLIC, Page, page};

static PATHWAYS: LazyLock<Pathways> =
    LazyLock::new(|| Pathways::embedded().expect("the built-in pathways load"));

/// Most signs met, with every flag that a patient can be given.
pub const STRONG: &str = include_str!("strong.json");
/// Little is known.
pub const VAGUE: &str = include_str!("vague.json");

pub fn pages() -> Vec<Page> {
    let pathway = PATHWAYS.default();
    let mut pages = vec![
        page(
            "start",
            start::page(&start::View {
                frame: PUBLIC,
                pathway,
                first: "/check/red_flags",
                others: &[],
                resume: None,
            }),
        ),
        page(
            "start-resume",
            start::page(&start::View {
                frame: PATIENT,
                pathway,
                first: "/check/red_flags",
                others: &[],
                resume: Some("/check/cause"),
            }),
        ),
        page(
            "get-help",
            get_help::page(&get_help::View {
                frame: PUBLIC,
                pathway,
            }),
        ),
    ];
    pages.extend(questions(pathway));
    pages.extend(stops(pathway));
    pages.extend(results(pathway));
    pages
}

pub fn day() -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, 11, 22).expect("a real day")
}

pub fn read(pathway: &Pathway, json: &str) -> Answers {
    let value = serde_json::from_str(json).expect("the sample is JSON");
    Answers::from_json(pathway, &value, day()).expect("the sample answers are valid")
}

/// Empty for each register, filled from the sample, and with an error.
fn questions(pathway: &Pathway) -> Vec<Page> {
    let filled = read(pathway, STRONG);
    let asked = |audience| {
        pathway
            .questions()
            .iter()
            .filter(move |question| question.is_for(audience))
    };
    let mut pages: Vec<Page> = asked(Audience::Patient)
        .map(|question| one(pathway, question, Audience::Patient, &[], &[], ""))
        .collect();
    pages.extend(
        asked(Audience::Gp).map(|question| one(pathway, question, Audience::Gp, &[], &[], "-gp")),
    );
    for question in asked(Audience::Patient) {
        if let Some(answer) = filled.get(question) {
            pages.push(one(
                pathway,
                question,
                Audience::Patient,
                &answer.to_form(question),
                &[],
                "-filled",
            ));
        }
        pages.push(one(
            pathway,
            question,
            Audience::Patient,
            &[],
            &[error(question)],
            "-error",
        ));
    }
    pages
}

fn one(
    pathway: &Pathway,
    asked: &Question,
    audience: Audience,
    values: &[(String, String)],
    errors: &[FieldError],
    suffix: &str,
) -> Page {
    let action = format!("/check/{}", asked.id);
    let view = question::View {
        frame: PATIENT,
        nonce: "n",
        back: "/check",
        action: &action,
        progress: (!asked.safety).then_some((2, 6)),
        pathway,
        question: asked,
        audience,
        values: Values(values),
        errors,
        hidden_rows: &[],
    };
    page(
        format!("question-{}{suffix}", asked.id),
        question::page(&view),
    )
}

/// The error that a form left empty, or filled wrongly, would give.
fn error(question: &Question) -> FieldError {
    let control = match &question.kind {
        Kind::Date { .. } => format!("{}.day", question.id),
        Kind::Month => format!("{}.month", question.id),
        Kind::Grid { rows, .. } => format!("{}.{}", question.id, rows[0].id),
        Kind::Table { rows, columns } => {
            format!("{}.{}.{}", question.id, rows[0].id, columns[0].id)
        }
        _ => question.id.clone(),
    };
    let kind = match &question.kind {
        Kind::Text { max, .. } => FieldErrorKind::TooLong { max: *max },
        Kind::Number { min, max, .. } => FieldErrorKind::OutOfRange {
            min: *min,
            max: *max,
        },
        Kind::Choices { options } if options.iter().any(|option| option.exclusive) => {
            FieldErrorKind::Exclusive
        }
        Kind::Month if question.need == Need::Optional => FieldErrorKind::DateIncomplete,
        _ => FieldErrorKind::Required,
    };
    FieldError {
        question: question.id.clone(),
        control,
        kind,
    }
}

fn stops(pathway: &Pathway) -> Vec<Page> {
    let safety = pathway.safety_question();
    let stops = pathway
        .outcomes()
        .iter()
        .filter(|outcome| outcome.kind == OutcomeKind::Stop);
    stops
        .map(|outcome| {
            let view = stop::View {
                frame: PUBLIC,
                nonce: "n",
                action: "/check/red_flags",
                pathway,
                outcome,
                question: safety,
                chosen: "urgent",
                audience: Audience::Patient,
            };
            page(outcome.id.replace('_', "-"), stop::page(&view))
        })
        .collect()
}

fn results(pathway: &Pathway) -> Vec<Page> {
    let mut pages = Vec::new();
    for (name, json) in [("strong", STRONG), ("vague", VAGUE)] {
        let given = read(pathway, json);
        let explanation = explain(pathway, &given);
        let view = result::View {
            frame: PATIENT,
            back: "/check/answers",
            explanation: &explanation,
            pathway,
            send: Some("/check/contact"),
            handover: Some("/check/handover"),
        };
        pages.push(page(format!("result-{name}"), result::page(&view)));
        let snapshot = Snapshot::new(pathway, &given, Audience::Patient);
        pages.push(page(
            format!("answers-{name}"),
            answers::page(&answers::View {
                frame: PATIENT,
                back: "/check/phq2_down",
                snapshot: &snapshot,
                base: "/check/",
                next: "/check/result",
                button: "See your result",
            }),
        ));
        pages.push(page(
            format!("copy-{name}"),
            copy_of(pathway, &explanation, &snapshot),
        ));
    }
    let given = read(pathway, STRONG);
    let case = super::worklist::case(pathway, &explain(pathway, &given));
    pages.push(page("worklist-case", case));
    let snapshot = Snapshot::new(pathway, &given, Audience::Patient);
    let explanation = explain(pathway, &given);
    pages.extend(super::case::pages(pathway, &explanation, &snapshot));
    pages.push(page("result-child", child(pathway)));
    pages
}

fn explain(pathway: &Pathway, given: &Answers) -> Explanation {
    let decision = decide(pathway, given, day());
    Explanation::new(pathway, given, &decision, Audience::Patient, day())
}

fn copy_of(pathway: &Pathway, explanation: &Explanation, snapshot: &Snapshot) -> maud::Markup {
    let person = super::others::person();
    copy::page(&copy::View {
        frame: PUBLIC,
        back: "/check/sent",
        reference: "7K4M-29XQ",
        received: "22 November 2026 at 4:12pm",
        person: &person,
        reason: Some("Please call after 2pm.\nI sleep badly."),
        explanation,
        snapshot,
        pathway,
    })
}

/// Outside the service: no sign is worked out and nothing can be sent.
fn child(pathway: &Pathway) -> maud::Markup {
    let mut given = read(pathway, STRONG);
    let birth = pathway.question("date_of_birth").expect("asked");
    given.set(
        birth,
        Answer::Date(NaiveDate::from_ymd_opt(2012, 2, 29).expect("a real day")),
    );
    let explanation = explain(pathway, &given);
    result::page(&result::View {
        frame: PATIENT,
        back: "/check/answers",
        explanation: &explanation,
        pathway,
        send: None,
        handover: None,
    })
}

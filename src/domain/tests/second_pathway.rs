//! A pathway for another condition, with other signs, needs no new Rust.

use chrono::NaiveDate;
use domain::Audience;
use domain::answers::Answers;
use domain::explanation::Explanation;
use domain::journey::Journey;
use domain::outcome::{codes, decide, missing};
use domain::pathway::{Pathway, Pathways, Stage};
use serde_json::{Value, json};

const KNEE: &str = include_str!("pathways/knee-pain.toml");

fn knee() -> Pathway {
    Pathway::parse("knee-pain.toml", KNEE).unwrap_or_else(|faults| panic!("{faults}"))
}

fn day() -> NaiveDate {
    "2026-11-22".parse().expect("a day")
}

fn answers(pathway: &Pathway, json: &Value) -> Answers {
    Answers::from_json(pathway, json, day()).expect("valid answers")
}

fn explain(json: &Value) -> Explanation {
    let pathway = knee();
    let answers = answers(&pathway, json);
    let decision = decide(&pathway, &answers, day());
    Explanation::new(&pathway, &answers, &decision, Audience::Patient, day())
}

#[test]
fn it_stands_beside_the_built_in_ones() {
    let more = [("knee-pain.toml".to_owned(), KNEE.to_owned())];
    let pathways = Pathways::load(more).expect("sound");
    assert_eq!(pathways.default().id(), "cervical-dystonia");
    assert_eq!(pathways.get("knee-pain").map(Pathway::version), Some("0.1"));
    assert_eq!(pathways.iter().count(), 2);
}

#[test]
fn its_signs_are_worked_out_and_explained() {
    let explanation = explain(&json!({
        "danger": "no", "born": "1960-01-01", "stairs": 5, "walk": 20,
        "sides": {"left": "yes", "right": "unsure"}, "aids": ["stick", "frame"],
    }));
    assert_eq!(
        explanation.outcome.text,
        "1 match: Getting about. 0 unclear: ."
    );
    assert_eq!((explanation.met(), explanation.unclear()), (1, 0));
    let read = |sign: usize| {
        let answers = explanation.signs[sign].answers.iter();
        answers
            .map(|a| format!("{} {}", a.question, a.answer))
            .collect::<Vec<_>>()
    };
    let steps = [
        "How many steps can you climb? 5",
        "How many minutes can you walk? 20",
    ];
    assert_eq!(read(0), steps);
    assert_eq!(read(1), ["Right Not sure"]);
    assert_eq!(explanation.flags.len(), 1);
}

#[test]
fn its_stops_and_limits_come_first() {
    assert_eq!(explain(&json!({"danger": "yes"})).outcome.id, "stop");
    let old = json!({"danger": "yes", "helped": true, "born": "1930-01-01"});
    assert_eq!(explain(&old).outcome.id, "too_old");
    let pathway = knee();
    let none = Answers::new();
    let ids = missing(&pathway, &none, day())
        .into_iter()
        .map(|question| question.id.as_str());
    assert_eq!(ids.collect::<Vec<_>>(), ["danger", "born"]);
}

#[test]
fn its_journey_follows_the_answers() {
    let pathway = knee();
    let given = answers(&pathway, &json!({"danger": "no", "sides": {"left": "yes"}}));
    let journey = Journey::new(&pathway, &given, Audience::Gp);
    let asked = journey.asked().iter().map(|question| question.id.as_str());
    assert_eq!(
        asked.collect::<Vec<_>>(),
        ["danger", "born", "stairs", "walk", "sides", "aids"]
    );
    assert_eq!(
        journey.first_open(Stage::Screen).map(|q| q.id.as_str()),
        Some("born")
    );
    assert!(journey.may_visit("born") && !journey.may_visit("stairs"));
    assert!(!journey.may_visit("helped") && !journey.may_visit("nonsense"));
    assert_eq!(
        journey.next_after("danger").map(|q| q.id.as_str()),
        Some("born")
    );
    assert_eq!(
        journey.before("born").map(|q| q.id.as_str()),
        Some("danger")
    );
    assert_eq!(journey.before("danger").map(|q| q.id.as_str()), None);
    assert_eq!(
        (journey.progress("born"), journey.progress("aids")),
        (Some((1, 2)), Some((2, 2)))
    );
}

#[test]
fn codes_stand_only_for_what_was_stated() {
    let neck = Pathways::embedded().expect("sound");
    let neck = neck.default();
    let coded = |json: &Value| {
        let codes = codes(neck, &answers(neck, json), day());
        codes
            .iter()
            .map(|code| code.code.clone())
            .collect::<Vec<_>>()
    };
    let confirmed = json!({"diagnosis_status": "neurologist_confirmed"});
    assert_eq!(coded(&confirmed), ["G24.3", "74333002"]);
    let stated = json!({
        "diagnosis_status": "gp_suspected", "cause": ["fnd_associated"], "pain_impact": "not_at_all",
        "symptoms": {"tremor": "yes", "fatigue": "no", "headache": "yes", "balance": "yes"},
    });
    assert_eq!(coded(&stated), ["26079004"]);
    assert_eq!(coded(&json!({})), [""; 0]);
    let knee = knee();
    assert!(codes(&knee, &answers(&knee, &json!({"danger": "no"})), day()).is_empty());
}

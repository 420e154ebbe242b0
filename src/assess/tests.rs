//! Lines in, lines out.

use serde_json::{Value, json};

use super::*;

const VECTORS: &str = include_str!("../domain/tests/vectors/cervical-dystonia.jsonl");

fn assess(input: &str) -> (bool, Vec<Value>) {
    let pathways = Pathways::embedded().expect("the built-in pathways are sound");
    let mut out = Vec::new();
    let valid = run(&pathways, input.as_bytes(), &mut out).expect("memory takes every byte");
    let text = String::from_utf8(out).expect("UTF-8");
    let lines = text
        .lines()
        .map(|line| serde_json::from_str(line).expect("JSON"));
    (valid, lines.collect())
}

fn errors(line: &str) -> Vec<(Value, String)> {
    let (valid, lines) = assess(line);
    assert!(!valid, "{line}");
    let errors = lines[0]["errors"].as_array().expect("errors").clone();
    let each = errors.iter().map(|error| {
        let message = error["message"].as_str().expect("a message");
        assert!(!message.is_empty());
        let kind = error["kind"].as_str().expect("a kind").to_owned();
        (error["question"].clone(), kind)
    });
    each.collect()
}

fn case(answers: &Value) -> String {
    json!({"audience": "patient", "on": "2026-11-22", "answers": answers}).to_string()
}

#[test]
fn every_published_case_gets_its_line() {
    let (valid, lines) = assess(VECTORS);
    assert!(valid);
    assert_eq!(lines.len(), VECTORS.lines().count());
    for (line, case) in lines.iter().zip(VECTORS.lines()) {
        let case: Value = serde_json::from_str(case).expect("JSON");
        for (key, expected) in case["expect"].as_object().expect("expectations") {
            assert_eq!(&line[key], expected, "{}: {key}", case["name"]);
        }
        assert_eq!(line.as_object().expect("an object").len(), 7);
        assert_eq!(line["explanation"]["outcome"]["id"], line["outcome"]);
    }
}

#[test]
fn an_invalid_line_stands_in_its_place_and_blank_lines_in_none() {
    let good = case(&json!({"red_flags": "emergency"}));
    let (valid, lines) = assess(&format!("{good}\r\n\n  \nnot JSON\n{good}"));
    assert!(!valid);
    assert_eq!(lines.len(), 3);
    assert_eq!(lines[0]["outcome"], "stop_emergency");
    assert_eq!(lines[1]["errors"][0]["kind"], "malformed_json");
    assert_eq!(lines[1]["errors"][0]["question"], Value::Null);
    assert_eq!(lines[2]["outcome"], "stop_emergency");
}

#[test]
fn what_a_decision_needs_is_required() {
    let required = |id: &str| (json!(id), "required".to_owned());
    assert_eq!(
        errors(&case(&json!({}))),
        [required("red_flags"), required("date_of_birth")]
    );
    assert_eq!(
        errors(&case(&json!({"red_flags": null}))),
        [required("red_flags")]
    );
    assert_eq!(
        errors(&case(&json!({"red_flags": "none"}))),
        [required("date_of_birth")]
    );
    assert!(assess(&case(&json!({"red_flags": "not_sure"}))).0);
}

#[test]
fn faults_of_the_line_itself_name_no_question() {
    let line = json!({"pathway": "measles", "audience": "cat", "on": "22/11/2026"}).to_string();
    let kinds = errors(&line).into_iter().map(|(question, kind)| {
        assert_eq!(question, Value::Null);
        kind
    });
    let expected = [
        "unknown_pathway",
        "wrong_audience",
        "wrong_day",
        "no_answers",
    ];
    assert_eq!(kinds.collect::<Vec<_>>(), expected);
    for broken in [
        "[]",
        "{",
        "\"text\"",
        "{\"on\":\"2026-11-22\",\"on\":\"2026-11-22\"}",
    ] {
        assert_eq!(errors(broken)[0].1, "malformed_json", "{broken}");
    }
}

#[test]
fn every_fault_of_the_answers_is_told_and_nothing_is_echoed() {
    let answers = json!({
        "red_flags": "none",
        "date_of_birth": "2026-02-30",
        "limited_activities": ["none", "work"],
        "treatments": {"physiotherapy": {"status": "hackme"}},
        "phq2_down": 4,
        "hackme": 1,
    });
    let (_, lines) = assess(&case(&answers));
    assert!(!lines[0].to_string().contains("hackme"));
    let mut found = errors(&case(&answers));
    found.sort_by_key(|(question, _)| question.to_string());
    let expected = [
        (json!("date_of_birth"), "not_a_date"),
        (json!("limited_activities"), "exclusive"),
        (json!("phq2_down"), "out_of_range"),
        (json!("treatments"), "unknown_option"),
        (Value::Null, "unknown_question"),
    ];
    assert_eq!(
        found,
        expected.map(|(question, kind)| (question, kind.to_owned()))
    );
}

#[test]
fn a_pathway_can_be_named_and_the_explanation_is_in_the_words_of_the_audience() {
    let line = json!({
        "pathway": "cervical-dystonia", "audience": "gp", "on": "2026-11-22", "extra": [1],
        "answers": {"red_flags": "none", "date_of_birth": "1980-01-01", "pain_impact": "a_lot",
            "limited_activities": ["work"]},
    });
    let (valid, lines) = assess(&line.to_string());
    assert!(valid);
    let sign = &lines[0]["explanation"]["signs"][0];
    assert_eq!(
        sign["sentence"],
        "Pain or involuntary movement is impacting your daily life"
    );
    assert_eq!(sign["answers"][0]["answer"], "Moderate");
    let text = lines[0]["explanation"]["outcome"]["text"]
        .as_str()
        .expect("words");
    assert!(
        text.starts_with("1/4 published considerations met (impact on daily life); 3 unclear.")
    );
}

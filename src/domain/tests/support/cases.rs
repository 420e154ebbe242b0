//! Cases made up by chance, as plain JSON.

use proptest::prelude::*;
use serde_json::{Map, Value, json};

use super::COUNTABLE;

/// Sometimes nothing, sometimes one of these.
fn one_of(codes: &'static [&'static str]) -> impl Strategy<Value = Option<Value>> {
    prop::option::weighted(
        0.85,
        prop::sample::select(codes).prop_map(|code| json!(code)),
    )
}

/// Sometimes nothing, sometimes `none` alone, sometimes several.
fn several(codes: &'static [&'static str]) -> impl Strategy<Value = Option<Value>> {
    let some = prop::sample::subsequence(codes, 0..=codes.len().min(4)).prop_map(|set| json!(set));
    prop_oneof![1 => Just(None), 2 => Just(Some(json!(["none"]))), 4 => some.prop_map(Some)]
}

const STATUS: &[&str] = &[
    "having_now",
    "had_before",
    "waiting",
    "declined",
    "not_had",
    "not_sure",
];
const BENEFIT: &[&str] = &["enough", "some", "not_at_all", "worse", "too_early"];

fn table() -> impl Strategy<Value = Option<Value>> {
    // Often nothing was tried: else that rule would hardly ever be reached.
    let status = prop_oneof![Just(STATUS), Just(&STATUS[4..5]), Just(&STATUS[2..])];
    let row = |status: &'static [&'static str]| {
        (prop::sample::select(status), one_of(BENEFIT)).prop_map(|(status, benefit)| {
            let mut row = json!({ "status": status });
            row["benefit"] = benefit.unwrap_or(Value::Null);
            row
        })
    };
    let rows = status.prop_flat_map(move |status| {
        prop::collection::vec(prop::option::weighted(0.9, row(status)), 7)
    });
    let object = rows.prop_map(|rows| {
        let names = COUNTABLE.iter().chain(&["dbs_surgery"]);
        let filled = names
            .zip(rows)
            .filter_map(|(name, row)| Some(((*name).to_owned(), row?)));
        Value::Object(filled.collect())
    });
    prop::option::weighted(0.9, object)
}

const IMPACT: &[&str] = &["not_at_all", "a_little", "a_lot", "nearly_all", "not_sure"];
const YES_NO: &[&str] = &["yes", "no", "not_sure"];

/// Any case, with every answer that a rule looks at.
pub fn case() -> impl Strategy<Value = Value> {
    let danger = prop_oneof![
        8 => Just("none"),
        1 => prop::sample::select(&["emergency", "urgent", "self_harm", "not_sure"][..]),
    ];
    let born = prop_oneof![
        1 => Just("2008-11-23"), 1 => Just("2008-11-22"), 6 => Just("1970-05-17"),
    ];
    let first = (
        danger,
        born,
        any::<bool>(),
        one_of(&[
            "none",
            "waiting",
            "not_sure",
            "gp_suspected",
            "neurologist_confirmed",
        ]),
    );
    let signs = (
        one_of(IMPACT),
        one_of(IMPACT),
        several(&["self_care", "driving", "work", "not_sure"]),
        table(),
        one_of(YES_NO),
        several(&[
            "fatigue",
            "fear_of_movement",
            "gait",
            "new_functional_movements",
            "deconditioning",
            "spreading_pain",
            "low_mood",
            "poor_sleep",
            "not_sure",
        ]),
        several(&["physiotherapy", "psychology", "pain_team", "not_sure"]),
    );
    let rest = (
        one_of(YES_NO),
        one_of(YES_NO),
        one_of(&["nhs", "unknown"]),
        one_of(YES_NO),
        prop::option::of(0..=3),
        prop::option::of(0..=3),
        one_of(&["yes", "no"]),
    );
    (first, signs, rest).prop_map(|(first, signs, rest)| {
        let mut answers = Map::new();
        let mut put = |id: &str, value: Option<Value>| {
            answers.extend(value.map(|value| (id.to_owned(), value)));
        };
        put("red_flags", Some(json!(first.0)));
        put("date_of_birth", Some(json!(first.1)));
        put("red_flags_resolved", first.2.then_some(json!(true)));
        put("diagnosis_status", first.3);
        put("pain_impact", signs.0);
        put("movement_impact", signs.1);
        put("limited_activities", signs.2);
        put("treatments", signs.3);
        put("treatment_enough_now", signs.4);
        put("secondary_symptoms", signs.5);
        put("help_needed", signs.6);
        put("medically_stable", rest.0);
        put("capacity", rest.1);
        put("funding", rest.2);
        put(
            "symptoms",
            rest.3.map(|balance| json!({ "balance": balance })),
        );
        put("phq2_interest", rest.4.map(|number| json!(number)));
        put("phq2_down", rest.5.map(|number| json!(number)));
        put("consent_to_share", rest.6);
        Value::Object(answers)
    })
}

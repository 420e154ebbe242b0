//! The published cases with their expected results.

use domain::answers::Answers;
use domain::outcome::decide;
use domain::pathway::Pathways;
use serde_json::{Map, Value, json};

const VECTORS: &str = include_str!("vectors/cervical-dystonia.jsonl");

#[test]
fn every_published_case_has_its_expected_result() {
    let pathways = Pathways::embedded().expect("the built-in pathways are sound");
    let pathway = pathways.default();
    let mut cases = 0;
    for line in VECTORS.lines() {
        let case: Value = serde_json::from_str(line).expect("JSON");
        let on = case["on"]
            .as_str()
            .and_then(|on| on.parse().ok())
            .expect("a day");
        let answers = Answers::from_json(pathway, &case["answers"], on).expect("valid answers");
        let decision = decide(pathway, &answers, on);
        let criteria = decision.signs.as_ref().map(|signs| {
            let pairs = signs
                .iter()
                .map(|s| (s.sign.id.clone(), json!(s.leaf.result.code())));
            pairs.collect::<Map<_, _>>()
        });
        let flags = decision
            .flags
            .iter()
            .map(|flag| flag.id.as_str())
            .collect::<Vec<_>>();
        let found = json!({
            "outcome": decision.outcome.id,
            "met": decision.met(),
            "unclear": decision.unclear(),
            "flagged": decision.outcome.flagged,
            "criteria": criteria,
            "flags": flags,
        });
        assert_eq!(found, case["expect"], "{}", case["name"]);
        cases += 1;
    }
    assert_eq!(cases, 33);
}

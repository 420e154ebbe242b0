//! The engine and the definition against rules written straight from the clinical text.

mod support;

use std::sync::LazyLock;

use chrono::NaiveDate;
use domain::Audience;
use domain::answers::{Answer, Answers};
use domain::comparison::{Agreement, compare};
use domain::explanation::Explanation;
use domain::journey::{Journey, prune};
use domain::outcome::{Decision, Evidence, decide};
use domain::pathway::{Kind, Pathway, Pathways};
use domain::snapshot::Snapshot;
use proptest::prelude::*;
use serde_json::{Map, Value, json};

use support::cases::case;
use support::reference::Reference;

static PATHWAYS: LazyLock<Pathways> =
    LazyLock::new(|| Pathways::embedded().expect("the built-in pathways are sound"));

fn pathway() -> &'static Pathway {
    PATHWAYS.default()
}

fn day() -> NaiveDate {
    "2026-11-22".parse().expect("a day")
}

fn read(json: &Value) -> Answers {
    Answers::from_json(pathway(), json, day()).expect("valid answers")
}

fn verdicts(decision: &Decision<'_>) -> Vec<&'static str> {
    decision
        .signs
        .iter()
        .flatten()
        .map(|sign| sign.leaf.result.code())
        .collect()
}

/// Only the answers named as evidence.
fn only(answers: &Answers, evidence: &[Evidence]) -> Answers {
    let full = answers.to_json(pathway());
    let mut kept = Map::new();
    for piece in evidence {
        let question = pathway().at(piece.question);
        let value = full.get(&question.id).cloned().unwrap_or(Value::Null);
        let Some((row, column)) = piece.cell else {
            kept.insert(question.id.clone(), value);
            continue;
        };
        let row = &question.rows()[usize::from(row)].id;
        let Kind::Table { columns, .. } = &question.kind else {
            panic!("a table")
        };
        let column = &columns[usize::from(column)].id;
        let table = kept.entry(question.id.clone()).or_insert_with(|| json!({}));
        if let Some(code) = value[row].get(column) {
            table[row][column] = code.clone();
        }
    }
    read(&Value::Object(kept))
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(600))]

    #[test]
    fn decisions_follow_the_clinical_text(json in case()) {
        let answers = read(&json);
        let decision = decide(pathway(), &answers, day());
        // What is not asked does not count: the benefit of what was not tried, the confirmation
        // without a stop. The reference reads neither.
        let reference = Reference(&json);
        prop_assert_eq!(&decision.outcome.id, reference.outcome());
        prop_assert_eq!(decision.flags.iter().map(|f| f.id.as_str()).collect::<Vec<_>>(), reference.flags());
        if decision.signs.is_some() {
            prop_assert_eq!(verdicts(&decision), reference.signs());
        }
    }

    #[test]
    fn the_evidence_alone_gives_the_same_verdict(json in case()) {
        let answers = prune(pathway(), &read(&json));
        let decision = decide(pathway(), &answers, day());
        for (place, sign) in decision.signs.iter().flatten().enumerate() {
            let reduced = only(&answers, &sign.evidence);
            let again = decide(pathway(), &reduced, day());
            let again = again.signs.expect("no stop without the safety question");
            prop_assert_eq!(again[place].leaf.result, sign.leaf.result, "{}", sign.leaf.path);
            prop_assert!(sign.evidence.is_sorted());
        }
    }

    #[test]
    fn pruning_twice_is_pruning_once(json in case()) {
        let once = prune(pathway(), &read(&json));
        prop_assert_eq!(prune(pathway(), &once), once.clone());
        let (whole, pruned) = (decide(pathway(), &read(&json), day()), decide(pathway(), &once, day()));
        prop_assert_eq!(verdicts(&whole), verdicts(&pruned));
        prop_assert_eq!(whole.outcome.id.as_str(), pruned.outcome.id.as_str());
    }

    #[test]
    fn a_journey_visits_exactly_what_is_asked(json in case(), gp: bool) {
        let audience = if gp { Audience::Gp } else { Audience::Patient };
        let answers = read(&json);
        let journey = Journey::new(pathway(), &answers, audience);
        for (question, _) in journey.answers().given(pathway()) {
            let asked = journey.question(&question.id).is_some();
            prop_assert_eq!(asked, question.is_for(audience), "{}", question.id);
        }
        for stage in [domain::pathway::Stage::Screen, domain::pathway::Stage::Send] {
            let asked = journey.asked_in(stage).map(|q| q.id.as_str()).collect::<Vec<_>>();
            let Some(first) = asked.first() else { continue };
            let mut walked = vec![*first];
            while let Some(next) = journey.next_after(walked[walked.len() - 1]) {
                prop_assert_eq!(journey.before(&next.id).map(|q| q.id.as_str()), walked.last().copied());
                walked.push(&next.id);
            }
            prop_assert_eq!(walked, asked);
        }
        for question in pathway().questions() {
            let hidden = journey.question(&question.id).is_none();
            prop_assert!(!(hidden && journey.may_visit(&question.id)));
            prop_assert_eq!(hidden, journey.progress(&question.id).is_none());
        }
    }

    #[test]
    fn a_comparison_has_each_answered_question_once_and_is_the_same_seen_from_the_other_side(
        ours in case(), theirs in case()
    ) {
        let (ours, theirs) = (read(&ours), read(&theirs));
        let rows = compare(pathway(), &ours, &theirs);
        let mirrored = compare(pathway(), &theirs, &ours);
        prop_assert_eq!(rows.len(), mirrored.len());
        for (row, other) in rows.iter().zip(&mirrored) {
            prop_assert_eq!(&row.question.id, &other.question.id);
            let same = ours.get(row.question) == theirs.get(row.question);
            prop_assert_eq!(row.agreement == Agreement::Same, same);
            let swapped = match other.agreement {
                Agreement::OnlyPatient => Agreement::OnlyReferrer,
                Agreement::OnlyReferrer => Agreement::OnlyPatient,
                both => both,
            };
            prop_assert_eq!(row.agreement, swapped);
        }
        for question in pathway().questions() {
            let answered = [&ours, &theirs].iter().any(|a| a.get(question).is_some_and(|a| *a != Answer::Blank));
            let rows = rows.iter().filter(|row| row.question.id == question.id).count();
            prop_assert_eq!(rows, usize::from(answered));
        }
        prop_assert!(compare(pathway(), &ours, &ours).iter().all(|row| row.agreement == Agreement::Same));
    }

    #[test]
    fn what_is_kept_reads_back_as_it_was(json in case(), gp: bool) {
        let audience = if gp { Audience::Gp } else { Audience::Patient };
        let answers = read(&json);
        let (coded, private) = answers.split_private(pathway());
        prop_assert_eq!(Answers::join_private(pathway(), &coded.to_string(), &private, day()), answers.clone());
        let decision = decide(pathway(), &answers, day());
        let explanation = Explanation::new(pathway(), &answers, &decision, audience, day());
        let stored = serde_json::to_string(&explanation).expect("JSON");
        let open = explanation.outcome.text.contains('\u{7b}');
        prop_assert!(!open);
        prop_assert_eq!(serde_json::from_str::<Explanation>(&stored).expect("an explanation"), explanation);
        let snapshot = Snapshot::new(pathway(), &answers, audience);
        let stored = serde_json::to_string(&snapshot).expect("JSON");
        prop_assert_eq!(serde_json::from_str::<Snapshot>(&stored).expect("a snapshot"), snapshot);
    }
}

#[test]
fn a_blank_page_is_seen_but_says_nothing() {
    let mut answers = read(&json!({"red_flags": "none", "date_of_birth": "1970-01-01"}));
    let goals = pathway().question("goals").expect("a question");
    answers.set(goals, Answer::Blank);
    assert_eq!(answers.to_json(pathway())["goals"], Value::Null);
    assert!(answers.get(goals).is_some());
    let decision = decide(pathway(), &answers, day());
    assert_eq!(decision.outcome.id, "more_info");
    assert!(decision.can_send() && decision.stay.is_empty());
}

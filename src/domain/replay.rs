//! What a draft of the rules would change about a case that was decided before. Nothing of the case is touched.

use std::collections::BTreeSet;

use chrono::NaiveDate;
use serde_json::Value;

use crate::Audience;
use crate::answers::Answers;
use crate::outcome::{Decision, SignResult, decide};
use crate::pathway::{Pathway, Verdict};

/// What was decided, as it is stored.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Past {
    /// Id of the outcome.
    pub outcome: String,
    /// Sign id and verdict; nothing where no sign was worked out.
    pub signs: Option<Vec<(String, Verdict)>>,
}

/// What a flip is about.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Subject {
    /// The outcome.
    Outcome,
    /// The sign with this id.
    Sign(String),
}

/// Something that would be decided otherwise.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Flip {
    /// What.
    pub subject: Subject,
    /// What was decided: id of an outcome, or code of a verdict; nothing where there was none.
    pub from: Option<String>,
    /// What the draft decides.
    pub to: Option<String>,
    /// The draft's reason, in clinical words; of signs alone.
    pub because: Option<String>,
}

/// A case under the draft.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Replayed {
    /// What would be decided otherwise: the outcome first, then the signs.
    pub flips: Vec<Flip>,
    /// Whether the draft flags it.
    pub flagged: bool,
    /// Ids of questions whose stored answer the draft does not know, or not any more.
    pub left_out: Vec<String>,
}

/// Decides a case anew. `coded` and `private` are its answers as they are stored, `on` the day for which it was decided, by which ages are
/// worked out.
pub fn replay(
    draft: &Pathway,
    (coded, private): (&Value, &Value),
    past: &Past,
    on: NaiveDate,
) -> Replayed {
    let answers = Answers::join_private(draft, &coded.to_string(), private, on);
    let decision = decide(draft, &answers, on);
    Replayed {
        flips: flips(&decision, past),
        flagged: decision.outcome.flagged,
        left_out: left_out(draft, &answers, [coded, private]),
    }
}

fn flips(decision: &Decision<'_>, past: &Past) -> Vec<Flip> {
    let outcome = Flip {
        subject: Subject::Outcome,
        from: Some(past.outcome.clone()),
        to: Some(decision.outcome.id.clone()),
        because: None,
    };
    let before = past.signs.as_deref().unwrap_or_default();
    let now = decision.signs.as_deref().unwrap_or_default();
    let ids: BTreeSet<&str> = before
        .iter()
        .map(|(id, _)| id.as_str())
        .chain(now.iter().map(|one| one.sign.id.as_str()))
        .collect();
    let signs = ids.into_iter().map(|id| sign(id, before, now));
    std::iter::once(outcome)
        .chain(signs)
        .filter(|flip| flip.from != flip.to)
        .collect()
}

fn sign(id: &str, before: &[(String, Verdict)], now: &[SignResult<'_>]) -> Flip {
    let was = before.iter().find(|(known, _)| known == id);
    let is = now.iter().find(|one| one.sign.id == id);
    Flip {
        subject: Subject::Sign(id.to_owned()),
        from: was.map(|(_, verdict)| verdict.code().to_owned()),
        to: is.map(|one| one.leaf.result.code().to_owned()),
        because: is.map(|one| one.leaf.because.get(Audience::Gp).to_owned()),
    }
}

/// Answers that are stored and that the draft could not read: it has no such question, or no such option.
fn left_out(draft: &Pathway, answers: &Answers, stored: [&Value; 2]) -> Vec<String> {
    let read = |id: &str| {
        draft
            .question(id)
            .is_some_and(|one| answers.get(one).is_some())
    };
    let given = stored.into_iter().filter_map(Value::as_object).flatten();
    given
        .filter(|(id, value)| !value.is_null() && !read(id))
        .map(|(id, _)| id.clone())
        .collect()
}

/// Ids of the questions that one pathway has and the other has not.
pub fn only_in<'p>(one: &'p Pathway, other: &Pathway) -> Vec<&'p str> {
    let questions = one.questions().iter().map(|question| question.id.as_str());
    questions
        .filter(|id| other.question(id).is_none())
        .collect()
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;
    use crate::pathway::Pathways;

    const KNEE: &str = include_str!("tests/pathways/knee-pain.toml");

    fn built_in() -> Pathway {
        Pathways::embedded().expect("sound").default().clone()
    }

    fn answers() -> (Value, Value) {
        let coded = json!({
            "red_flags": "none", "pain_impact": "a_little", "movement_impact": "not_at_all", "limited_activities": ["driving"],
        });
        (coded, json!({ "date_of_birth": "1974-03-14" }))
    }

    fn past(pathway: &Pathway, (coded, private): &(Value, Value), on: NaiveDate) -> Past {
        let answers = Answers::join_private(pathway, &coded.to_string(), private, on);
        let decision = decide(pathway, &answers, on);
        let signs = decision.signs.as_ref().map(|signs| {
            let pairs = signs
                .iter()
                .map(|one| (one.sign.id.clone(), one.leaf.result));
            pairs.collect()
        });
        Past {
            outcome: decision.outcome.id.clone(),
            signs,
        }
    }

    fn today() -> NaiveDate {
        "2026-11-24".parse().expect("a day")
    }

    #[test]
    fn the_same_definition_flips_nothing() {
        let (pathway, given) = (built_in(), answers());
        let before = past(&pathway, &given, today());
        let again = replay(&pathway, (&given.0, &given.1), &before, today());
        assert_eq!((again.flips, again.left_out), (vec![], vec![]));
        assert!(again.flagged);
    }

    #[test]
    fn a_stricter_rule_flips_the_sign_and_tells_its_reason() {
        let (pathway, given) = (built_in(), answers());
        let before = past(&pathway, &given, today());
        let stricter = pathway.source().replace(
            "{ question = \"pain_impact\", in = [\"a_little\", \"a_lot\", \"nearly_all\"] }",
            "{ question = \"pain_impact\", in = [\"a_lot\", \"nearly_all\"] }",
        );
        let draft = Pathway::parse("draft.toml", &stricter).expect("sound");
        let again = replay(&draft, (&given.0, &given.1), &before, today());
        let subjects: Vec<&Subject> = again.flips.iter().map(|flip| &flip.subject).collect();
        let sign = Subject::Sign("daily_life".to_owned());
        assert_eq!(subjects, [&Subject::Outcome, &sign]);
        assert_eq!(again.flips[1].from.as_deref(), Some("met"));
        assert_eq!(again.flips[1].to.as_deref(), Some("unclear"));
        assert!(
            again.flips[1]
                .because
                .as_ref()
                .is_some_and(|words| !words.is_empty())
        );
        assert!(!again.flagged);
    }

    #[test]
    fn ages_are_those_of_the_day_that_was_decided_on() {
        let pathway = built_in();
        let (coded, _) = answers();
        let private = json!({ "date_of_birth": "2008-11-25" });
        let minor = past(&pathway, &(coded.clone(), private.clone()), today());
        assert_eq!(minor.outcome, "outside_service_age");
        let again = |on| replay(&pathway, (&coded, &private), &minor, on).flips.len();
        assert_eq!(again(today()), 0);
        assert!(again("2026-11-25".parse().expect("a day")) > 0);
    }

    #[test]
    fn answers_that_the_draft_does_not_know_are_told() {
        let knee = Pathway::parse("knee.toml", KNEE).expect("sound");
        let (coded, private) = (
            json!({ "danger": "maybe", "gone": "yes", "stairs": 3 }),
            Value::Null,
        );
        let before = Past {
            outcome: "gone".to_owned(),
            signs: None,
        };
        let again = replay(&knee, (&coded, &private), &before, today());
        assert_eq!(again.left_out, ["danger", "gone"]);
        assert_eq!(only_in(&knee, &knee), Vec::<&str>::new());
        assert!(only_in(&knee, &built_in()).contains(&"stairs"));
    }
}

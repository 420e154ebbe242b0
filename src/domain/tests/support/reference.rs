//! The rules in plain code, written from the clinical text and not from the definition.

use std::collections::BTreeSet;

use serde_json::{Map, Value};

use super::COUNTABLE;

const REAL_SYMPTOMS: [&str; 6] = [
    "fatigue",
    "fear_of_movement",
    "gait",
    "new_functional_movements",
    "deconditioning",
    "spreading_pain",
];
/// The rules, straight from the clinical text.
pub struct Reference<'a>(pub &'a Value);

impl Reference<'_> {
    fn one(&self, id: &str) -> &str {
        self.0[id].as_str().unwrap_or("not_sure")
    }

    fn set(&self, id: &str) -> BTreeSet<&str> {
        self.0[id]
            .as_array()
            .into_iter()
            .flatten()
            .filter_map(Value::as_str)
            .collect()
    }

    fn real(&self, id: &str) -> usize {
        self.set(id)
            .iter()
            .filter(|code| !["none", "not_sure"].contains(code))
            .count()
    }

    fn only_none(&self, id: &str) -> bool {
        self.set(id) == BTreeSet::from(["none"])
    }

    fn daily_life(&self) -> &'static str {
        let impacts = [self.one("pain_impact"), self.one("movement_impact")];
        let affected = impacts
            .iter()
            .any(|i| ["a_little", "a_lot", "nearly_all"].contains(i));
        if affected && self.real("limited_activities") > 0 {
            "met"
        } else if impacts == ["not_at_all"; 2] && self.only_none("limited_activities") {
            "not_met"
        } else {
            "unclear"
        }
    }

    fn cell(&self, row: &str, column: &str) -> &str {
        self.0["treatments"][row][column]
            .as_str()
            .unwrap_or("not_sure")
    }

    fn tried(&self, row: &str) -> bool {
        ["having_now", "had_before"].contains(&self.cell(row, "status"))
    }

    fn treatment_relief(&self) -> &'static str {
        // An object without rows says nothing, like one that is absent.
        if self.0["treatments"].as_object().is_none_or(Map::is_empty) {
            return "unclear";
        }
        let tried = COUNTABLE
            .into_iter()
            .filter(|row| self.tried(row))
            .collect::<Vec<_>>();
        let benefit_in = |row: &&str, codes: &[&str]| codes.contains(&self.cell(row, "benefit"));
        if tried.is_empty() {
            let rows = COUNTABLE.into_iter().chain(["dbs_surgery"]);
            let unsure = rows
                .into_iter()
                .any(|row| self.cell(row, "status") == "not_sure");
            return if unsure || self.tried("dbs_surgery") {
                "unclear"
            } else {
                "not_met"
            };
        }
        match self.one("treatment_enough_now") {
            "yes"
                if tried
                    .iter()
                    .all(|row| benefit_in(row, &["not_at_all", "worse"])) =>
            {
                "unclear"
            }
            "yes" => "not_met",
            "no" if tried
                .iter()
                .any(|row| benefit_in(row, &["some", "not_at_all", "worse"])) =>
            {
                "met"
            }
            _ => "unclear",
        }
    }

    fn secondary_symptoms(&self) -> &'static str {
        let set = self.set("secondary_symptoms");
        if REAL_SYMPTOMS.iter().any(|code| set.contains(code)) {
            "met"
        } else if self.only_none("secondary_symptoms") {
            "not_met"
        } else {
            "unclear"
        }
    }

    fn coordinated_input(&self) -> &'static str {
        let set = self.set("help_needed");
        if self.real("help_needed") >= 2 {
            "met"
        } else if !set.is_empty() && !set.contains("not_sure") {
            "not_met"
        } else {
            "unclear"
        }
    }

    pub fn signs(&self) -> [&'static str; 4] {
        [
            self.daily_life(),
            self.treatment_relief(),
            self.secondary_symptoms(),
            self.coordinated_input(),
        ]
    }

    fn resolved(&self) -> bool {
        self.0["red_flags_resolved"] == true && self.one("red_flags") != "none"
    }

    pub fn outcome(&self) -> &'static str {
        let count = |verdict| {
            self.signs()
                .into_iter()
                .filter(|sign| *sign == verdict)
                .count()
        };
        match self.one("red_flags") {
            "emergency" if !self.resolved() => "stop_emergency",
            "urgent" if !self.resolved() => "stop_urgent",
            "self_harm" if !self.resolved() => "stop_crisis",
            "not_sure" if !self.resolved() => "stop_check_111",
            _ if self.one("date_of_birth") > "2008-11-22" => "outside_service_age",
            _ => match (count("met"), count("unclear")) {
                (3 | 4, _) => "match_stronger",
                (1 | 2, _) => "match_some",
                (_, 0) => "no_match_now",
                _ => "more_info",
            },
        }
    }

    pub fn flags(&self) -> Vec<&'static str> {
        let result = !self.outcome().starts_with("stop") && self.outcome() != "outside_service_age";
        let asked = |id: &str| self.0[id].as_str().unwrap_or_default();
        let phq = self.0["phq2_interest"]
            .as_i64()
            .zip(self.0["phq2_down"].as_i64());
        let gait = self.set("secondary_symptoms").contains("gait");
        let pairs = [
            (
                "capacity_check",
                ["no", "not_sure"].contains(&asked("capacity")),
            ),
            (
                "dx_first",
                ["", "none", "not_sure", "gp_suspected"].contains(&asked("diagnosis_status")),
            ),
            ("dx_pending", asked("diagnosis_status") == "waiting"),
            (
                "funding_unknown",
                ["", "unknown"].contains(&asked("funding")),
            ),
            (
                "gait_safety_note",
                gait || self.0["symptoms"]["balance"] == "yes",
            ),
            (
                "med_review",
                ["no", "not_sure"].contains(&asked("medically_stable")),
            ),
            (
                "mood_support",
                phq.is_some_and(|(one, other)| one + other >= 3),
            ),
            ("no_submit_consent", asked("consent_to_share") == "no"),
            ("red_flag_history", self.resolved()),
        ];
        let given = pairs
            .into_iter()
            .filter(|(id, holds)| *holds && (result || *id == "red_flag_history"));
        given.map(|(id, _)| id).collect()
    }
}

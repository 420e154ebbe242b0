//! What a clinician last said of each sign, for the case's page, the form that asks again, and decisions.

use chrono::{DateTime, Utc};
use domain::explanation::Explanation;
use domain::pathway::Pathway;
use domain::referral::casework::{Opinion, SignOpinion};
use domain::referral::{Action, Actor, Happening};
use templates::admissions::assessment::{self as shown, OpinionLine};
use uuid::Uuid;

use super::words;
use crate::store::referrals::Case;

/// A clinician's assessment of the signs.
#[derive(Debug, Clone, Copy)]
pub struct Assessment<'a> {
    /// Who.
    pub by: Uuid,
    /// When.
    pub at: DateTime<Utc>,
    /// Sign by sign.
    pub opinions: &'a [SignOpinion],
    /// What they think altogether.
    pub summary: Option<&'a str>,
}

/// The latest assessment; it counts, and older ones stay in the timeline.
pub fn latest_assessment(case: &Case) -> Option<Assessment<'_>> {
    case.events.iter().rev().find_map(|event| {
        let Happening::Done {
            action: Action::AssessSigns { opinions, summary },
        } = &event.what
        else {
            return None;
        };
        let Actor::Staff(by) = event.actor else {
            return None;
        };
        Some(Assessment {
            by,
            at: event.at,
            opinions,
            summary: summary.as_deref(),
        })
    })
}

impl Assessment<'_> {
    /// As it is shown. The signs have the labels that the sender saw, or those of the questionnaire where none was worked out.
    pub fn shown(
        &self,
        case: &Case,
        explanation: &Explanation,
        pathway: &Pathway,
    ) -> shown::Assessment {
        let line = |one: &SignOpinion| OpinionLine {
            sign: label(&one.sign, explanation, pathway),
            verdict: one.verdict.map(Into::into),
            opinion: opinion(one).to_owned(),
            differs: one.opinion == Opinion::Disagree,
            reason: one.reason.clone(),
        };
        shown::Assessment {
            by: case.name_of(self.by).unwrap_or("A colleague").to_owned(),
            at: words::moment(self.at),
            opinions: self.opinions.iter().map(line).collect(),
            summary: self.summary.map(str::to_owned),
        }
    }
}

/// A few words for a sign.
fn label(sign: &str, explanation: &Explanation, pathway: &Pathway) -> String {
    let seen = explanation.signs.iter().find(|one| one.id == sign);
    let now = || pathway.signs().iter().find(|one| one.id == sign);
    seen.map(|one| one.label.clone())
        .or_else(|| now().map(|one| one.label.get(explanation.audience).to_owned()))
        .unwrap_or_else(|| sign.to_owned())
}

/// An opinion as others read it.
fn opinion(one: &SignOpinion) -> &'static str {
    match (one.opinion, one.verdict) {
        (Opinion::Agree, Some(_)) => "agrees with the rules",
        (Opinion::Disagree, Some(_)) => "disagrees with the rules",
        (Opinion::Agree, None) => "applies",
        (Opinion::Disagree, None) => "does not apply",
        (Opinion::CannotTell, _) => "cannot tell",
    }
}

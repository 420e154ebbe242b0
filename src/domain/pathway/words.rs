//! Outcomes, flags and the wording that goes with a result.

use crate::pathway::{Condition, Question, Source};
use crate::{Audience, Text};

/// What sort of outcome it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum OutcomeKind {
    /// Something more urgent comes first; nothing is worked out.
    Stop,
    /// The service is not for this person; nothing is worked out.
    Outside,
    /// The signs were worked out.
    Result,
}

/// Whether a case with this outcome can be sent.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Send {
    /// Yes.
    Yes,
    /// Yes, with a reason: required of a GP, optional for a patient.
    WithReason,
    /// No.
    No,
}

/// One possible result of a questionnaire.
#[derive(Clone, Debug)]
pub struct Outcome {
    /// Stable name.
    pub id: String,
    /// What sort it is.
    pub kind: OutcomeKind,
    /// Whether the dashboard shows it as flagged.
    pub flagged: bool,
    /// Whether it can be sent.
    pub send: Send,
    /// When it applies, tried in order; otherwise, if absent.
    pub when: Option<Condition>,
    /// Heading.
    pub title: Text,
    /// The words, with the placeholders `{n}` signs met, `{u}` unclear, `{list}` labels of those
    /// met, `{items}` labels of those unclear.
    pub text: Text,
    /// Ids of the danger lists that stand with it.
    pub lists: Vec<String>,
    /// What happens next, step by step.
    pub next: Vec<Text>,
}

/// Something that a reader of the case must know; it never changes the count of signs.
#[derive(Clone, Debug)]
pub struct Flag {
    /// Stable name.
    pub id: String,
    /// When it is given.
    pub when: Condition,
    /// Given with outcomes of every kind, not only with worked-out results.
    pub always: bool,
    /// How pressing it is.
    pub level: Level,
    /// Provenance.
    pub source: Source,
    /// A few words.
    pub title: Text,
    /// The words shown to a person.
    pub text: Text,
    /// Ids of the danger lists that stand with it.
    pub lists: Vec<String>,
    /// A case with it cannot be sent.
    pub blocks_sending: bool,
}

/// How pressing something is, as in the NHS.UK care cards.
#[derive(Clone, Copy, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Level {
    /// 999.
    Emergency,
    /// 111 or an urgent appointment.
    Urgent,
    /// See somebody.
    NonUrgent,
    /// Only worth knowing.
    Note,
}

/// A list of danger signs and what to do.
#[derive(Clone, Debug)]
pub struct SafetyList {
    /// Stable name.
    pub id: String,
    /// How pressing it is.
    pub level: Level,
    /// Provenance.
    pub source: Source,
    /// What to do, "… if:".
    pub heading: Text,
    /// The signs.
    pub items: Vec<Text>,
    /// Words that stand after the list, outside the card, in inset text.
    pub inset: Option<Text>,
    /// Whether patients see it.
    pub for_patient: bool,
    /// Whether GPs see it.
    pub for_gp: bool,
    /// Whether it stands on the start page and on "get help".
    pub on_start: bool,
}

impl SafetyList {
    /// Whether this audience sees it.
    pub fn is_for(&self, audience: Audience) -> bool {
        match audience {
            Audience::Patient => self.for_patient,
            Audience::Gp => self.for_gp,
        }
    }
}

/// Something that a stay may include, with the need that it answers.
#[derive(Clone, Debug)]
pub struct StayItem {
    /// Stable name.
    pub id: String,
    /// When it is shown.
    pub when: Condition,
    /// The need.
    pub need: Text,
    /// What may be offered.
    pub offer: Text,
    /// Provenance.
    pub source: Source,
}

/// Advice shown while a form is filled in, which never changes a result.
#[derive(Clone, Debug)]
pub struct Prompt {
    /// Stable name.
    pub id: String,
    /// When it is shown.
    pub when: Condition,
    /// The words; shown to the audiences that they are written for.
    pub text: Text,
    /// Provenance.
    pub source: Source,
}

impl Prompt {
    /// Whether it follows from the answer to one of these questions, among others.
    pub fn looks_at(&self, questions: &[&Question]) -> bool {
        let mut found = false;
        self.when
            .each_question(&mut |ix| found |= questions.iter().any(|question| question.ix == ix));
        found
    }
}

/// A code of a terminology for something that was stated. Nothing is inferred: `when` names the answer that states it.
#[derive(Clone, Debug)]
pub struct Code {
    /// Stable name.
    pub id: String,
    /// When it was stated.
    pub when: Condition,
    /// The terminology.
    pub system: CodeSystem,
    /// The code.
    pub code: String,
    /// The words that the terminology gives it.
    pub display: String,
    /// Provenance.
    pub source: Source,
}

/// A terminology.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CodeSystem {
    /// International Classification of Diseases, tenth revision.
    Icd10,
    /// SNOMED Clinical Terms.
    SnomedCt,
}

impl CodeSystem {
    /// Its name, for people.
    pub fn name(self) -> &'static str {
        match self {
            Self::Icd10 => "ICD-10",
            Self::SnomedCt => "SNOMED CT",
        }
    }
}

/// Wording that belongs to no single question, sign, outcome or flag.
#[derive(Clone, Debug)]
pub struct Texts {
    /// What the service is and is not: on every result page, letter and export.
    pub notice: Text,
    /// Who the service is for and what it does, for the start page.
    pub intro: Text,
    /// Danger lists.
    pub safety: Vec<SafetyList>,
    /// What a stay may include.
    pub stay: Vec<StayItem>,
    /// Advice while a form is filled in.
    pub prompts: Vec<Prompt>,
    /// Codes for what was stated.
    pub codes: Vec<Code>,
}

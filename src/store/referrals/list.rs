//! One line of a list of cases: on the dashboard, in what a search found, in a file.

use chrono::{DateTime, NaiveDate, Utc};
use domain::pathway::Verdict;
use domain::people::Reference;
use domain::referral::StateCode;
use domain::referral::casework::{Payer, Priority};
use serde_json::Value;
use uuid::Uuid;

use super::joined::Joined;
use crate::security::keyring::Keyring;
use crate::store::StoreError;
use crate::store::submissions::{DATE_OF_BIRTH, NAME, NHS_NUMBER, Source};

/// What of a case is opened for a list.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Detail {
    /// Codes and dates; nothing that says who it is about.
    Coded,
    /// The name too.
    Named,
    /// The name, and the NHS number.
    Identified,
}

/// What a list shows of a case.
#[derive(Debug, Clone)]
#[expect(clippy::struct_excessive_bools, reason = "each is a mark of its own")]
pub struct Listed {
    /// Its row.
    pub id: Uuid,
    /// For the telephone.
    pub reference: Reference,
    /// The patient's name, where the list shows it.
    pub name: Option<String>,
    /// The patient's NHS number, where the list shows it and it is known.
    pub nhs_number: Option<String>,
    /// The patient's date of birth.
    pub date_of_birth: Option<NaiveDate>,
    /// Where it stands.
    pub state: StateCode,
    /// Since when.
    pub state_since: DateTime<Utc>,
    /// Who sent it.
    pub source: Source,
    /// The ODS code of the practice that referred.
    pub practice: Option<String>,
    /// When it came.
    pub received_at: DateTime<Utc>,
    /// Whether signs were met.
    pub flagged: bool,
    /// Name of the member of staff who has claimed it.
    pub owner: Option<String>,
    /// Set by staff.
    pub priority: Option<Priority>,
    /// Who pays, as far as is known.
    pub funding: Option<Payer>,
    /// The next day that is promised.
    pub due_on: Option<NaiveDate>,
    /// Whether staff have something new to deal with.
    pub attention: bool,
    /// Grows with every change of the case.
    pub version: i32,
    /// Which questionnaire.
    pub pathway: String,
    /// Id of the outcome.
    pub outcome: String,
    /// Each sign by id; nothing where none was worked out.
    pub signs: Option<Vec<(String, Verdict)>>,
    /// Flags by id.
    pub flags: Vec<String>,
    /// When the referrer amended it; nothing once staff have read that.
    pub amended_at: Option<DateTime<Utc>>,
    /// When the sender answered or wrote; nothing once staff have read that.
    pub news_at: Option<DateTime<Utc>>,
    /// Whether a colleague gave it to its owner, who has done nothing to it since.
    pub handed: bool,
    /// Whether letters about a refusal are still to be written.
    pub letters_owed: bool,
    /// The reference of the case that it was joined to.
    pub merged_into: Option<String>,
    /// The cases that were joined to it.
    pub joined: Vec<Joined>,
    /// Its place on the waiting list.
    pub waiting: Option<Waiting>,
    /// Whether whoever looks could be its second reader ([`Listed::hide`]).
    pub blind: bool,
}

impl Listed {
    /// Takes out of the line what tells a second reader what was decided, by whom, and what colleagues thought.
    pub fn hide(&mut self) {
        self.blind = true;
        self.owner = None;
        self.priority = None;
        self.due_on = None;
        self.letters_owed = false;
        self.joined
            .iter_mut()
            .for_each(|joined| joined.urgent = false);
    }
}

/// A place on the waiting list.
#[derive(Debug, Clone, PartialEq)]
pub struct Waiting {
    /// By which it is ordered.
    pub place: f64,
    /// Counted from 1; on lists of the waiting list alone.
    pub position: Option<i64>,
    /// Since when it waits.
    pub since: DateTime<Utc>,
}

/// The columns as a list selects them.
#[derive(sqlx::FromRow)]
#[expect(clippy::struct_excessive_bools, reason = "they are columns")]
pub(super) struct Row {
    id: Uuid,
    reference: String,
    patient_id: Uuid,
    name_enc: Vec<u8>,
    date_of_birth_enc: Option<Vec<u8>>,
    nhs_number_enc: Option<Vec<u8>>,
    state: String,
    state_since: DateTime<Utc>,
    source: String,
    received_at: DateTime<Utc>,
    flagged: bool,
    owner: Option<String>,
    priority: Option<String>,
    funding: Option<String>,
    due_on: Option<NaiveDate>,
    version: i32,
    attention: bool,
    amended_at: Option<DateTime<Utc>>,
    news_at: Option<DateTime<Utc>>,
    letters_owed: bool,
    handed: bool,
    merged_into: Option<String>,
    practice: Option<String>,
    place: Option<f64>,
    joined_at: Option<DateTime<Utc>>,
    pathway_id: String,
    outcome: String,
    signs: Option<Value>,
    flags: Vec<String>,
}

impl Row {
    pub(super) fn open(self, keyring: &Keyring, detail: Detail) -> Result<Listed, StoreError> {
        let named = detail != Detail::Coded;
        let name = || keyring.open_text(NAME, self.patient_id, &self.name_enc);
        let number = self.nhs_number_enc.as_deref();
        let number = number.filter(|_| detail == Detail::Identified);
        let number = number.map(|sealed| keyring.open_text(NHS_NUMBER, self.patient_id, sealed));
        let born = self.date_of_birth_enc.as_deref();
        let born = born.map(|sealed| keyring.open_json(DATE_OF_BIRTH, self.patient_id, sealed));
        let waiting = self.place.zip(self.joined_at);
        Ok(Listed {
            reference: Reference::parse(&self.reference)
                .map_err(|_| StoreError::Corrupt("referrals.reference"))?,
            name: named.then(name).transpose()?,
            nhs_number: number.transpose()?,
            date_of_birth: born.transpose()?,
            state: StateCode::from_code(&self.state)
                .ok_or(StoreError::Corrupt("referrals.state"))?,
            source: Source::from_code(&self.source)
                .ok_or(StoreError::Corrupt("referrals.source"))?,
            priority: coded(self.priority, Priority::from_code, "referrals.priority")?,
            // Answers of other questionnaires may have codes of their own.
            funding: self.funding.as_deref().and_then(Payer::from_code),
            signs: self.signs.map(signs).transpose()?,
            waiting: waiting.map(|(place, since)| Waiting {
                place,
                position: None,
                since,
            }),
            id: self.id,
            state_since: self.state_since,
            practice: self.practice,
            received_at: self.received_at,
            flagged: self.flagged,
            owner: self.owner,
            due_on: self.due_on,
            attention: self.attention,
            version: self.version,
            pathway: self.pathway_id,
            outcome: self.outcome,
            flags: self.flags,
            amended_at: self.amended_at,
            news_at: self.news_at,
            letters_owed: self.letters_owed,
            handed: self.handed,
            merged_into: self.merged_into,
            joined: Vec::new(),
            blind: false,
        })
    }
}

/// The value of a stored code.
fn coded<T>(
    code: Option<String>,
    read: impl Fn(&str) -> Option<T>,
    column: &'static str,
) -> Result<Option<T>, StoreError> {
    let read = |code: String| read(&code).ok_or(StoreError::Corrupt(column));
    code.map(read).transpose()
}

fn signs(json: Value) -> Result<Vec<(String, Verdict)>, StoreError> {
    let Value::Object(map) = json else {
        return Err(StoreError::Corrupt("submissions.signs"));
    };
    map.into_iter()
        .map(|(id, verdict)| {
            let verdict = serde_json::from_value(verdict);
            Ok((
                id,
                verdict.map_err(|_| StoreError::Corrupt("submissions.signs"))?,
            ))
        })
        .collect()
}

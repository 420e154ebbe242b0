//! One line of a list of cases, read for the dashboard and for searches alike.

use chrono::{DateTime, NaiveDate, Utc};
use domain::pathway::Verdict;
use domain::people::Reference;
use domain::referral::StateCode;
use serde_json::Value;
use uuid::Uuid;

use crate::security::keyring::Keyring;
use crate::store::StoreError;
use crate::store::submissions::{DATE_OF_BIRTH, NAME, Source};

/// What a list shows of a case.
#[derive(Debug, Clone)]
pub struct Listed {
    /// Its row.
    pub id: Uuid,
    /// For the telephone.
    pub reference: Reference,
    /// The patient's name.
    pub name: String,
    /// The patient's date of birth.
    pub date_of_birth: Option<NaiveDate>,
    /// Where it stands.
    pub state: StateCode,
    /// Who sent it.
    pub source: Source,
    /// When.
    pub received_at: DateTime<Utc>,
    /// Whether signs were met.
    pub flagged: bool,
    /// Name of the member of staff who has claimed it.
    pub owner: Option<String>,
    /// Set by staff.
    pub priority: Option<String>,
    /// Which questionnaire.
    pub pathway: String,
    /// Id of the outcome.
    pub outcome: String,
    /// Each sign by id; nothing where none was worked out.
    pub signs: Option<Vec<(String, Verdict)>>,
    /// Flags by id.
    pub flags: Vec<String>,
    /// Whether the referrer amended it since staff last read it.
    pub amended: bool,
}

/// The columns as every list selects them.
pub(super) struct Row {
    pub id: Uuid,
    pub reference: String,
    pub patient_id: Uuid,
    pub name_enc: Vec<u8>,
    pub date_of_birth_enc: Option<Vec<u8>>,
    pub state: String,
    pub source: String,
    pub received_at: DateTime<Utc>,
    pub flagged: bool,
    pub owner: Option<String>,
    pub priority: Option<String>,
    pub pathway_id: String,
    pub outcome: String,
    pub signs: Option<Value>,
    pub flags: Vec<String>,
    pub amended: bool,
}

impl Row {
    pub(super) fn open(self, keyring: &Keyring) -> Result<Listed, StoreError> {
        Ok(Listed {
            reference: Reference::parse(&self.reference)
                .map_err(|_| StoreError::Corrupt("referrals.reference"))?,
            name: keyring.open_text(NAME, self.patient_id, &self.name_enc)?,
            date_of_birth: self
                .date_of_birth_enc
                .map(|sealed| keyring.open_json(DATE_OF_BIRTH, self.patient_id, &sealed))
                .transpose()?,
            state: serde_json::from_value(Value::String(self.state))
                .map_err(|_| StoreError::Corrupt("referrals.state"))?,
            source: Source::from_code(&self.source)
                .ok_or(StoreError::Corrupt("referrals.source"))?,
            signs: self.signs.map(signs).transpose()?,
            id: self.id,
            received_at: self.received_at,
            flagged: self.flagged,
            owner: self.owner,
            priority: self.priority,
            pathway: self.pathway_id,
            outcome: self.outcome,
            flags: self.flags,
            amended: self.amended,
        })
    }
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

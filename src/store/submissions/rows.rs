//! What a send writes, sealed.

use domain::people::PersonName;
use domain::referral::{Event, Promises, Referral};
use serde_json::Value;
use uuid::Uuid;

use super::send::Sending;
use super::{
    CONTACT, DATE_OF_BIRTH, EXPLANATION, LETTER, NAME, NHS_NUMBER, PATIENT_SAID, PRIVATE, REASON,
    SNAPSHOT,
};
use crate::security::keyring::{Index, Keyring};
use crate::store::new_id;
use crate::store::same_person::PersonIndexes;

/// Everything that does not depend on the reference, sealed once.
pub(super) struct Rows {
    pub(super) patient: Uuid,
    pub(super) submission: Uuid,
    pub(super) referral: Uuid,
    pub(super) name: Vec<u8>,
    pub(super) name_indexes: Vec<Vec<u8>>,
    pub(super) date_of_birth: Option<Vec<u8>>,
    pub(super) nhs_number: Option<Vec<u8>>,
    pub(super) nhs_number_index: Option<Vec<u8>>,
    pub(super) contact: Vec<u8>,
    pub(super) person: PersonIndexes,
    pub(super) coded: Value,
    pub(super) private: Vec<u8>,
    pub(super) snapshot: Vec<u8>,
    pub(super) explanation: Vec<u8>,
    pub(super) reason: Option<Vec<u8>>,
    pub(super) letter: Option<Vec<u8>>,
    pub(super) patient_said: Option<Vec<u8>>,
    pub(super) signs: Option<Value>,
    pub(super) flags: Vec<String>,
    pub(super) payer: Option<String>,
    pub(super) promises: Promises,
    pub(super) state: Referral,
    pub(super) event: Event,
}

impl Rows {
    pub(super) fn new(keyring: &Keyring, sending: &Sending<'_>) -> Self {
        let [patient, submission, referral] = [(); 3].map(|()| new_id(sending.now));
        let contact = sending.contact;
        let number = contact
            .nhs_number
            .as_ref()
            .map(|number| number.digits().as_bytes());
        let (coded, private) = sending.answers.split_private(sending.pathway);
        let (state, event) = Referral::receive(sending.actor(), sending.now);
        Self {
            name: keyring.seal(NAME, patient, contact.name.as_str().as_bytes()),
            name_indexes: name_indexes(keyring, &contact.name),
            date_of_birth: sending
                .date_of_birth
                .map(|date| keyring.seal_json(DATE_OF_BIRTH, patient, &date)),
            nhs_number: number.map(|number| keyring.seal(NHS_NUMBER, patient, number)),
            nhs_number_index: number.map(|number| keyring.index(Index::NhsNumber, number).to_vec()),
            contact: keyring.seal_json(CONTACT, patient, contact),
            person: PersonIndexes::new(keyring, contact, sending.date_of_birth),
            private: keyring.seal_json(PRIVATE, submission, &private),
            snapshot: keyring.seal_json(SNAPSHOT, submission, sending.snapshot),
            explanation: keyring.seal_json(EXPLANATION, submission, sending.explanation),
            reason: sending
                .reason
                .map(|reason| keyring.seal(REASON, submission, reason.as_bytes())),
            letter: sending
                .referrer
                .map(|one| keyring.seal_json(LETTER, submission, one.letter)),
            patient_said: sending
                .referrer
                .and_then(|one| one.patient_said)
                .map(|said| keyring.seal_json(PATIENT_SAID, submission, said)),
            signs: sending.decision.signs.as_ref().map(|signs| {
                signs
                    .iter()
                    .map(|result| {
                        (
                            result.sign.id.clone(),
                            Value::from(result.leaf.result.code()),
                        )
                    })
                    .collect()
            }),
            flags: sending
                .decision
                .flags
                .iter()
                .map(|flag| flag.id.clone())
                .collect(),
            payer: sending.answers.payer(sending.pathway).map(str::to_owned),
            promises: sending.targets.promises(sending.on),
            patient,
            submission,
            referral,
            coded,
            state,
            event,
        }
    }
}

fn name_indexes(keyring: &Keyring, name: &PersonName) -> Vec<Vec<u8>> {
    keyring.name_indexes(name.as_str())
}

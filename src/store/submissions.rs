//! What was sent, as it was sent.

mod rows;
mod send;

pub use send::{Receipt, Referring, Sending, Source, send};

use chrono::{DateTime, NaiveDate, Utc};
use domain::answers::Answers;
use domain::explanation::Explanation;
use domain::letter::Letter;
use domain::pathway::Pathway;
use domain::people::Reference;
use domain::snapshot::Snapshot;
use serde_json::Value;
use sqlx::PgConnection;
use uuid::Uuid;

use super::StoreError;
use super::contact::Contact;
use super::referrer_drafts::PatientSaid;
use crate::security::keyring::{Column, Keyring};

pub(super) const NAME: Column = Column::new("patients", "name_enc");
pub(super) const DATE_OF_BIRTH: Column = Column::new("patients", "date_of_birth_enc");
pub(super) const NHS_NUMBER: Column = Column::new("patients", "nhs_number_enc");
pub(super) const CONTACT: Column = Column::new("patients", "contact_enc");
pub(super) const PRIVATE: Column = Column::new("submissions", "private_enc");
pub(super) const SNAPSHOT: Column = Column::new("submissions", "snapshot_enc");
pub(super) const EXPLANATION: Column = Column::new("submissions", "explanation_enc");
pub(super) const LETTER: Column = Column::new("submissions", "letter_enc");
pub(super) const PATIENT_SAID: Column = Column::new("submissions", "patient_said_enc");
pub(super) const REASON: Column = Column::new("submissions", "reason_enc");

/// Name and date of birth of whom a case is about.
pub async fn person(
    conn: &mut PgConnection,
    keyring: &Keyring,
    patient: Uuid,
) -> Result<(String, Option<NaiveDate>), StoreError> {
    let row = sqlx::query!(
        "SELECT name_enc, date_of_birth_enc FROM patients WHERE id = $1",
        patient
    );
    let row = row.fetch_one(conn).await?;
    let born = row.date_of_birth_enc;
    let born = born.map(|sealed| keyring.open_json(DATE_OF_BIRTH, patient, &sealed));
    Ok((
        keyring.open_text(NAME, patient, &row.name_enc)?,
        born.transpose()?,
    ))
}

/// A submission, decrypted.
#[derive(Debug, Clone)]
pub struct Submission {
    /// Its row.
    pub id: Uuid,
    /// Its case.
    pub reference: Reference,
    /// When it was received.
    pub received_at: DateTime<Utc>,
    /// The day for which it was worked out.
    pub decided_on: NaiveDate,
    /// The result in the words that were shown.
    pub explanation: Explanation,
    /// Questions and answers in the words that were shown.
    pub snapshot: Snapshot,
    /// "Refer anyway because …"
    pub reason: Option<String>,
    /// Who it is about.
    pub contact: Contact,
    /// Their date of birth.
    pub date_of_birth: Option<NaiveDate>,
    /// What a referrer wrote beside the answers.
    pub letter: Option<Letter>,
    /// What the patient said, where it was handed over to the referrer.
    pub patient_said: Option<PatientSaid>,
}

/// What was sent from a draft, for the confirmation and the copy to print.
pub async fn of_screening(
    conn: &mut PgConnection,
    keyring: &Keyring,
    screening: Uuid,
) -> Result<Option<Submission>, StoreError> {
    let row = sqlx::query_as!(
        Row,
        "SELECT s.id, r.reference, r.received_at, s.decided_on, s.explanation_enc, s.snapshot_enc, s.reason_enc,
                s.letter_enc, s.patient_said_enc, p.id AS patient_id, p.contact_enc, p.date_of_birth_enc
         FROM submissions s JOIN referrals r ON r.submission_id = s.id JOIN patients p ON p.id = s.patient_id
         WHERE s.screening_id = $1",
        screening
    )
    .fetch_optional(conn)
    .await?;
    row.map(|row| row.open(keyring)).transpose()
}

/// What a case began with.
pub async fn of_case(
    conn: &mut PgConnection,
    keyring: &Keyring,
    submission: Uuid,
) -> Result<Submission, StoreError> {
    let row = sqlx::query_as!(
        Row,
        "SELECT s.id, r.reference, r.received_at, s.decided_on, s.explanation_enc, s.snapshot_enc, s.reason_enc,
                s.letter_enc, s.patient_said_enc, p.id AS patient_id, p.contact_enc, p.date_of_birth_enc
         FROM submissions s JOIN referrals r ON r.submission_id = s.id JOIN patients p ON p.id = s.patient_id
         WHERE s.id = $1",
        submission
    )
    .fetch_one(conn)
    .await?;
    row.open(keyring)
}

/// The coded answers of a submission: no name, date of birth or free text.
pub async fn coded_answers(conn: &mut PgConnection, submission: Uuid) -> Result<Value, StoreError> {
    let coded = sqlx::query_scalar!("SELECT answers FROM submissions WHERE id = $1", submission);
    Ok(coded.fetch_one(conn).await?)
}

/// The answers that a case began with, as they are coded; `None` where they are those of another pathway.
pub async fn answers(
    conn: &mut PgConnection,
    keyring: &Keyring,
    submission: Uuid,
    pathway: &Pathway,
) -> Result<Option<Answers>, StoreError> {
    let row = sqlx::query!(
        "SELECT answers, private_enc, decided_on FROM submissions WHERE id = $1 AND pathway_id = $2",
        submission,
        pathway.id()
    )
    .fetch_optional(conn)
    .await?;
    let Some(row) = row else { return Ok(None) };
    let private = row.private_enc.map_or(Ok(Value::Null), |sealed| {
        keyring.open_json(PRIVATE, submission, &sealed)
    })?;
    let coded = row.answers.to_string();
    Ok(Some(Answers::join_private(
        pathway,
        &coded,
        &private,
        row.decided_on,
    )))
}

/// Whether something was sent with this nonce.
pub async fn is_known(conn: &mut PgConnection, nonce: &str) -> Result<bool, StoreError> {
    let known = sqlx::query_scalar!(
        r#"SELECT EXISTS (SELECT FROM submissions WHERE nonce = $1) AS "known!""#,
        nonce.as_bytes()
    );
    Ok(known.fetch_one(conn).await?)
}

struct Row {
    id: Uuid,
    reference: String,
    received_at: DateTime<Utc>,
    decided_on: NaiveDate,
    explanation_enc: Vec<u8>,
    snapshot_enc: Vec<u8>,
    reason_enc: Option<Vec<u8>>,
    letter_enc: Option<Vec<u8>>,
    patient_said_enc: Option<Vec<u8>>,
    patient_id: Uuid,
    contact_enc: Vec<u8>,
    date_of_birth_enc: Option<Vec<u8>>,
}

impl Row {
    fn open(self, keyring: &Keyring) -> Result<Submission, StoreError> {
        Ok(Submission {
            id: self.id,
            reference: Reference::parse(&self.reference)
                .map_err(|_| StoreError::Corrupt("referrals.reference"))?,
            received_at: self.received_at,
            decided_on: self.decided_on,
            explanation: keyring.open_json(EXPLANATION, self.id, &self.explanation_enc)?,
            snapshot: keyring.open_json(SNAPSHOT, self.id, &self.snapshot_enc)?,
            reason: self
                .reason_enc
                .map(|sealed| keyring.open_text(REASON, self.id, &sealed))
                .transpose()?,
            contact: keyring.open_json(CONTACT, self.patient_id, &self.contact_enc)?,
            date_of_birth: self
                .date_of_birth_enc
                .map(|sealed| keyring.open_json(DATE_OF_BIRTH, self.patient_id, &sealed))
                .transpose()?,
            letter: self
                .letter_enc
                .map(|sealed| keyring.open_json(LETTER, self.id, &sealed))
                .transpose()?,
            patient_said: self
                .patient_said_enc
                .map(|sealed| keyring.open_json(PATIENT_SAID, self.id, &sealed))
                .transpose()?,
        })
    }
}

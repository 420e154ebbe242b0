//! Referrals in the making: a practice's drafts, saved section by section until they are sent or expire.
//!
//! A draft is a row of `screenings` with the audience `gp`: its answers are those of the pathway's questions, and beside them it
//! holds a letter and, where a code was handed over, what the patient said.

use std::collections::HashMap;

use chrono::{DateTime, NaiveDate, Utc};
use domain::Audience;
use domain::answers::Answers;
use domain::explanation::Explanation;
use domain::letter::Letter;
use domain::pathway::Pathway;
use domain::snapshot::Snapshot;
use serde::{Deserialize, Serialize};
use serde_json::Value;
use sqlx::PgConnection;
use uuid::Uuid;

use super::screenings::Moment;
use super::{StoreError, new_id};
use crate::security::keyring::{Column, Keyring};

const PRIVATE: Column = Column::new("screenings", "private_enc");
const LETTER: Column = Column::new("screenings", "letter_enc");
const PATIENT_SAID: Column = Column::new("screenings", "patient_said_enc");

/// What a patient said, as it was handed over.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PatientSaid {
    /// When the patient made the code.
    pub at: DateTime<Utc>,
    /// The answers, as `Answers::to_json` writes them.
    pub answers: Value,
    /// Questions and answers in the words that the patient saw.
    pub snapshot: Snapshot,
    /// The result in the words that the patient saw.
    pub explanation: Explanation,
}

/// A draft, decrypted.
#[derive(Debug, Clone)]
pub struct ReferrerDraft {
    /// Its row.
    pub id: Uuid,
    /// The practice whose people share it.
    pub practice: Uuid,
    /// Who began it.
    pub account: Uuid,
    /// Id of the pathway.
    pub pathway: String,
    /// Grows with every change; a change names the one it saw.
    pub version: i32,
    /// When something was last saved.
    pub saved_at: DateTime<Utc>,
    /// When it is deleted, unless something is saved or it is sent.
    pub expires_at: DateTime<Utc>,
    /// When it was sent; from then on it holds nothing more.
    pub submitted_at: Option<DateTime<Utc>>,
    /// What is written beside the answers.
    pub letter: Letter,
    /// What the patient said, where a code was handed over.
    pub patient_said: Option<PatientSaid>,
    coded: Value,
    private: Value,
}

impl ReferrerDraft {
    /// The answers saved so far. What the pathway no longer knows is left out.
    pub fn answers(&self, pathway: &Pathway, on: NaiveDate) -> Answers {
        Answers::join_private(pathway, &self.coded.to_string(), &self.private, on)
    }
}

/// Whose a new draft is.
#[derive(Debug, Clone, Copy)]
pub struct Holder {
    /// The practice.
    pub practice: Uuid,
    /// Who begins it.
    pub account: Uuid,
}

/// Begins a draft; returns its row.
pub async fn create(
    conn: &mut PgConnection,
    pathway: &Pathway,
    holder: Holder,
    moment: Moment,
) -> Result<Uuid, StoreError> {
    let id = new_id(moment.now);
    begin(conn, id, pathway, holder, moment).await?;
    Ok(id)
}

/// Begins the draft with this id, made with the form: a form that is sent twice begins one. `false` where it was begun before.
pub async fn begin(
    conn: &mut PgConnection,
    id: Uuid,
    pathway: &Pathway,
    holder: Holder,
    moment: Moment,
) -> Result<bool, StoreError> {
    let done = sqlx::query!(
        "INSERT INTO screenings (id, audience, practice_id, account_id, pathway_id, pathway_version, created_at, saved_at, expires_at)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $7, $8) ON CONFLICT (id) DO NOTHING",
        id,
        Audience::Gp.code(),
        holder.practice,
        holder.account,
        pathway.id(),
        pathway.version(),
        moment.now,
        moment.now + moment.periods.draft,
    )
    .execute(conn)
    .await?;
    Ok(done.rows_affected() == 1)
}

/// A draft of a referrer, sent or not, unless it has expired. Whether somebody may see it is the caller's to ask.
pub async fn load(
    conn: &mut PgConnection,
    keyring: &Keyring,
    id: Uuid,
    now: DateTime<Utc>,
) -> Result<Option<ReferrerDraft>, StoreError> {
    let row = sqlx::query_as!(
        Row,
        r#"SELECT id, practice_id AS "practice_id!", account_id AS "account_id!", pathway_id, answers, private_enc, letter_enc,
                  patient_said_enc, version, saved_at, expires_at, submitted_at
           FROM screenings WHERE id = $1 AND practice_id IS NOT NULL AND expires_at > $2"#,
        id,
        now
    )
    .fetch_optional(conn)
    .await?;
    row.map(|row| row.open(keyring)).transpose()
}

/// The unsent drafts of a practice, the last saved first, at most so many.
pub async fn of_practice(
    conn: &mut PgConnection,
    keyring: &Keyring,
    practice: Uuid,
    most: i64,
    now: DateTime<Utc>,
) -> Result<Vec<ReferrerDraft>, StoreError> {
    let rows = sqlx::query_as!(
        Row,
        r#"SELECT id, practice_id AS "practice_id!", account_id AS "account_id!", pathway_id, answers, private_enc, letter_enc,
                  patient_said_enc, version, saved_at, expires_at, submitted_at
           FROM screenings WHERE practice_id = $1 AND submitted_at IS NULL AND expires_at > $3
           ORDER BY saved_at DESC, id DESC LIMIT $2"#,
        practice,
        most,
        now
    )
    .fetch_all(conn)
    .await?;
    rows.into_iter().map(|row| row.open(keyring)).collect()
}

/// Saves answers, letter and what the patient said over those of the version that was seen. [`StoreError::Conflict`] where
/// somebody of the practice saved meanwhile, or where it was sent.
pub async fn save(
    conn: &mut PgConnection,
    keyring: &Keyring,
    draft: &ReferrerDraft,
    pathway: &Pathway,
    answers: &Answers,
    moment: Moment,
) -> Result<(), StoreError> {
    let (coded, private) = answers.split_private(pathway);
    let said = draft.patient_said.as_ref();
    let done = sqlx::query!(
        "UPDATE screenings
         SET answers = $3, private_enc = $4, letter_enc = $5, patient_said_enc = $6, pathway_version = $7, saved_at = $8,
             expires_at = $9, version = version + 1, reminded_at = NULL
         WHERE id = $1 AND version = $2 AND submitted_at IS NULL",
        draft.id,
        draft.version,
        coded,
        keyring.seal_json(PRIVATE, draft.id, &private),
        keyring.seal_json(LETTER, draft.id, &draft.letter),
        said.map(|said| keyring.seal_json(PATIENT_SAID, draft.id, said)),
        pathway.version(),
        moment.now,
        moment.now + moment.periods.draft,
    )
    .execute(conn)
    .await?;
    match done.rows_affected() {
        1 => Ok(()),
        _ => Err(StoreError::Conflict),
    }
}

/// Names of those who began these drafts, by account.
pub async fn begun_by(
    conn: &mut PgConnection,
    drafts: &[ReferrerDraft],
) -> Result<HashMap<Uuid, String>, StoreError> {
    let accounts: Vec<Uuid> = drafts.iter().map(|draft| draft.account).collect();
    let rows = sqlx::query!(
        "SELECT id, display_name FROM accounts WHERE id = ANY($1)",
        &accounts
    );
    let rows = rows.fetch_all(conn).await?;
    Ok(rows
        .into_iter()
        .map(|row| (row.id, row.display_name))
        .collect())
}

/// How many files hang on a draft.
pub async fn files(conn: &mut PgConnection, id: Uuid) -> Result<i64, StoreError> {
    let count = sqlx::query_scalar!(
        r#"SELECT count(*) AS "count!" FROM attachments WHERE draft_id = $1"#,
        id
    );
    Ok(count.fetch_one(conn).await?)
}

/// Deletes an unsent draft with its files.
pub async fn delete(conn: &mut PgConnection, id: Uuid) -> Result<(), StoreError> {
    sqlx::query!(
        "WITH gone AS (DELETE FROM screenings WHERE id = $1 AND practice_id IS NOT NULL AND submitted_at IS NULL RETURNING id)
         DELETE FROM attachments a USING gone WHERE a.draft_id = gone.id",
        id
    )
    .execute(conn)
    .await?;
    Ok(())
}

struct Row {
    id: Uuid,
    practice_id: Uuid,
    account_id: Uuid,
    pathway_id: String,
    answers: Value,
    private_enc: Option<Vec<u8>>,
    letter_enc: Option<Vec<u8>>,
    patient_said_enc: Option<Vec<u8>>,
    version: i32,
    saved_at: DateTime<Utc>,
    expires_at: DateTime<Utc>,
    submitted_at: Option<DateTime<Utc>>,
}

impl Row {
    fn open(self, keyring: &Keyring) -> Result<ReferrerDraft, StoreError> {
        let id = self.id;
        let private = self.private_enc.map_or(Ok(Value::Null), |sealed| {
            keyring.open_json(PRIVATE, id, &sealed)
        })?;
        let letter = self.letter_enc.map_or(Ok(Letter::default()), |sealed| {
            keyring.open_json(LETTER, id, &sealed)
        })?;
        let said = self.patient_said_enc;
        let said = said.map(|sealed| keyring.open_json(PATIENT_SAID, id, &sealed));
        Ok(ReferrerDraft {
            id,
            practice: self.practice_id,
            account: self.account_id,
            pathway: self.pathway_id,
            version: self.version,
            saved_at: self.saved_at,
            expires_at: self.expires_at,
            submitted_at: self.submitted_at,
            letter,
            patient_said: said.transpose()?,
            coded: self.answers,
            private,
        })
    }
}

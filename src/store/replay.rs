//! Past submissions of a pathway as a replay of its rules reads them, the latest first.

use chrono::{DateTime, NaiveDate, Utc};
use domain::pathway::Verdict;
use domain::people::Reference;
use domain::replay::Past;
use serde_json::Value;
use sqlx::PgConnection;
use uuid::Uuid;

use super::StoreError;
use super::submissions::PRIVATE;
use crate::security::keyring::Keyring;

/// Submissions read at once. The query fixes it as a number, for the planner.
pub const BATCH: usize = 500;

/// A submission with its private answers still sealed.
#[derive(Debug)]
pub struct Sealed {
    submission: Uuid,
    /// The case.
    pub referral: Uuid,
    reference: String,
    answers: Value,
    private_enc: Option<Vec<u8>>,
    outcome: String,
    flagged: bool,
    signs: Option<Value>,
    decided_on: NaiveDate,
    sent_at: DateTime<Utc>,
}

/// A submission, opened.
#[derive(Debug)]
pub struct Opened {
    /// Its reference.
    pub reference: Reference,
    /// Coded answers.
    pub coded: Value,
    /// Private answers.
    pub private: Value,
    /// What was decided.
    pub past: Past,
    /// Whether it was flagged.
    pub flagged: bool,
    /// The day for which it was decided.
    pub decided_on: NaiveDate,
}

/// Where a batch begins: beyond a submission.
pub type Beyond = (DateTime<Utc>, Uuid);

/// Submissions of a pathway that were sent in a period, the latest first: [`BATCH`] of them, beyond the last of the batch before.
pub async fn batch(
    conn: &mut PgConnection,
    pathway: &str,
    (from, to): (DateTime<Utc>, DateTime<Utc>),
    beyond: Option<Beyond>,
) -> Result<Vec<Sealed>, StoreError> {
    let (sent_at, id) = beyond.unwrap_or((to, Uuid::max()));
    let rows = sqlx::query_as!(
        Sealed,
        "SELECT s.id AS submission, r.id AS referral, r.reference, s.answers, s.private_enc, s.outcome, s.flagged, s.signs,
                s.decided_on, s.sent_at
         FROM (SELECT * FROM submissions
               WHERE pathway_id = $1 AND sent_at >= $2 AND sent_at < $3 AND (sent_at, id) < ($4, $5)
               ORDER BY sent_at DESC, id DESC LIMIT 500) AS s
         JOIN referrals r ON r.submission_id = s.id
         ORDER BY s.sent_at DESC, s.id DESC",
        pathway,
        from,
        to,
        sent_at,
        id
    );
    Ok(rows.fetch_all(conn).await?)
}

impl Sealed {
    /// Its place, for the next batch.
    pub fn place(&self) -> Beyond {
        (self.sent_at, self.submission)
    }

    /// Decrypts.
    ///
    /// # Errors
    /// When the keys do not fit, or a stored value is not one of ours.
    pub fn open(self, keyring: &Keyring) -> Result<Opened, StoreError> {
        let private = self.private_enc.map_or(Ok(Value::Null), |sealed| {
            keyring.open_json(PRIVATE, self.submission, &sealed)
        })?;
        Ok(Opened {
            reference: Reference::parse(&self.reference)
                .map_err(|_| StoreError::Corrupt("referrals.reference"))?,
            coded: self.answers,
            private,
            past: Past {
                outcome: self.outcome,
                signs: self.signs.map(signs).transpose()?,
            },
            flagged: self.flagged,
            decided_on: self.decided_on,
        })
    }
}

fn signs(stored: Value) -> Result<Vec<(String, Verdict)>, StoreError> {
    let signs: std::collections::BTreeMap<String, Verdict> =
        serde_json::from_value(stored).map_err(|_| StoreError::Corrupt("submissions.signs"))?;
    Ok(signs.into_iter().collect())
}

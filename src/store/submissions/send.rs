//! Sending: everything in one statement, and so in one round trip and one transaction.

use chrono::{DateTime, NaiveDate, Utc};
use domain::answers::Answers;
use domain::explanation::Explanation;
use domain::letter::Letter;
use domain::outcome::Decision;
use domain::pathway::Pathway;
use domain::people::Reference;
use domain::referral::{Actor, Promise, Targets};
use domain::snapshot::Snapshot;
use sqlx::PgConnection;
use uuid::Uuid;

use super::rows::Rows;
use crate::randomness;
use crate::security::keyring::Keyring;
use crate::security::throttle::Counter;
use crate::store::audit::By;
use crate::store::contact::Contact;
use crate::store::outbox::{self, Outgoing};
use crate::store::referrals::seal_event;
use crate::store::referrer_drafts::PatientSaid;
use crate::store::{StoreError, throttle};

/// How often another reference is drawn. There are 3.4 thousand million, so that even one repetition is rare.
const DRAWS: usize = 5;

/// Who sends.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Source {
    /// The person concerned.
    Patient,
    /// Somebody for them.
    SomeoneElse,
    /// A general practitioner or another referrer.
    Gp,
}

impl Source {
    /// The stored code.
    pub fn code(self) -> &'static str {
        match self {
            Self::Patient => "patient",
            Self::SomeoneElse => "someone_else",
            Self::Gp => "gp",
        }
    }

    /// The source that a code names.
    pub fn from_code(code: &str) -> Option<Self> {
        [Self::Patient, Self::SomeoneElse, Self::Gp]
            .into_iter()
            .find(|source| source.code() == code)
    }
}

/// What is sent.
#[derive(Debug, Clone, Copy)]
pub struct Sending<'a> {
    /// The draft.
    pub draft: Uuid,
    /// Its version when the decision was made: a change since is a [`StoreError::Conflict`].
    pub version: i32,
    /// From the form: the same for a second press and for a retry.
    pub nonce: &'a str,
    /// The questionnaire.
    pub pathway: &'a Pathway,
    /// The pruned answers.
    pub answers: &'a Answers,
    /// What followed from them.
    pub decision: &'a Decision<'a>,
    /// The decision in the words shown.
    pub explanation: &'a Explanation,
    /// The answers in the words shown.
    pub snapshot: &'a Snapshot,
    /// "Refer anyway because …"
    pub reason: Option<&'a str>,
    /// Who it is about.
    pub contact: &'a Contact,
    /// Their date of birth.
    pub date_of_birth: Option<NaiveDate>,
    /// Who sends.
    pub source: Source,
    /// Who refers, where it is not the person or somebody for them who sends.
    pub referrer: Option<Referring<'a>>,
    /// The counter of sends that this one is counted in, where it is counted.
    pub counter: Option<&'a Counter>,
    /// The day for which it was worked out.
    pub on: NaiveDate,
    /// What the service promises to what comes today.
    pub targets: Targets,
    /// The instant.
    pub now: DateTime<Utc>,
}

/// A referrer who sends, and what they send beside the answers.
#[derive(Debug, Clone, Copy)]
pub struct Referring<'a> {
    /// Their practice, which shares the referral.
    pub practice: Uuid,
    /// Their account.
    pub account: Uuid,
    /// The letter.
    pub letter: &'a Letter,
    /// What the patient said, where it was handed over.
    pub patient_said: Option<&'a PatientSaid>,
}

impl Sending<'_> {
    /// Who acts, for the timeline.
    pub(super) fn actor(&self) -> Actor {
        self.referrer
            .map_or(Actor::Patient, |one| Actor::Referrer(one.account))
    }

    /// Who acts, for the audit log.
    fn by(&self) -> By {
        self.referrer
            .map_or(By::Patient, |one| By::Referrer(one.account))
    }
}

/// Proof that something was sent.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Receipt {
    /// For the telephone.
    pub reference: Reference,
    /// When it was received.
    pub received_at: DateTime<Utc>,
}

/// Sends a draft: patient, submission, case, first event, audit line and messages are stored and the draft is emptied,
/// all or nothing. A second or retried send of the same draft returns the first receipt.
///
/// Not for use inside a transaction: after a repeated reference it tries again. [`StoreError::Conflict`] where the draft
/// changed since it was read; [`StoreError::NotFound`] where it is gone; [`StoreError::TooMany`] where its counter is full.
pub async fn send(
    conn: &mut PgConnection,
    keyring: &Keyring,
    sending: Sending<'_>,
    mail: impl Fn(Reference) -> Vec<Outgoing>,
) -> Result<Receipt, StoreError> {
    let rows = Rows::new(keyring, &sending);
    for _ in 0..DRAWS {
        let reference = Reference::from_random(randomness::bytes());
        match insert(conn, keyring, &sending, &rows, reference, &mail(reference)).await {
            Ok(Some(Told::Receipt(receipt))) => return Ok(receipt),
            Ok(Some(Told::Until(until))) => {
                let wait = (until - sending.now).to_std().unwrap_or_default();
                return Err(StoreError::TooMany(wait));
            }
            Ok(None) => return lost_race(conn, &sending).await,
            Err(error) if violates(&error, "referrals_reference_key") => {}
            Err(error) if violates(&error, "submissions_") => {
                return lost_race(conn, &sending).await;
            }
            Err(error) => return Err(error.into()),
        }
    }
    Err(StoreError::Unavailable)
}

/// What the one statement tells.
enum Told {
    /// It was sent, now or before.
    Receipt(Receipt),
    /// Its counter is full until then.
    Until(DateTime<Utc>),
}

/// The one statement. The send is counted first, like `throttle::take` counts; nothing is sent where the counter was full.
/// Every row hangs on `draft`: only who closes the draft inserts anything, and a concurrent send waits for its row lock,
/// then finds it closed. `None` where the draft was closed, changed or gone and no earlier send is visible.
#[expect(clippy::too_many_lines, reason = "it is one statement")]
async fn insert(
    conn: &mut PgConnection,
    keyring: &Keyring,
    sending: &Sending<'_>,
    rows: &Rows,
    reference: Reference,
    mail: &[Outgoing],
) -> Result<Option<Told>, sqlx::Error> {
    let mail = outbox::seal(keyring, mail, sending.now);
    let (counter, key_hash) = (
        sending.counter,
        sending.counter.map(|one| throttle::key_hash(keyring, one)),
    );
    let decision = sending.decision;
    let count = |signs: Option<usize>| signs.and_then(|n| i16::try_from(n).ok()).unwrap_or(0);
    let row = sqlx::query!(
        r#"
        WITH counted AS (
            INSERT INTO throttle AS t (scope, key_hash, hits, started_at, expires_at)
            SELECT $37, $38, 1, $3, $39 WHERE $38::bytea IS NOT NULL
            ON CONFLICT (scope, key_hash) DO UPDATE SET
                hits = CASE WHEN t.expires_at <= $3 THEN 1 ELSE LEAST(t.hits, $40) + 1 END,
                started_at = CASE WHEN t.expires_at <= $3 THEN $3 ELSE t.started_at END,
                expires_at = CASE WHEN t.expires_at <= $3 THEN $39 ELSE t.expires_at END
            RETURNING hits, expires_at
        ), draft AS (
            UPDATE screenings
            SET submitted_at = $3, version = version + 1, answers = '{}', private_enc = NULL, contact_enc = NULL,
                email_enc = NULL, email_bidx = NULL, pending_email_enc = NULL, pending_email_bidx = NULL,
                letter_enc = NULL, patient_said_enc = NULL
            WHERE id = $1 AND version = $2 AND submitted_at IS NULL AND expires_at > $3
              AND NOT EXISTS (SELECT FROM counted WHERE hits > $40)
            RETURNING id, audience
        ), links AS (
            DELETE FROM resume_tokens t USING draft WHERE t.screening_id = draft.id
        ), patient AS (
            INSERT INTO patients (id, name_enc, name_tokens, date_of_birth_enc, nhs_number_enc, nhs_number_bidx, contact_enc,
                                  created_at, surname_bidx, first_name_bidx, date_of_birth_bidx, postcode_bidx)
            SELECT $4, $5, $6::bytea[], $7::bytea, $8::bytea, $9::bytea, $10, $3, $50::bytea, $51::bytea, $52::bytea, $53::bytea
            FROM draft
        ), submission AS (
            INSERT INTO submissions (id, nonce, screening_id, patient_id, audience, pathway_id, pathway_version, pathway_hash,
                                     outcome, flagged, signs, met, unclear, flags, answers, private_enc, snapshot_enc,
                                     explanation_enc, reason_enc, decided_on, sent_at, letter_enc, patient_said_enc)
            SELECT $11, $12, id, $4, audience, $13, $14, $15, $16, $17, $18::jsonb, $19, $20, $21::text[], $22::jsonb, $23,
                   $24, $25, $26::bytea, $27, $3, $43::bytea, $44::bytea
            FROM draft
        ), referral AS (
            INSERT INTO referrals (id, reference, submission_id, patient_id, state, state_since, version, received_at, flagged,
                                   source, practice_id, account_id, funding, acknowledge_by, triage_by, assess_by, due_on,
                                   due_for, folded_version)
            SELECT $28, $29, $11, $4, $30, $3, $31, $3, $17, $32, $41::uuid, $42::uuid, $46::text, $47::date, $48::date, $49::date,
                   $47, $54, $31
            FROM draft
            RETURNING reference, received_at
        ), event AS (
            INSERT INTO referral_events (referral_id, version, at, account_id, kind, event_enc)
            SELECT $28, $31, $3, $42::uuid, 'received', $33 FROM draft
        ), audit AS (
            INSERT INTO audit_log (at, actor, account_id, action, subject, subject_id)
            SELECT $3, $45, $42::uuid, 'referral.received', 'referral', $28 FROM draft
        ), mail AS (
            INSERT INTO outbox (id, kind, message_enc, created_at, next_attempt_at)
            SELECT new.id, kind, message, $3, $3
            FROM draft, UNNEST($34::uuid[], $35::text[], $36::bytea[]) AS new (id, kind, message)
        )
        SELECT reference, received_at AS "at!" FROM referral
        UNION ALL
        SELECT r.reference, r.received_at FROM submissions s JOIN referrals r ON r.submission_id = s.id
        WHERE s.screening_id = $1
        UNION ALL
        SELECT NULL, expires_at FROM counted WHERE hits > $40
        "#,
        sending.draft,
        sending.version,
        sending.now,
        rows.patient,
        rows.name,
        &rows.name_indexes,
        rows.date_of_birth,
        rows.nhs_number,
        rows.nhs_number_index,
        rows.contact,
        rows.submission,
        sending.nonce.as_bytes(),
        sending.pathway.id(),
        sending.pathway.version(),
        sending.pathway.hash(),
        decision.outcome.id,
        decision.outcome.flagged,
        rows.signs,
        count(decision.met()),
        count(decision.unclear()),
        &rows.flags,
        rows.coded,
        rows.private,
        rows.snapshot,
        rows.explanation,
        rows.reason,
        sending.on,
        rows.referral,
        reference.to_string(),
        rows.state.state().code().code(),
        rows.state.version(),
        sending.source.code(),
        seal_event(keyring, rows.referral, &rows.event),
        &mail.ids,
        &mail.kinds,
        &mail.messages,
        counter.map_or("", |one| one.rule.name),
        key_hash,
        counter.map_or(sending.now, |one| sending.now + one.rule.window),
        counter.map_or(i32::MAX, |one| one.rule.limit),
        sending.referrer.map(|one| one.practice),
        sending.referrer.map(|one| one.account),
        rows.letter,
        rows.patient_said,
        sending.by().code(),
        rows.payer,
        rows.promises.acknowledge,
        rows.promises.triage,
        rows.promises.assessment,
        rows.person.surname,
        rows.person.first_name,
        rows.person.date_of_birth,
        rows.person.postcode,
        Promise::Acknowledge.code(),
    )
    .fetch_optional(conn)
    .await?;
    Ok(row.and_then(|row| match row.reference {
        Some(reference) => receipt(&reference, row.at).map(Told::Receipt),
        None => Some(Told::Until(row.at)),
    }))
}

/// Another send of the same draft came first, and may have been committed while ours waited for it.
async fn lost_race(conn: &mut PgConnection, sending: &Sending<'_>) -> Result<Receipt, StoreError> {
    let earlier = sqlx::query!(
        r#"SELECT r.reference AS "reference?", r.received_at AS "received_at?"
           FROM screenings d
           LEFT JOIN submissions s ON s.screening_id = d.id LEFT JOIN referrals r ON r.submission_id = s.id
           WHERE d.id = $1"#,
        sending.draft
    )
    .fetch_one(conn)
    .await?;
    earlier
        .reference
        .zip(earlier.received_at)
        .and_then(|(reference, at)| receipt(&reference, at))
        .ok_or(StoreError::Conflict)
}

fn receipt(reference: &str, received_at: DateTime<Utc>) -> Option<Receipt> {
    Some(Receipt {
        reference: Reference::parse(reference).ok()?,
        received_at,
    })
}

fn violates(error: &sqlx::Error, constraint: &str) -> bool {
    error
        .as_database_error()
        .filter(|told| told.is_unique_violation())
        .and_then(|told| told.constraint())
        .is_some_and(|name| name.starts_with(constraint))
}

//! The store and the database under it.

mod dashboard;
mod embedded;
mod lending;
mod lookups;
mod migrations;
mod outbox;
mod referrals;
mod resume;
mod retention;
mod roles;
mod screenings;
mod seeding;
mod send;

use std::sync::Arc;

use chrono::{DateTime, Utc};
use domain::Audience;
use domain::answers::Answers;
use domain::explanation::Explanation;
use domain::outcome::decide;
use domain::pathway::Pathway;
use domain::people::{Email, NhsNumber, PersonName, Reference, TestRange};
use domain::referral::Targets;
use domain::snapshot::Snapshot;
use inpatient_referral::app::App;
use inpatient_referral::clock::{Clock as _, england};
use inpatient_referral::store::StoreError;
use inpatient_referral::store::contact::Contact;
use inpatient_referral::store::outbox::Outgoing;
use inpatient_referral::store::screenings::{self as drafts, Moment, NewScreening, Screening};
use inpatient_referral::store::submissions::{self, Receipt, Sending, Source};
use serde_json::{Value, json};
use sqlx::{PgConnection, Postgres, pool::PoolConnection};
use uuid::Uuid;

use crate::harness::TestDatabase;
use crate::harness::app::{HandClock, bare, config};

/// The application's values on a database of their own, without a server.
pub struct Bench {
    pub app: App,
    pub clock: Arc<HandClock>,
    pub database: TestDatabase,
}

impl Bench {
    pub async fn new() -> Self {
        let database = TestDatabase::new().await;
        let clock = HandClock::now_still();
        let app = bare(&database, &clock, config(&["--demo"]));
        Self {
            app,
            clock,
            database,
        }
    }

    pub async fn conn(&self) -> PoolConnection<Postgres> {
        self.app.pool.acquire().await.unwrap()
    }

    pub fn now(&self) -> DateTime<Utc> {
        self.clock.now()
    }

    pub fn moment(&self) -> Moment {
        Moment {
            now: self.now(),
            today: england::date(self.now()),
            periods: self.app.config.periods,
        }
    }

    pub fn pathway(&self) -> &Pathway {
        self.app.pathways.default()
    }

    pub fn answers(&self, json: &Value) -> Answers {
        Answers::from_json(self.pathway(), json, self.moment().today).unwrap()
    }

    /// A draft with these answers, and the session that it belongs to.
    pub async fn draft(&self, json: &Value) -> (Screening, [u8; 32]) {
        let session_hash = hash();
        let new = NewScreening {
            pathway: self.pathway(),
            audience: Audience::Patient,
            session_hash,
            answers: &self.answers(json),
        };
        let periods = self.app.config.periods;
        let mut conn = self.conn().await;
        let draft = drafts::create(&mut conn, &self.app.keyring, new, periods, self.now()).await;
        (draft.unwrap(), session_hash)
    }

    pub async fn find(&self, session_hash: &[u8; 32]) -> Option<Screening> {
        let mut conn = self.conn().await;
        let found = drafts::find(&mut conn, [session_hash; drafts::AT_ONCE]).await;
        let found = found.unwrap().pop()?;
        let found = found.is_of(session_hash, self.now()).then_some(found)?;
        Some(found.open(&self.app.keyring).unwrap())
    }

    /// What a draft holds, as JSON.
    pub fn held(&self, draft: &Screening) -> Value {
        draft
            .answers(self.pathway(), self.moment().today)
            .to_json(self.pathway())
    }

    /// Sends a draft.
    pub async fn send(
        &self,
        draft: &Screening,
        nonce: &str,
        contact: &Contact,
    ) -> Result<Receipt, StoreError> {
        self.send_with_mail(draft, nonce, contact, |_| Vec::new())
            .await
    }

    pub async fn send_with_mail(
        &self,
        draft: &Screening,
        nonce: &str,
        contact: &Contact,
        mail: impl Fn(Reference) -> Vec<Outgoing>,
    ) -> Result<Receipt, StoreError> {
        let mut conn = self.app.pool.acquire().await?;
        self.send_on(&mut conn, draft, nonce, contact, mail).await
    }

    pub async fn send_on(
        &self,
        conn: &mut PgConnection,
        draft: &Screening,
        nonce: &str,
        contact: &Contact,
        mail: impl Fn(Reference) -> Vec<Outgoing>,
    ) -> Result<Receipt, StoreError> {
        let (pathway, on) = (self.pathway(), self.moment().today);
        let answers = draft.answers(pathway, on);
        let decision = decide(pathway, &answers, on);
        let sending = Sending {
            draft: draft.id,
            version: draft.version,
            nonce,
            pathway,
            answers: &answers,
            decision: &decision,
            explanation: &Explanation::new(pathway, &answers, &decision, Audience::Patient, on),
            snapshot: &Snapshot::new(pathway, &answers, Audience::Patient),
            reason: Some("Mornings are best."),
            contact,
            date_of_birth: "1974-03-14".parse().ok(),
            source: Source::Patient,
            referrer: None,
            counter: None,
            on,
            targets: Targets::default(),
            now: self.now(),
        };
        submissions::send(conn, &self.app.keyring, sending, mail).await
    }

    /// A case that came in, of somebody with this name.
    pub async fn case(&self, name: &str, answers: &Value) -> Reference {
        let (draft, _) = self.draft(answers).await;
        let receipt = self
            .send(&draft, &Uuid::new_v4().to_string(), &contact(name))
            .await;
        receipt.unwrap().reference
    }

    /// A member of staff, made without a password that works.
    pub async fn account(&self, name: &str) -> Uuid {
        let id = Uuid::new_v4();
        let sql = format!(
            "INSERT INTO accounts (id, email_bidx, email_enc, display_name, role, password_hash, created_at)
             VALUES ('{id}', decode(md5('{name}') || md5('{id}'), 'hex'), '', '{name}', 'clinician', '!', now())"
        );
        self.database.execute(&sql).await;
        id
    }
}

/// 32 random bytes.
pub fn hash() -> [u8; 32] {
    inpatient_referral::randomness::bytes()
}

/// Answers that come to all four signs.
pub fn four_signs() -> Value {
    json!({
        "red_flags": "none", "completed_by": "self", "date_of_birth": "1974-03-14",
        "diagnosis_status": "neurologist_confirmed", "pain_impact": "a_lot", "movement_impact": "a_lot",
        "limited_activities": ["driving"],
        "treatments": {"botulinum_toxin": {"status": "having_now", "benefit": "some"}},
        "treatment_enough_now": "no", "secondary_symptoms": ["fatigue"],
        "help_needed": ["physiotherapy", "psychology"], "goals": "To hold my grandson",
        "funding": "nhs", "consent_to_share": "yes",
    })
}

/// Answers that come to no sign.
pub fn no_sign() -> Value {
    json!({
        "red_flags": "none", "completed_by": "self", "date_of_birth": "1988-03-14",
        "diagnosis_status": "neurologist_confirmed", "pain_impact": "not_at_all", "movement_impact": "not_at_all",
        "limited_activities": ["none"],
        "treatments": {"botulinum_toxin": {"status": "having_now", "benefit": "enough"}},
        "treatment_enough_now": "yes", "secondary_symptoms": ["none"], "help_needed": ["none"],
        "funding": "self_pay", "consent_to_share": "yes",
    })
}

/// Contact details of somebody.
pub fn contact(name: &str) -> Contact {
    Contact {
        name: PersonName::parse(name).unwrap(),
        phone: None,
        email: Email::parse("ada@example.org").ok(),
        preferred: None,
        message_ok: None,
        nhs_number: NhsNumber::parse("999 100 0011", TestRange::Accepted).ok(),
        address_line_1: None,
        address_line_2: None,
        town: None,
        postcode: None,
        gp_practice: None,
    }
}

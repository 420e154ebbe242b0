//! Sending a practice's draft as the service stores it.

use domain::Audience;
use domain::answers::Answers;
use domain::explanation::Explanation;
use domain::outcome;
use domain::people::PersonName;
use domain::referral::Targets;
use domain::snapshot::Snapshot;
use inpatient_referral::store::contact::Contact;
use inpatient_referral::store::submissions::{self, Referring, Sending, Source};
use serde_json::Value;
use uuid::Uuid;

use super::practice::{Referrer, load, moment};
use crate::admissions::team::conn;
use crate::harness::app::TestApp;

/// Sends a draft with these answers.
pub async fn send(app: &TestApp, by: &Referrer, draft: Uuid, answers: &Value) {
    let stored = load(app, draft).await;
    let (keyring, pathway) = (&app.app.keyring, app.app.pathways.default());
    let (on, now) = (moment(app).today, app.now());
    let answers = Answers::from_json(pathway, answers, on).unwrap();
    let decision = outcome::decide(pathway, &answers, on);
    let sending = Sending {
        draft,
        version: stored.version,
        nonce: &draft.to_string(),
        pathway,
        answers: &answers,
        decision: &decision,
        explanation: &Explanation::new(pathway, &answers, &decision, Audience::Gp, on),
        snapshot: &Snapshot::new(pathway, &answers, Audience::Gp),
        reason: None,
        contact: &contact(),
        date_of_birth: answers.date_of_birth(pathway),
        source: Source::Gp,
        referrer: Some(Referring {
            practice: by.practice,
            account: by.account,
            letter: &stored.letter,
            patient_said: stored.patient_said.as_ref(),
        }),
        counter: None,
        on,
        targets: Targets::default(),
        now,
    };
    let mut conn = conn(app).await;
    let sent = submissions::send(&mut conn, keyring, sending, |_| Vec::new());
    sent.await.unwrap();
}

/// The reference that a sent draft became.
pub async fn reference(app: &TestApp, draft: Uuid) -> String {
    let mut conn = conn(app).await;
    let sent = submissions::of_screening(&mut conn, &app.app.keyring, draft);
    sent.await.unwrap().unwrap().reference.to_string()
}

fn contact() -> Contact {
    Contact {
        name: PersonName::parse("Grace Hopper").unwrap(),
        phone: None,
        email: None,
        preferred: None,
        message_ok: None,
        nhs_number: None,
        address_line_1: None,
        address_line_2: None,
        town: None,
        postcode: None,
        gp_practice: None,
    }
}

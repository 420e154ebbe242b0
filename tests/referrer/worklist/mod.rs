//! The worklist of a practice, one referral, and what the practice can do about it.

mod amend;
mod answer;
mod answer_files;
mod case;
mod demo;
mod joined;
mod letter;
mod list;
mod message;
mod way_to_bed;
mod withdraw;

use domain::Audience;
use domain::answers::Answers;
use domain::explanation::Explanation;
use domain::letter::{Heading, PatientDetails};
use domain::outcome;
use domain::people::{PersonName, PhoneNumber, Reference};
use domain::referral::casework::Asked;
use domain::referral::{Action, Actor, Targets};
use domain::snapshot::Snapshot;
use inpatient_referral::store::contact::Contact;
use inpatient_referral::store::referrals::{self, Case};
use inpatient_referral::store::submissions::{self, Referring, Sending, Source};
use uuid::Uuid;

use super::practice::{Referrer, draft, moment, save};
use crate::admissions::team::{conn, four_signs};
use crate::harness::app::TestApp;

/// A referral of a practice, sent as the service sends it.
pub async fn sent(app: &TestApp, of: &Referrer, name: &str) -> Reference {
    let mut draft = draft(app, of, &four_signs()).await;
    draft.letter.patient = Some(patient(name));
    let medicines = "Baclofen 10 mg".to_owned();
    draft.letter.headings.insert(Heading::Medicines, medicines);
    let draft = save(app, &draft, &four_signs()).await;
    let (pathway, on) = (app.app.pathways.default(), moment(app).today);
    let answers = Answers::from_json(pathway, &four_signs(), on).unwrap();
    let decision = outcome::decide(pathway, &answers, on);
    let sending = Sending {
        draft: draft.id,
        version: draft.version,
        nonce: &draft.id.to_string(),
        pathway,
        answers: &answers,
        decision: &decision,
        explanation: &Explanation::new(pathway, &answers, &decision, Audience::Gp, on),
        snapshot: &Snapshot::new(pathway, &answers, Audience::Gp),
        reason: None,
        contact: &contact(name),
        date_of_birth: "1974-03-14".parse().ok(),
        source: Source::Gp,
        referrer: Some(Referring {
            practice: of.practice,
            account: of.account,
            letter: &draft.letter,
            patient_said: None,
        }),
        counter: None,
        on,
        targets: Targets::default(),
        now: app.now(),
    };
    let (mut conn, keyring) = (conn(app).await, &app.app.keyring);
    let receipt = submissions::send(&mut conn, keyring, sending, |_| Vec::new()).await;
    receipt.unwrap().reference
}

/// The case as it is stored.
pub async fn case_of(app: &TestApp, reference: Reference) -> Case {
    let case = referrals::open(&mut *conn(app).await, &app.app.keyring, reference).await;
    case.unwrap()
}

/// Something that the hospital does.
pub async fn hospital(app: &TestApp, reference: Reference, action: Action) {
    act(app, reference, action, Actor::System).await;
}

/// Something that a referrer does without the pages.
pub async fn act(app: &TestApp, reference: Reference, action: Action, actor: Actor) {
    let seen = case_of(app, reference).await.referral.version();
    let by = (actor, app.now());
    let keyring = &app.app.keyring;
    referrals::act(&mut *conn(app).await, keyring, reference, seen, action, by)
        .await
        .unwrap();
}

/// Asks for something.
pub async fn ask(app: &TestApp, reference: Reference, question: &str) {
    let question = question.to_owned();
    let due = "2031-01-20".parse().ok();
    hospital(
        app,
        reference,
        Action::RequestInfo {
            question,
            due,
            of: Asked::Referrer,
        },
    )
    .await;
}

/// How often somebody opened a referral.
pub async fn openings(app: &TestApp, account: Uuid) -> i64 {
    crate::admissions::team::looks(&mut *conn(app).await, account, "opened").await
}

fn patient(name: &str) -> PatientDetails {
    PatientDetails {
        name: PersonName::parse(name).unwrap(),
        nhs_number: None,
        nhs_number_unknown: None,
        sex: None,
        address_line_1: Some("1 Test Street".to_owned()),
        address_line_2: None,
        town: Some("Aylesbury".to_owned()),
        postcode: None,
        phone: PhoneNumber::parse("07700 900001").ok(),
        email: None,
        language: None,
        next_of_kin: None,
        registered_practice: None,
    }
}

fn contact(name: &str) -> Contact {
    Contact {
        name: PersonName::parse(name).unwrap(),
        phone: PhoneNumber::parse("07700 900001").ok(),
        email: None,
        preferred: None,
        message_ok: None,
        nhs_number: None,
        address_line_1: Some("1 Test Street".to_owned()),
        address_line_2: None,
        town: Some("Aylesbury".to_owned()),
        postcode: None,
        gp_practice: None,
    }
}

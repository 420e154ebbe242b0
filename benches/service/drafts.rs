//! Drafts that have only to be sent, made directly in the store.

use chrono::{Duration, NaiveDate};
use domain::Audience;
use domain::answers::{Answer, Answers};
use domain::journey::Journey;
use domain::pathway::{Pathway, Pathways, Stage};
use inpatient_referral::clock::{Clock as _, System};
use inpatient_referral::config::Periods;
use inpatient_referral::randomness;
use inpatient_referral::security::csrf;
use inpatient_referral::security::keyring::{KeySource, Keyring};
use inpatient_referral::store::contact::Contact;
use inpatient_referral::store::screenings::{self, Moment, NewScreening};
use serde_json::json;
use sqlx::{Connection as _, Executor as _, PgConnection};

use crate::Fault;
use crate::driver::journey;
use crate::driver::program::Program;

/// A value of the cookie to which form tokens are bound.
const VISITOR: &str = "AAAAAAAAAAAAAAAAAAAAAA";

const PERIODS: Periods = Periods {
    draft: Duration::days(30),
    link: Duration::days(7),
    handover: Duration::days(14),
    mail: Duration::days(30),
};

/// Drafts, by the keys that their browsers hold.
pub struct Drafts {
    keys: Vec<String>,
    csrf: String,
}

impl Drafts {
    /// Makes so many, in one transaction.
    pub async fn prepare(program: &Program, count: usize) -> Result<Self, Fault> {
        let keyring = Keyring::load(&KeySource::File(program.data().join("keys.json")))?;
        let pathways = Pathways::embedded()?;
        let pathway = pathways.default();
        let answers = answers(pathway, System.today())?;
        let mut database = program.database().await?;
        let mut all = database.begin().await?;
        all.execute("SET LOCAL ROLE referral_app").await?;
        let mut keys = Vec::with_capacity(count);
        for _ in 0..count {
            keys.push(draft(&mut all, &keyring, pathway, &answers).await?);
        }
        all.commit().await?;
        let csrf = csrf::token(&keyring, VISITOR);
        Ok(Self { keys, csrf })
    }

    /// The cookies of one draft's browser.
    pub fn cookies(&self, number: usize) -> String {
        format!("visitor={VISITOR}; check={}", self.keys[number])
    }

    /// The form that sends one: begun, then given contact details, a draft has version 2.
    pub fn form(&self) -> String {
        format!(
            "csrf={}&nonce={}&version=2&reason=",
            self.csrf,
            randomness::uuid()
        )
    }
}

/// Makes a draft with every question answered; returns its browser's key.
async fn draft(
    conn: &mut PgConnection,
    keyring: &Keyring,
    pathway: &Pathway,
    answers: &Answers,
) -> Result<String, Fault> {
    let (now, today) = (System.now(), System.today());
    let key = randomness::bytes::<16>()
        .map(|byte| format!("{byte:02x}"))
        .concat();
    let new = NewScreening {
        pathway,
        audience: Audience::Patient,
        session_hash: keyring.token_hash(&key),
        answers,
    };
    let screening = screenings::create(conn, keyring, new, PERIODS, now).await?;
    let moment = Moment {
        now,
        today,
        periods: PERIODS,
    };
    screenings::set_contact(conn, keyring, screening, &contact()?, moment).await?;
    Ok(key)
}

fn contact() -> Result<Contact, Fault> {
    Ok(serde_json::from_value(json!({
        "name": "Ada Example", "phone": "07700 900 982", "email": "ada@example.org", "nhs_number": "9991000011",
        "address_line_1": "1 High Street", "town": "Aylesbury", "postcode": "HP20 1AA",
    }))?)
}

/// What the driver's journey answers, question by question.
fn answers(pathway: &Pathway, on: NaiveDate) -> Result<Answers, Fault> {
    let mut answers = Answers::new();
    for stage in [Stage::Screen, Stage::Send] {
        loop {
            let journey = Journey::new(pathway, &answers, Audience::Patient);
            let Some(question) = journey.first_open(stage) else {
                break;
            };
            let pairs: Vec<(String, String)> =
                serde_html_form::from_str(journey::values_of(&question.id))?;
            let answer = Answer::from_form(question, &pairs, on);
            answers.set(question, answer.map_err(|errors| format!("{errors:?}"))?);
        }
    }
    Ok(answers)
}

//! Made-up cases, from `cases.json`. Each is decided, explained and sent as a real one is.

use chrono::{DateTime, Duration, NaiveDate, Utc};
use domain::Audience;
use domain::answers::{Answer, Answers};
use domain::explanation::Explanation;
use domain::outcome::decide;
use domain::pathway::{Pathway, Role as Named};
use domain::people::Reference;
use domain::referral::{Action, Actor};
use domain::snapshot::Snapshot;
use serde::Deserialize;
use serde_json::Value;
use sqlx::PgConnection;
use uuid::Uuid;

use super::DemoError;
use super::accounts::Person;
use crate::app::App;
use crate::clock::england;
use crate::randomness;
use crate::security::permissions::Role;
use crate::store::contact::Contact;
use crate::store::referrals::{self, ActError};
use crate::store::screenings::{self, Moment, NewScreening};
use crate::store::submissions::{self, Sending, Source};

const CASES: &str = include_str!("cases.json");

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Case {
    name: String,
    hours_ago: i64,
    audience: Audience,
    source: String,
    contact: Contact,
    answers: Value,
    #[serde(default)]
    reason: Option<String>,
    #[serde(default)]
    claimed_by: Option<String>,
}

/// Sends the cases that were not sent before.
pub(super) async fn seed(
    conn: &mut PgConnection,
    app: &App,
    accounts: &[Person],
) -> Result<(), DemoError> {
    let cases: Vec<Case> = serde_json::from_str(CASES)
        .map_err(|fault| DemoError::Unsound(format!("list of cases ({fault})")))?;
    for (number, case) in cases.iter().enumerate() {
        let nonce = format!("demonstration {number}");
        if submissions::is_known(conn, &nonce).await? {
            continue;
        }
        let sent_at = app.clock.now() - Duration::hours(case.hours_ago);
        let reference = send(conn, app, case, &nonce, sent_at).await?;
        if let Some(by) = claimant(case, accounts) {
            claim(conn, app, reference, by, sent_at + Duration::minutes(95)).await?;
        }
    }
    Ok(())
}

async fn send(
    conn: &mut PgConnection,
    app: &App,
    case: &Case,
    nonce: &str,
    now: DateTime<Utc>,
) -> Result<Reference, DemoError> {
    let unsound = || DemoError::Unsound(format!("case of {}", case.name));
    let pathway = app.pathways.default();
    let on = england::date(now);
    let answers = Answers::from_json(pathway, &case.answers, on).map_err(|_| unsound())?;
    let decision = decide(pathway, &answers, on);
    let new = NewScreening {
        pathway,
        audience: case.audience,
        session_hash: randomness::bytes(),
        answers: &answers,
    };
    let moment = Moment {
        now,
        today: on,
        periods: app.config.periods,
    };
    let draft = screenings::create(conn, &app.keyring, new, moment.periods, now).await?;
    let draft = screenings::set_contact(conn, &app.keyring, draft, &case.contact, moment).await?;
    let source = Source::from_code(&case.source).ok_or_else(unsound)?;
    let sending = Sending {
        draft: draft.id,
        version: draft.version,
        nonce,
        pathway,
        answers: &answers,
        decision: &decision,
        explanation: &Explanation::new(pathway, &answers, &decision, case.audience, on),
        snapshot: &Snapshot::new(pathway, &answers, case.audience),
        reason: case.reason.as_deref(),
        contact: &case.contact,
        date_of_birth: date_of_birth(pathway, &answers),
        source,
        referrer: None,
        counter: None,
        on,
        targets: app.live.targets(),
        now,
    };
    let receipt = submissions::send(conn, &app.keyring, sending, |_| Vec::new()).await?;
    Ok(receipt.reference)
}

pub(super) fn date_of_birth(pathway: &Pathway, answers: &Answers) -> Option<NaiveDate> {
    let mut questions = pathway.questions().iter();
    let question = questions.find(|question| question.role == Some(Named::DateOfBirth))?;
    match answers.get(question)? {
        Answer::Date(date) => Some(*date),
        _ => None,
    }
}

fn claimant(case: &Case, accounts: &[Person]) -> Option<Uuid> {
    let role: Role = case.claimed_by.as_deref()?.parse().ok()?;
    let found = accounts.iter().find(|person| person.role == role);
    found.map(|person| person.id)
}

async fn claim(
    conn: &mut PgConnection,
    app: &App,
    reference: Reference,
    by: Uuid,
    at: DateTime<Utc>,
) -> Result<(), DemoError> {
    let action = Action::Claim { by };
    let actor = (Actor::Staff(by), at);
    match referrals::act(conn, &app.keyring, reference, 1, action, actor).await {
        Ok(_) => Ok(()),
        Err(ActError::Store(error)) => Err(error.into()),
        Err(ActError::Refused(_)) => Err(DemoError::Unsound("claim".to_owned())),
    }
}

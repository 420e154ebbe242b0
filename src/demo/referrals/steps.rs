//! What was done to the made-up referrals since they were sent.

use chrono::{DateTime, Duration, NaiveDate, Utc};
use domain::answers::Answers;
use domain::outcome::{SignResult, decide};
use domain::people::{Email, Reference};
use domain::referral::casework::{Opinion, SignOpinion};
use domain::referral::{Action, Actor};
use serde_json::Value;
use sqlx::PgConnection;
use uuid::Uuid;

use super::letters::{By, Case};
use super::unsound;
use crate::app::App;
use crate::clock::england;
use crate::demo::{DemoError, STAFF};
use crate::security::permissions::Role;
use crate::store::accounts;
use crate::store::referrals::{self, ActError};

/// Who acts for the hospital.
#[derive(Debug, Clone, Copy)]
pub struct Team {
    /// Its clinician.
    pub clinician: Actor,
    /// Its coordinator.
    pub coordinator: Actor,
}

/// The hospital's people, or the service where there are none.
pub async fn team(conn: &mut PgConnection, app: &App) -> Result<Team, DemoError> {
    Ok(Team {
        clinician: staff(conn, app, Role::Clinician).await?,
        coordinator: staff(conn, app, Role::Coordinator).await?,
    })
}

async fn staff(conn: &mut PgConnection, app: &App, role: Role) -> Result<Actor, DemoError> {
    let account = STAFF.iter().find(|account| account.role == role);
    let email = account.and_then(|account| Email::parse(account.email).ok());
    let Some(email) = email else {
        return Ok(Actor::System);
    };
    let account = accounts::find(conn, &app.keyring, &email).await?;
    Ok(account.map_or(Actor::System, Actor::Staff))
}

/// Does all that was done, in order; `who` is the hospital's people and the referrer's account.
pub async fn take(
    conn: &mut PgConnection,
    app: &App,
    case: &Case,
    reference: Reference,
    who: (&Team, Uuid),
    sent_at: DateTime<Utc>,
) -> Result<(), DemoError> {
    for (seen, step) in (1..).zip(&case.steps) {
        let at = sent_at + Duration::hours(step.hours_after);
        let actor = match step.by {
            By::Hospital => who.0.clinician,
            By::Coordinator => who.0.coordinator,
            By::Referrer => Actor::Referrer(who.1),
        };
        let today = england::date(at);
        let action = match step.action["action"].as_str() {
            Some("assess_signs") => agreed(app, case, today),
            _ => action(&step.action, today),
        };
        let action = action.ok_or_else(|| unsound(case))?;
        match referrals::act(conn, &app.keyring, reference, seen, action, (actor, at)).await {
            Ok(_) => {}
            Err(ActError::Store(error)) => return Err(error.into()),
            Err(ActError::Refused(_)) => return Err(unsound(case)),
        }
    }
    Ok(())
}

fn action(written: &Value, today: NaiveDate) -> Option<Action> {
    let mut action = written.clone();
    date(&mut action, today);
    serde_json::from_value(action).ok()
}

/// The clinician agrees with what the rules say of each sign.
fn agreed(app: &App, case: &Case, today: NaiveDate) -> Option<Action> {
    let pathway = app.pathways.default();
    let answers = Answers::from_json(pathway, &case.answers, today).ok()?;
    let signs = decide(pathway, &answers, today).signs?;
    let opinion = |result: &SignResult<'_>| SignOpinion {
        sign: result.sign.id.clone(),
        verdict: Some(result.leaf.result),
        opinion: Opinion::Agree,
        reason: None,
    };
    Some(Action::AssessSigns {
        opinions: signs.iter().map(opinion).collect(),
        summary: None,
    })
}

/// Puts days in the place of what counts them from the step.
fn date(value: &mut Value, today: NaiveDate) {
    match value {
        Value::String(text) => {
            let days = text.strip_prefix("today+");
            if let Some(days) = days.and_then(|days| days.parse().ok()) {
                *text = (today + Duration::days(days)).to_string();
            }
        }
        Value::Object(fields) => fields.values_mut().for_each(|one| date(one, today)),
        _ => {}
    }
}

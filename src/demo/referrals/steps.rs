//! What was done to the made-up referrals since they were sent.

use chrono::{DateTime, Duration, NaiveDate, Utc};
use domain::people::{Email, Reference};
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

/// Who acts for the hospital: its clinician, or the service where there is none.
pub async fn staff(conn: &mut PgConnection, app: &App) -> Result<Actor, DemoError> {
    let clinician = STAFF.iter().find(|account| account.role == Role::Clinician);
    let email = clinician.and_then(|account| Email::parse(account.email).ok());
    let Some(email) = email else {
        return Ok(Actor::System);
    };
    let account = accounts::find(conn, &app.keyring, &email).await?;
    Ok(account.map_or(Actor::System, Actor::Staff))
}

/// Does all that was done, in order; `who` is the hospital's actor and the referrer's account.
pub async fn take(
    conn: &mut PgConnection,
    app: &App,
    case: &Case,
    reference: Reference,
    who: (Actor, Uuid),
    sent_at: DateTime<Utc>,
) -> Result<(), DemoError> {
    for (seen, step) in (1..).zip(&case.steps) {
        let at = sent_at + Duration::hours(step.hours_after);
        let actor = match step.by {
            By::Hospital => who.0,
            By::Referrer => Actor::Referrer(who.1),
        };
        let action = action(&step.action, england::date(at)).ok_or_else(|| unsound(case))?;
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
    for value in action.as_object_mut()?.values_mut() {
        let days = value.as_str().and_then(|text| text.strip_prefix("today+"));
        if let Some(days) = days.and_then(|days| days.parse().ok()) {
            *value = Value::String((today + Duration::days(days)).to_string());
        }
    }
    serde_json::from_value(action).ok()
}

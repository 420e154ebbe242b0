//! `/admissions/referrals/{reference}/ask`: asks for information. A referrer hears of it by mail, which names the reference alone.

use actix_web::{HttpResponse, web::Path};
use chrono::{Datelike as _, NaiveDate};
use domain::people::Reference;
use domain::referral::casework::Asked;
use domain::referral::{self, Actor, Refusal};
use domain::working_days;
use templates::admissions::ask::{self, Fault};
use templates::components::Values;
use templates::emails;

use super::guard::Staff;
use super::ownership;
use super::referral::record;
use crate::context::Context;
use crate::error::AppError;
use crate::forms::Form;
use crate::respond;
use crate::security::permissions::{Action, Verb};
use crate::store::accounts;
use crate::store::outbox::{Message, Outgoing};
use crate::store::referrals::{self, ActError, Case, Deed};

/// Working days that a referrer has, unless somebody writes another date.
const WORKING_DAYS: u32 = 5;

/// Whether this person may ask now.
pub fn may(staff: &Staff, case: &Case) -> bool {
    let action = referral::Action::RequestInfo {
        question: "?".to_owned(),
        due: None,
        of: Asked::Referrer,
    };
    let actor = Actor::Staff(staff.actor.account);
    staff.can(Action::Work(Verb::Ask, record(case))) && case.referral.allows(&action, actor)
}

/// Shows the form, with a date that is a week of working days away.
pub async fn show(
    context: Context,
    staff: Staff,
    path: Path<String>,
) -> Result<HttpResponse, AppError> {
    let case = open(&context, &staff, &path).await?;
    if !may(&staff, &case) {
        return Ok(ownership::changed(&context, &staff, &case));
    }
    let due = working_days::after(context.today(), WORKING_DAYS);
    let part = |name: &str, value: String| (format!("due.{name}"), value);
    let values = [
        part("day", due.day().to_string()),
        part("month", due.month().to_string()),
        part("year", due.year().to_string()),
    ];
    Ok(respond::page(page(&context, &staff, &case, &values, &[])))
}

/// Asks.
pub async fn submit(
    context: Context,
    staff: Staff,
    path: Path<String>,
    form: Form,
) -> Result<HttpResponse, AppError> {
    let seen = form.get("version").and_then(|version| version.parse().ok());
    let seen: i32 = seen.ok_or(AppError::BadRequest)?;
    let case = open(&context, &staff, &path).await?;
    if case.referral.version() != seen || !may(&staff, &case) {
        return Ok(ownership::changed(&context, &staff, &case));
    }
    let action = match read(&form, context.today()) {
        Ok(action) => action,
        Err(faults) => {
            let page = page(&context, &staff, &case, form.pairs(), &faults);
            return Ok(respond::invalid(page));
        }
    };
    if act(&context, &staff, &case, action).await?.is_ok() {
        let case = format!("/admissions/referrals/{}", case.reference);
        return Ok(respond::see_other(&case));
    }
    let now = open(&context, &staff, &path).await?;
    Ok(ownership::changed(&context, &staff, &now))
}

/// The case, for somebody who may ask about it.
async fn open(context: &Context, staff: &Staff, path: &str) -> Result<Case, AppError> {
    let reference = Reference::parse(path).map_err(|_| AppError::NotFound)?;
    let case = ownership::look(context, reference).await?;
    staff.may(Action::Work(Verb::Ask, record(&case)))?;
    Ok(case)
}

fn read(form: &Form, today: NaiveDate) -> Result<referral::Action, Vec<Fault>> {
    let question = form.get("question").unwrap_or_default();
    let mut faults = Vec::new();
    if question.is_empty() {
        faults.push(Fault::NoQuestion);
    } else if question.chars().count() > ask::LONGEST as usize {
        faults.push(Fault::TooLong);
    }
    let due = due(form, today).unwrap_or_else(|fault| {
        faults.push(fault);
        None
    });
    let question = question.to_owned();
    if faults.is_empty() {
        Ok(referral::Action::RequestInfo {
            question,
            due,
            of: Asked::Referrer,
        })
    } else {
        Err(faults)
    }
}

/// The date, if one is written.
fn due(form: &Form, today: NaiveDate) -> Result<Option<NaiveDate>, Fault> {
    let parts = ["due.day", "due.month", "due.year"].map(|name| form.get(name));
    if parts.iter().all(Option::is_none) {
        return Ok(None);
    }
    let [day, month, year] = parts.map(Option::unwrap_or_default);
    let year = year.parse().map_err(|_| Fault::NoDate)?;
    let month = month.parse().map_err(|_| Fault::NoDate)?;
    let day = day.parse().map_err(|_| Fault::NoDate)?;
    let due = NaiveDate::from_ymd_opt(year, month, day).ok_or(Fault::NoDate)?;
    if due < today {
        return Err(Fault::Past);
    }
    Ok(Some(due))
}

/// Does it and queues the mail, both or neither.
async fn act(
    context: &Context,
    staff: &Staff,
    case: &Case,
    action: referral::Action,
) -> Result<Result<(), Refusal>, AppError> {
    let keyring = &context.app.keyring;
    let deed = Deed {
        reference: case.reference,
        seen: case.referral.version(),
        action,
        actor: Actor::Staff(staff.actor.account),
        at: context.now,
    };
    context
        .db(async |conn| {
            let mailbox = match case.referrer {
                Some(account) => Some(accounts::email(conn, keyring, account).await?),
                None => None,
            };
            let mail: Vec<Outgoing> = mailbox
                .map(|to| mail(context, case, to))
                .into_iter()
                .collect();
            match referrals::act_and_tell(conn, keyring, deed, &mail).await {
                Ok(()) => Ok(Ok(())),
                Err(ActError::Refused(refusal)) => Ok(Err(refusal)),
                Err(ActError::Store(error)) => Err(error),
            }
        })
        .await
}

fn mail(context: &Context, case: &Case, to: String) -> Outgoing {
    let reference = case.reference.to_string();
    let path = format!("/refer/referrals/{reference}");
    let email = emails::information_requested(&reference, &context.app.config.link(&path));
    Outgoing {
        kind: "information_requested",
        message: Message {
            to,
            subject: email.subject,
            text: email.text,
            html: email.html,
        },
    }
}

fn page(
    context: &Context,
    staff: &Staff,
    case: &Case,
    values: &[(String, String)],
    faults: &[Fault],
) -> maud::Markup {
    ask::page(&ask::View {
        frame: staff.frame(context),
        nonce: &context.nonce,
        reference: &case.reference.to_string(),
        version: case.referral.version(),
        by_mail: case.referrer.is_some(),
        values: Values(values),
        faults,
    })
}

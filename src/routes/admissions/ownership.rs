//! Claiming and releasing a referral. A form names the version that the person saw; when it has
//! changed since, nothing is done and the page says who has it now.

use actix_web::http::StatusCode;
use actix_web::{HttpResponse, web::Path};
use domain::people::Reference;
use domain::referral::{self, Refusal};
use templates::admissions::taken;

use super::guard::Staff;
use super::referral::record;
use super::words;
use crate::context::Context;
use crate::error::AppError;
use crate::forms::Form;
use crate::respond;
use crate::security::permissions::{Action, Verb};
use crate::store::referrals::{self, ActError, Case};

/// Takes a referral on.
pub async fn claim(
    context: Context,
    staff: Staff,
    path: Path<String>,
    form: Form,
) -> Result<HttpResponse, AppError> {
    let by = staff.actor.account;
    let action = referral::Action::Claim { by };
    change(&context, &staff, &path, &form, Verb::Claim, action).await
}

/// Puts a referral back.
pub async fn release(
    context: Context,
    staff: Staff,
    path: Path<String>,
    form: Form,
) -> Result<HttpResponse, AppError> {
    let action = referral::Action::Release;
    change(&context, &staff, &path, &form, Verb::Release, action).await
}

/// Does something to a referral as it was seen, if the person may.
pub(super) async fn change(
    context: &Context,
    staff: &Staff,
    path: &str,
    form: &Form,
    verb: Verb,
    action: referral::Action,
) -> Result<HttpResponse, AppError> {
    let reference = Reference::parse(path).map_err(|_| AppError::NotFound)?;
    let seen = form.get("version").and_then(|version| version.parse().ok());
    let seen: i32 = seen.ok_or(AppError::BadRequest)?;
    let case = look(context, reference).await?;
    staff.may(Action::Open(record(&case)))?;
    if case.referral.version() != seen {
        return Ok(changed(context, staff, &case));
    }
    staff.may(Action::Work(verb, record(&case)))?;
    if act(context, staff, reference, seen, action).await? {
        return Ok(respond::see_other(&format!(
            "/admissions/referrals/{reference}"
        )));
    }
    let case = look(context, reference).await?;
    Ok(changed(context, staff, &case))
}

/// The case with this reference.
pub(super) async fn look(context: &Context, reference: Reference) -> Result<Case, AppError> {
    let keyring = &context.app.keyring;
    context
        .db(async |conn| referrals::open(conn, keyring, reference).await)
        .await
}

/// Whether it was done: not, if somebody else was first.
async fn act(
    context: &Context,
    staff: &Staff,
    reference: Reference,
    seen: i32,
    action: referral::Action,
) -> Result<bool, AppError> {
    let keyring = &context.app.keyring;
    let by = (referral::Actor::Staff(staff.actor.account), context.now);
    let done = context
        .db(
            async |conn| match referrals::act(conn, keyring, reference, seen, action, by).await {
                Ok(_) => Ok(Ok(())),
                Err(ActError::Refused(refusal)) => Ok(Err(refusal)),
                Err(ActError::Store(error)) => Err(error),
            },
        )
        .await?;
    match done {
        Ok(()) => Ok(true),
        Err(Refusal::NotStaff) => Err(AppError::Forbidden),
        Err(_) => Ok(false),
    }
}

/// 409: what it is now. It shows no personal data, so that it is no opening of the record.
pub(super) fn changed(context: &Context, staff: &Staff, case: &Case) -> HttpResponse {
    let owner = case.referral.owner();
    let page = taken::page(&taken::View {
        frame: staff.frame(context),
        reference: &case.reference.to_string(),
        owner: owner.and_then(|owner| case.name_of(owner)),
        state: &words::state(case.referral.state().code()).to_lowercase(),
        yours: owner == Some(staff.actor.account),
    });
    respond::with_status(StatusCode::CONFLICT, page)
}

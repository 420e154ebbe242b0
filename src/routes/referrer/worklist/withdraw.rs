//! `/refer/referrals/{reference}/withdraw`: takes a referral back, with a reason.

use actix_web::http::StatusCode;
use actix_web::{HttpResponse, web::Path};
use domain::referral::{Action, Refusal};
use maud::Markup;
use templates::referrer::worklist::timeline::Moment;
use templates::referrer::worklist::withdraw::{self, Fault};

use super::opened::{self, Opened};
use super::{act, timeline};
use crate::context::Context;
use crate::error::AppError;
use crate::forms::Form;
use crate::respond;
use crate::routes::referrer::guard::Referrer;

/// Asks why.
pub async fn show(
    context: Context,
    referrer: Referrer,
    path: Path<String>,
) -> Result<HttpResponse, AppError> {
    let opened = opened::open(&context, &referrer, &path).await?;
    if !opened.case.referral.state().is_open() {
        return Ok(closed(&context, &referrer, &opened, None));
    }
    let shown = Shown::default();
    Ok(respond::page(page(&context, &referrer, &opened, &shown)))
}

/// Withdraws.
pub async fn submit(
    context: Context,
    referrer: Referrer,
    path: Path<String>,
    form: Form,
) -> Result<HttpResponse, AppError> {
    let (seen, nonce) = (act::version(&form)?, form.once("withdraw")?);
    let reason = form.get("reason").unwrap_or_default();
    let opened = opened::open(&context, &referrer, &path).await?;
    if act::done_before(&context, &opened, nonce).await? {
        return Ok(act::to_case(&opened));
    }
    if !opened.case.referral.state().is_open() {
        return Ok(closed(&context, &referrer, &opened, Some(reason)));
    }
    let faults = faults(reason, form.get("confirm") == Some("yes"));
    if !faults.is_empty() {
        let shown = Shown {
            reason,
            faults: &faults,
            happened: &[],
        };
        return Ok(respond::invalid(page(&context, &referrer, &opened, &shown)));
    }
    let action = Action::Withdraw {
        reason: Some(reason.to_owned()),
    };
    let done = act::act(
        &context,
        &referrer,
        &opened,
        (seen, nonce),
        action,
        "withdrawn",
    )
    .await?;
    if done.is_ok() {
        return Ok(act::to_case(&opened));
    }
    let now = opened::open(&context, &referrer, &path).await?;
    Ok(changed(&context, &referrer, &now, seen, reason))
}

/// 409: what happened meanwhile, and the form again.
fn changed(
    context: &Context,
    referrer: &Referrer,
    opened: &Opened,
    seen: i32,
    reason: &str,
) -> HttpResponse {
    if !opened.case.referral.state().is_open() {
        return closed(context, referrer, opened, Some(reason));
    }
    let shown = Shown {
        reason,
        happened: &timeline::since(referrer, &opened.case, seen),
        ..Shown::default()
    };
    let page = page(context, referrer, opened, &shown);
    respond::with_status(StatusCode::CONFLICT, page)
}

fn closed(
    context: &Context,
    referrer: &Referrer,
    opened: &Opened,
    written: Option<&str>,
) -> HttpResponse {
    let refusal = Refusal::WrongState(opened.case.referral.state().code());
    act::refused(context, referrer, opened, refusal, written)
}

fn faults(reason: &str, confirmed: bool) -> Vec<Fault> {
    let too_long = reason.chars().count() > withdraw::LONGEST as usize;
    [
        (reason.is_empty(), Fault::NoReason),
        (too_long, Fault::TooLong),
        (!confirmed, Fault::NotConfirmed),
    ]
    .into_iter()
    .filter_map(|(wrong, fault)| wrong.then_some(fault))
    .collect()
}

/// What the form shows.
#[derive(Default)]
struct Shown<'a> {
    reason: &'a str,
    faults: &'a [Fault],
    happened: &'a [Moment],
}

fn page(context: &Context, referrer: &Referrer, opened: &Opened, shown: &Shown<'_>) -> Markup {
    withdraw::page(&withdraw::View {
        frame: referrer.frame(context, None),
        nonce: &context.nonce,
        reference: &opened.reference(),
        version: opened.case.referral.version(),
        person: opened.person(),
        reason: shown.reason,
        faults: shown.faults,
        happened: shown.happened,
    })
}

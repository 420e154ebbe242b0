//! `/refer/referrals/{reference}/amend`: changes what the letter says after it was sent.

use actix_web::http::StatusCode;
use actix_web::{HttpResponse, web::Path};
use domain::referral::amendment::Field;
use domain::referral::{Action, Refusal};
use maud::Markup;
use templates::components::Values;
use templates::referrer::worklist::amend::{self, Fault};
use templates::referrer::worklist::timeline::Moment;

use super::opened::{self, Opened};
use super::{act, amend_form, timeline};
use crate::context::Context;
use crate::error::AppError;
use crate::forms::Form;
use crate::respond;
use crate::routes::referrer::guard::Referrer;

/// Shows the letter as it reads now, to be changed.
pub async fn show(
    context: Context,
    referrer: Referrer,
    path: Path<String>,
) -> Result<HttpResponse, AppError> {
    let opened = opened::open(&context, &referrer, &path).await?;
    if !opened.case.referral.state().is_open() {
        return Ok(closed(&context, &referrer, &opened, None));
    }
    let values = amend_form::to_form(&opened.letter());
    let shown = Shown {
        values: &values,
        ..Shown::default()
    };
    Ok(respond::page(page(&context, &referrer, &opened, &shown)))
}

/// Takes the changes.
pub async fn submit(
    context: Context,
    referrer: Referrer,
    path: Path<String>,
    form: Form,
) -> Result<HttpResponse, AppError> {
    let (seen, nonce) = (act::version(&form)?, form.once("amend")?);
    let opened = opened::open(&context, &referrer, &path).await?;
    if act::done_before(&context, &opened, nonce).await? {
        return Ok(act::to_case(&opened));
    }
    if !opened.case.referral.state().is_open() {
        return Ok(closed(&context, &referrer, &opened, Some(&form)));
    }
    if opened.case.referral.version() != seen {
        return Ok(changed(&context, &referrer, &opened, seen, &form));
    }
    let changes = match amend_form::changes(&form, &opened.letter()) {
        Ok(changes) => changes,
        Err(faults) => {
            let shown = Shown {
                values: form.pairs(),
                faults: &faults,
                happened: &[],
            };
            let page = page(&context, &referrer, &opened, &shown);
            return Ok(respond::invalid(page));
        }
    };
    let action = Action::Amend { changes };
    let done = act::act(
        &context,
        &referrer,
        &opened,
        (seen, nonce),
        action,
        "amended",
    )
    .await?;
    if done.is_ok() {
        return Ok(act::to_case(&opened));
    }
    let now = opened::open(&context, &referrer, &path).await?;
    Ok(changed(&context, &referrer, &now, seen, &form))
}

/// 409: what happened meanwhile beside what was typed, which can be sent again.
fn changed(
    context: &Context,
    referrer: &Referrer,
    opened: &Opened,
    seen: i32,
    form: &Form,
) -> HttpResponse {
    if !opened.case.referral.state().is_open() {
        return closed(context, referrer, opened, Some(form));
    }
    let shown = Shown {
        values: form.pairs(),
        happened: &timeline::since(referrer, &opened.case, seen),
        ..Shown::default()
    };
    let page = page(context, referrer, opened, &shown);
    respond::with_status(StatusCode::CONFLICT, page)
}

/// 409: it has ended, beside what was typed, to copy.
fn closed(
    context: &Context,
    referrer: &Referrer,
    opened: &Opened,
    form: Option<&Form>,
) -> HttpResponse {
    let refusal = Refusal::WrongState(opened.case.referral.state().code());
    let written = form.map(|form| amend_form::typed(form, &opened.letter()));
    let written = written.filter(|text| !text.is_empty());
    act::refused(context, referrer, opened, refusal, written.as_deref())
}

/// What the form shows.
#[derive(Default)]
struct Shown<'a> {
    values: &'a [(String, String)],
    faults: &'a [(Field, Fault)],
    happened: &'a [Moment],
}

fn page(context: &Context, referrer: &Referrer, opened: &Opened, shown: &Shown<'_>) -> Markup {
    amend::page(&amend::View {
        frame: referrer.frame(context, None),
        nonce: &context.nonce,
        reference: &opened.reference(),
        version: opened.case.referral.version(),
        person: opened.person(),
        values: Values(shown.values),
        faults: shown.faults,
        happened: shown.happened,
    })
}

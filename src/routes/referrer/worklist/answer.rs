//! `/refer/referrals/{reference}/answer`: the practice answers what the hospital asked.

use actix_web::http::StatusCode;
use actix_web::{HttpResponse, web::Path};
use domain::referral::{Action, Refusal, State, Waiting};
use maud::Markup;
use templates::referrer::worklist::answer::{self, Fault};
use templates::referrer::worklist::timeline::Moment;

use super::opened::{self, Opened};
use super::{act, timeline, words};
use crate::context::Context;
use crate::error::AppError;
use crate::forms::Form;
use crate::respond;
use crate::routes::referrer::guard::Referrer;

/// Shows what is asked, with the form.
pub async fn show(
    context: Context,
    referrer: Referrer,
    path: Path<String>,
) -> Result<HttpResponse, AppError> {
    let opened = opened::open(&context, &referrer, &path).await?;
    let Some(asked) = asked(&opened) else {
        return Ok(not_asked(&context, &referrer, &opened, None));
    };
    let page = page(&context, &referrer, &opened, asked, Shown::default());
    Ok(respond::page(page))
}

/// Takes the answer; the case goes on where it was.
pub async fn submit(
    context: Context,
    referrer: Referrer,
    path: Path<String>,
    form: Form,
) -> Result<HttpResponse, AppError> {
    let seen = act::version(&form)?;
    let answer = form.get("answer").unwrap_or_default();
    let opened = opened::open(&context, &referrer, &path).await?;
    let Some(waiting) = asked(&opened) else {
        return Ok(not_asked(&context, &referrer, &opened, Some(answer)));
    };
    if let Some(fault) = fault(answer) {
        let shown = Shown {
            answer,
            fault: Some(fault),
            ..Shown::default()
        };
        return Ok(respond::invalid(page(
            &context, &referrer, &opened, waiting, shown,
        )));
    }
    if opened.case.referral.version() != seen {
        return Ok(changed(&context, &referrer, &opened, seen, answer));
    }
    let action = Action::ReceiveInfo {
        answer: Some(answer.to_owned()),
    };
    let done = act::act(&context, &referrer, &opened, seen, action, "answered").await?;
    if done.is_ok() {
        return Ok(act::to_case(&opened));
    }
    let now = opened::open(&context, &referrer, &path).await?;
    Ok(changed(&context, &referrer, &now, seen, answer))
}

/// 409: what happened meanwhile beside what was written. It can be sent again where it is still asked for.
fn changed(
    context: &Context,
    referrer: &Referrer,
    opened: &Opened,
    seen: i32,
    answer: &str,
) -> HttpResponse {
    let Some(waiting) = asked(opened) else {
        return not_asked(context, referrer, opened, Some(answer));
    };
    let happened = timeline::since(referrer, &opened.case, seen);
    let shown = Shown {
        answer,
        happened: &happened,
        ..Shown::default()
    };
    let page = page(context, referrer, opened, waiting, shown);
    respond::with_status(StatusCode::CONFLICT, page)
}

fn not_asked(
    context: &Context,
    referrer: &Referrer,
    opened: &Opened,
    written: Option<&str>,
) -> HttpResponse {
    let refusal = Refusal::WrongState(opened.case.referral.state().code());
    act::refused(context, referrer, opened, refusal, written)
}

/// What the hospital asks now.
fn asked(opened: &Opened) -> Option<&Waiting> {
    match opened.case.referral.state() {
        State::InfoRequested(waiting) => Some(waiting),
        _ => None,
    }
}

fn fault(answer: &str) -> Option<Fault> {
    if answer.is_empty() {
        Some(Fault::Missing)
    } else if answer.chars().count() > answer::LONGEST as usize {
        Some(Fault::TooLong)
    } else {
        None
    }
}

/// What the form shows beside the question.
#[derive(Clone, Copy, Default)]
struct Shown<'a> {
    answer: &'a str,
    fault: Option<Fault>,
    happened: &'a [Moment],
}

fn page(
    context: &Context,
    referrer: &Referrer,
    opened: &Opened,
    waiting: &Waiting,
    shown: Shown<'_>,
) -> Markup {
    answer::page(&answer::View {
        frame: referrer.frame(context, None),
        nonce: &context.nonce,
        reference: &opened.reference(),
        version: opened.case.referral.version(),
        person: opened.person(),
        question: &waiting.note,
        due: waiting.until.map(words::date).as_deref(),
        answer: shown.answer,
        fault: shown.fault,
        happened: shown.happened,
    })
}

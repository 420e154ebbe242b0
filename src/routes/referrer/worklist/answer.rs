//! `/refer/referrals/{reference}/answer`: the practice answers what the hospital asked.

use actix_web::http::StatusCode;
use actix_web::{HttpRequest, HttpResponse, web::Path};
use domain::referral::casework::Asked;
use domain::referral::{Refusal, State, Waiting};
use maud::Markup;
use templates::components::Problem;
use templates::referrer::worklist::answer::{self, Fault};
use templates::referrer::worklist::timeline::Moment;
use uuid::Uuid;

use super::opened::{self, Opened};
use super::{act, timeline, words};
use crate::context::{self, Context};
use crate::error::AppError;
use crate::respond;
use crate::routes::files;
use crate::routes::referrer::guard::Referrer;
use crate::store::attachments::{Added, To};
use crate::uploads::{Received, Upload};

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

/// Takes the answer with its files; the case goes on where it was.
pub async fn submit(
    request: HttpRequest,
    context: Context,
    referrer: Referrer,
    path: Path<String>,
    upload: Upload,
) -> Result<HttpResponse, AppError> {
    let (seen, nonce) = (act::version(&upload.form)?, once(&upload)?);
    let answer = upload.form.get("answer").unwrap_or_default();
    let opened = opened::open(&context, &referrer, &path).await?;
    if act::done_before(&context, &opened, nonce).await? {
        return Ok(act::to_case(&opened));
    }
    let shown = Shown {
        answer,
        fault: fault(answer),
        choose_again: !upload.files.is_empty(),
        ..Shown::default()
    };
    let Some(waiting) = asked(&opened) else {
        return Ok(not_asked(&context, &referrer, &opened, Some(answer)));
    };
    if shown.fault.is_some() {
        let page = page(&context, &referrer, &opened, waiting, shown);
        return Ok(respond::invalid(page));
    }
    if opened.case.referral.version() != seen {
        return Ok(changed(&context, &referrer, &opened, seen, shown));
    }
    let given = (seen, nonce, answer);
    let sent = send(&request, &referrer, &opened, given, &upload.files).await?;
    // Scanning may have used up the time that this request may wait for the database.
    let context = context::of(&request)?;
    match sent {
        Sent::Done => Ok(act::to_case(&opened)),
        Sent::Faulty(files) => {
            let shown = Shown {
                files: &files,
                ..shown
            };
            let page = page(&context, &referrer, &opened, waiting, shown);
            Ok(respond::invalid(page))
        }
        Sent::Refused => {
            let now = opened::open(&context, &referrer, &path).await?;
            Ok(changed(&context, &referrer, &now, seen, shown))
        }
    }
}

/// Other files make it another form, so that none is left out by taking it for the one before.
fn once(upload: &Upload) -> Result<Uuid, AppError> {
    let files = upload.files.iter();
    let files = files.map(|file| format!("/{}:{}", file.name.as_str(), file.content.len()));
    let what: String = std::iter::once("answer".to_owned()).chain(files).collect();
    upload.form.once(&what)
}

/// What became of an answer. Unless it is done, neither answer nor files are stored.
enum Sent {
    Done,
    /// Something is wrong with the files.
    Faulty(Vec<Problem>),
    /// The referral changed, or does not wait for an answer any more.
    Refused,
}

/// Checks the files, then stores answer and files together.
async fn send(
    request: &HttpRequest,
    referrer: &Referrer,
    opened: &Opened,
    answer: (i32, Uuid, &str),
    files: &[Received],
) -> Result<Sent, AppError> {
    let to = To::Referral(opened.case.id);
    let sealed = match files::accept(request, to, referrer.adder(), files).await? {
        Ok(sealed) => sealed,
        Err(problems) => return Ok(Sent::Faulty(problems)),
    };
    let context = context::of(request)?;
    let done = act::answer(&context, referrer, opened, answer, &sealed).await?;
    Ok(match done {
        Ok(Added::Done) => Sent::Done,
        Ok(Added::Full) => Sent::Faulty(vec![files::full(to)]),
        Err(_) => Sent::Refused,
    })
}

/// 409: what happened meanwhile beside what was written. It can be sent again where it is still asked for.
fn changed(
    context: &Context,
    referrer: &Referrer,
    opened: &Opened,
    seen: i32,
    shown: Shown<'_>,
) -> HttpResponse {
    let Some(waiting) = asked(opened) else {
        return not_asked(context, referrer, opened, Some(shown.answer));
    };
    let happened = timeline::since(referrer, &opened.case, seen);
    let shown = Shown {
        happened: &happened,
        ..shown
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
        State::InfoRequested(waiting) if waiting.of == Asked::Referrer => Some(waiting),
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
    files: &'a [Problem],
    choose_again: bool,
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
        files: shown.files,
        choose_again: shown.choose_again,
        happened: shown.happened,
    })
}

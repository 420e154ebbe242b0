//! Files sent along, as referrers and staff come to them: taken in, listed, downloaded.

mod download;
mod lines;

pub use download::{drawn, response, shown};
pub use lines::lines;

use actix_web::HttpRequest;
use serde_json::json;
use templates::components::Problem;
use templates::components::files::{FileFault, file_problem};
use uuid::Uuid;

use crate::context::{self, Context};
use crate::error::AppError;
use crate::scanner::{self, Finding};
use crate::store::attachments::{
    self, Added, Adder, Attachment, MOST_OF_DRAFT, MOST_OF_REFERRAL, Scan, Sealed, To,
};
use crate::store::audit::{self, By, Entry};
use crate::uploads::{Received, kind_of};

/// Files, or what is wrong with them, for the page that they were chosen on.
pub type Taken<T> = Result<T, Vec<Problem>>;

/// The files of a draft, also after it was sent.
pub async fn of_draft(context: &Context, draft: Uuid) -> Result<Vec<Attachment>, AppError> {
    let keyring = &context.app.keyring;
    context
        .db(async |conn| attachments::of_draft(conn, keyring, draft).await)
        .await
}

/// The files of a referral: those sent with it and those that came with answers.
pub async fn of_referral(context: &Context, referral: Uuid) -> Result<Vec<Attachment>, AppError> {
    let keyring = &context.app.keyring;
    context
        .db(async |conn| attachments::of_referral(conn, keyring, referral).await)
        .await
}

/// Checks, scans and stores files, all or none. Where the scanner is away nothing is stored (503).
pub async fn add(
    request: &HttpRequest,
    to: To,
    by: Adder,
    files: &[Received],
) -> Result<Taken<()>, AppError> {
    let sealed = match accept(request, to, by, files).await? {
        Ok(sealed) => sealed,
        Err(problems) => return Ok(Err(problems)),
    };
    let context = context::of(request)?;
    let now = context.now;
    let added = context
        .db(async |conn| attachments::add(conn, to, by, &sealed, now).await)
        .await?;
    Ok(match added {
        Added::Done => Ok(()),
        Added::Full => Err(vec![full(to)]),
    })
}

/// Checks, scans and seals files without storing them, for a caller that stores them in a transaction of its own with
/// [`attachments::add`]. The scanner may take longer than a request may wait for the database: take a new
/// [`context::of`] afterwards.
pub async fn accept(
    request: &HttpRequest,
    to: To,
    by: Adder,
    files: &[Received],
) -> Result<Taken<Vec<Sealed>>, AppError> {
    let mut problems = Vec::new();
    let mut sealed = Vec::new();
    for (at, file) in files.iter().enumerate() {
        let place = (files.len() > 1).then_some(at + 1);
        match one(request, to, by, file).await? {
            Ok(file) => sealed.push(file),
            Err(fault) => problems.push(file_problem(fault, place)),
        }
    }
    Ok(if problems.is_empty() {
        Ok(sealed)
    } else {
        Err(problems)
    })
}

/// What is said where files would be too many.
pub fn full(to: To) -> Problem {
    let most = match to {
        To::Draft(_) => MOST_OF_DRAFT,
        To::Referral(_) => MOST_OF_REFERRAL,
    };
    file_problem(FileFault::TooMany(most), None)
}

async fn one(
    request: &HttpRequest,
    to: To,
    by: Adder,
    file: &Received,
) -> Result<Result<Sealed, FileFault>, AppError> {
    if file.content.is_empty() {
        return Ok(Err(FileFault::Empty));
    }
    let Some(kind) = kind_of(&file.content) else {
        return Ok(Err(FileFault::Kind));
    };
    let context = context::of(request)?;
    let Some(scan) = scan(&context, &file.content).await? else {
        note_refusal(request, to, by).await?;
        return Ok(Err(FileFault::Infected));
    };
    let (keyring, now) = (&context.app.keyring, context.now);
    let sealed = Sealed::new(keyring, &file.name, kind, &file.content, scan, now);
    Ok(sealed.ok_or(FileFault::Empty))
}

/// What was done about viruses; `None` where one was found.
async fn scan(context: &Context, file: &[u8]) -> Result<Option<Scan>, AppError> {
    let Some(clamd) = &context.app.config.clamd else {
        return Ok(Some(Scan::NotScanned));
    };
    let finding = scanner::scan(clamd, file).await;
    Ok(match finding.map_err(|_| AppError::Unavailable)? {
        Finding::Clean => Some(Scan::Clean),
        Finding::Infected => None,
    })
}

async fn note_refusal(request: &HttpRequest, to: To, by: Adder) -> Result<(), AppError> {
    let (subject, id) = match to {
        To::Draft(id) => ("draft", id),
        To::Referral(id) => ("referral", id),
    };
    let entry = Entry {
        by: By::Referrer(by.account),
        action: "attachment.refused",
        subject,
        subject_id: Some(id),
        data: json!({ "why": "infected" }),
    };
    let context = context::of(request)?;
    context
        .db(async |conn| audit::record(conn, entry, context.now).await)
        .await
}

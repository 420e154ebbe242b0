//! `/refer/referrals/{reference}/letters/{id}`: a letter of the hospital to the practice. Letters to the patient are the patient's.

use actix_web::{HttpResponse, web::Path};
use domain::correspondence::{Letter, Reader};
use domain::people::Reference;
use sqlx::Connection as _;
use templates::letters::{read, words};
use templates::referrer::worklist::case::LetterLine;
use uuid::Uuid;

use crate::context::Context;
use crate::error::AppError;
use crate::respond;
use crate::routes::admissions::letters::written;
use crate::routes::admissions::words::moment;
use crate::routes::letter_pdf;
use crate::routes::referrer::guard::Referrer;
use crate::security::referrers::Record;
use crate::store::letters::{self, Sent};
use crate::store::referrals::{self, Case};
use crate::store::{StoreError, access};

/// The letters to the practice about a case that is opened.
pub async fn of(context: &Context, case: &Case) -> Result<Vec<LetterLine>, AppError> {
    let sent = context
        .db(async |conn| letters::of_case(conn, case.id, Some(Reader::Referrer)).await)
        .await?;
    let line = |one: Sent| LetterLine {
        what: words::kind(one.kind),
        at: moment(one.at),
        href: format!("/refer/referrals/{}/letters/{}", case.reference, one.id),
    };
    Ok(sent.into_iter().map(line).collect())
}

/// Shows a letter.
pub async fn show(
    context: Context,
    referrer: Referrer,
    path: Path<(String, Uuid)>,
) -> Result<HttpResponse, AppError> {
    let reference = parse(&path.0)?;
    let (sent, letter) = find(&context, &referrer, (reference, path.1), false).await?;
    let back = format!("/refer/referrals/{reference}");
    let page = read::page(&read::View {
        frame: referrer.frame(&context, None),
        reference: &reference.to_string(),
        what: words::kind(sent.kind),
        written: &written(&sent),
        letter: &letter,
        missing: &pdf::missing(&letter),
        pdf: &format!("{back}/letters/{}/pdf", sent.id),
        kept: None,
        back: &back,
    });
    Ok(respond::page(page))
}

/// Sends a letter as PDF.
pub async fn pdf(
    context: Context,
    referrer: Referrer,
    path: Path<(String, Uuid)>,
) -> Result<HttpResponse, AppError> {
    let reference = parse(&path.0)?;
    let (_, letter) = find(&context, &referrer, (reference, path.1), true).await?;
    letter_pdf::response(reference, letter).await
}

fn parse(reference: &str) -> Result<Reference, AppError> {
    Reference::parse(reference).map_err(|_| AppError::NotFound)
}

/// A letter: not found unless the case is the practice's and the letter is to a referrer. The look is in the access log first.
async fn find(
    context: &Context,
    referrer: &Referrer,
    (reference, id): (Reference, Uuid),
    taken: bool,
) -> Result<(Sent, Letter), AppError> {
    let (keyring, now) = (&context.app.keyring, context.now);
    let account = referrer.member.account;
    let found = context
        .db(async |conn| {
            let mut tx = conn.begin().await?;
            let case = referrals::open(&mut tx, keyring, reference).await?;
            if referrer.may(Record::Referral(case.practice)).is_err() {
                return Err(StoreError::NotFound);
            }
            let found = letters::find(&mut tx, keyring, id).await?;
            let theirs = |sent: &Sent| sent.referral == case.id && sent.reader == Reader::Referrer;
            let found = found.filter(|(sent, _)| theirs(sent));
            let found = found.ok_or(StoreError::NotFound)?;
            if taken {
                access::downloaded(&mut tx, account, Some(case.id), now).await?;
            } else {
                access::opened(&mut tx, account, case.id, now).await?;
            }
            tx.commit().await?;
            Ok(found)
        })
        .await?;
    Ok(found)
}

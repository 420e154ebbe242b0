//! `/refer/drafts/{id}/files`: the files of a draft; and `/refer/files/{id}`, the download.

use actix_web::web::{Path, ServiceConfig, resource};
use actix_web::{HttpRequest, HttpResponse};
use maud::Markup;
use sqlx::Connection as _;
use templates::components::Problem;
use templates::components::files::{FileFault, file_problem};
use templates::referrer::files;
use uuid::Uuid;

use super::draft::{self, Draft, address};
use super::guard::Referrer;
use crate::context::Context;
use crate::error::AppError;
use crate::forms::Form;
use crate::respond;
use crate::routes::files::{add, lines, of_draft, response};
use crate::security::referrers::Record;
use crate::store::access;
use crate::store::attachments::{self, Attachment, MOST_OF_DRAFT, To};
use crate::uploads::Upload;

/// Addresses of this part.
pub fn table(config: &mut ServiceConfig) {
    config
        .service(resource("/refer/drafts/{id}/files").get(show).post(take))
        .service(resource("/refer/drafts/{id}/files/{file}/delete").post(delete))
        .service(resource("/refer/files/{id}").get(download));
}

/// The files with the form.
async fn show(
    context: Context,
    referrer: Referrer,
    id: Path<Uuid>,
) -> Result<HttpResponse, AppError> {
    let draft = draft::open(&context, &referrer, *id).await?;
    let there = of_draft(&context, *id).await?;
    Ok(respond::page(page(
        &context,
        &referrer,
        &draft,
        &there,
        &[],
    )))
}

/// Adds files, or shows what is wrong with them.
async fn take(
    request: HttpRequest,
    context: Context,
    referrer: Referrer,
    id: Path<Uuid>,
    upload: Upload,
) -> Result<HttpResponse, AppError> {
    let draft = draft::open(&context, &referrer, *id).await?;
    let taken = if upload.files.is_empty() {
        Err(vec![file_problem(FileFault::Missing, None)])
    } else {
        add(&request, To::Draft(*id), referrer.adder(), &upload.files).await?
    };
    let Err(problems) = taken else {
        return Ok(respond::see_other(&address(*id, "files")));
    };
    // Scanning may have used up the time that this request may wait for the database.
    let context = crate::context::of(&request)?;
    let there = of_draft(&context, *id).await?;
    let page = page(&context, &referrer, &draft, &there, &problems);
    Ok(respond::invalid(page))
}

/// Takes a file away.
async fn delete(
    context: Context,
    referrer: Referrer,
    path: Path<(Uuid, Uuid)>,
    _form: Form,
) -> Result<HttpResponse, AppError> {
    let (id, file) = *path;
    draft::open(&context, &referrer, id).await?;
    let (account, now) = (referrer.member.account, context.now);
    context
        .db(async |conn| attachments::delete(conn, id, file, account, now).await)
        .await?;
    Ok(respond::see_other(&address(id, "files")))
}

/// Sends a file of the practice. Without the line in the access log nothing is sent.
async fn download(
    context: Context,
    referrer: Referrer,
    id: Path<Uuid>,
) -> Result<HttpResponse, AppError> {
    let keyring = &context.app.keyring;
    let found = context
        .db(async |conn| attachments::find(conn, keyring, *id).await)
        .await?;
    let file = found.ok_or(AppError::NotFound)?;
    referrer.may(Record::Attachment(file.practice))?;
    let (account, now) = (referrer.member.account, context.now);
    let bytes = context
        .db(async |conn| {
            let mut tx = conn.begin().await?;
            access::downloaded(&mut tx, account, file.referral, now).await?;
            let bytes = attachments::content(&mut tx, keyring, file.id).await?;
            tx.commit().await?;
            Ok(bytes)
        })
        .await?;
    Ok(response(&file, bytes))
}

fn page(
    context: &Context,
    referrer: &Referrer,
    draft: &Draft<'_>,
    there: &[Attachment],
    problems: &[Problem],
) -> Markup {
    let id = draft.stored.id;
    let action = address(id, "files");
    let delete = |file: &Attachment| Some(format!("{action}/{}/delete", file.id));
    files::page(&files::View {
        frame: referrer.frame(context, Some(&draft.saved_at())),
        nonce: &context.nonce,
        back: &address(id, ""),
        action: &action,
        files: &lines(there, "/refer/files/", delete),
        most: MOST_OF_DRAFT,
        problems,
    })
}
